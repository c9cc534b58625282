import django.db.models.deletion
import motcua.assistance.models
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
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('phone', models.CharField(max_length=20)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('hours', models.CharField(blank=True, max_length=120)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField()),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('field', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.field')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_points', to='people.office')),
                ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['office_id', 'id'],
            },
        ),
        migrations.CreateModel(
            name='HelpRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=motcua.assistance.models.new_help_token, max_length=24, unique=True)),
                ('kind', models.CharField(choices=[('call_back', 'Gọi lại cho tôi'), ('chat', 'Nhắn tin')], max_length=9)),
                ('name', models.CharField(max_length=120)),
                ('phone', models.CharField(blank=True, max_length=16)),
                ('state', models.CharField(choices=[('waiting', 'Chờ trả lời'), ('taken', 'Đang trả lời'), ('closed', 'Đã xong')], default='waiting', max_length=7)),
                ('asked_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('first_answer_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, max_length=300)),
                ('draft', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dossiers.draft')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='help_requests', to='people.office')),
                ('procedure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.procedure')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'indexes': [
                    models.Index(fields=['office', 'state', 'id'], name='helprequest_queue'),
                ],
            },
        ),
        migrations.CreateModel(
            name='HelpMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='assistance.helprequest')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SharedDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('joined_at', models.DateTimeField(blank=True, null=True)),
                ('consented_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by_citizen', models.BooleanField(default=False)),
                ('shows_papers', models.BooleanField(default=False)),
                ('filled', models.JSONField(default=dict)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shared', to='dossiers.draft')),
                ('helper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='shared_drafts', to='assistance.helprequest')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('draft',), name='shared_draft_one_open'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SupportPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Đang hoạt động'), ('limited', 'Hoạt động hạn chế'), ('closed', 'Tạm đóng')], default='open', max_length=7)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('hours', models.CharField(blank=True, max_length=200)),
                ('devices', models.PositiveSmallIntegerField(default=0)),
                ('devices_online', models.PositiveSmallIntegerField(default=0)),
                ('scanners', models.PositiveSmallIntegerField(default=0)),
                ('printers', models.PositiveSmallIntegerField(default=0)),
                ('trained', models.PositiveSmallIntegerField(default=0)),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='support_point', to='people.office')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('devices_online__lte', models.F('devices'))), name='support_point_online'),
                ],
            },
        ),
    ]
