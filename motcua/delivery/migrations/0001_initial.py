import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('dossiers', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Bag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(choices=[('in', 'Bưu điện giao hồ sơ'), ('out', 'Giao kết quả cho bưu điện')], max_length=3)),
                ('key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('postman', models.CharField(max_length=120)),
                ('opened_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('version', models.PositiveIntegerField(default=0)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bags', to='people.office')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post_office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='post_bags', to='people.office')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='BagItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('posting_number', models.CharField(max_length=60)),
                ('sender', models.JSONField(default=dict)),
                ('papers', models.JSONField(default=list)),
                ('return_channel', models.CharField(blank=True, max_length=16)),
                ('collected', models.PositiveBigIntegerField(default=0)),
                ('key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('outcome', models.CharField(choices=[('waiting', 'Chưa xử lý'), ('received', 'Đã tiếp nhận'), ('incomplete', 'Cần bổ sung'), ('refused', 'Không tiếp nhận'), ('sent', 'Đã giao')], default='waiting', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('bag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='delivery.bag')),
                ('dossier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bag_items', to='dossiers.dossier')),
                ('procedure', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.procedure')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('bag', 'position'), name='bag_item_position'), models.UniqueConstraint(fields=('bag', 'posting_number'), name='bag_item_once')],
            },
        ),
    ]
