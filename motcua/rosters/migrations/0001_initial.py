import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='RosterFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('staff', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='roster_feed', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('place', models.CharField(choices=[('on_site', 'Tại chỗ'), ('home', 'Làm việc tại nhà'), ('standby', 'Dự phòng')], max_length=8)),
                ('duty', models.CharField(choices=[('counter', 'Trực quầy'), ('online', 'Trực hồ sơ trực tuyến'), ('guide', 'Hướng dẫn người dân'), ('marshal', 'Kiểm soát cửa'), ('helper', 'Tổ hỗ trợ'), ('checker', 'Kiểm tra phòng, chống dịch')], max_length=8)),
                ('counter', models.PositiveSmallIntegerField(default=0)),
                ('fields', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('planned', 'Dự kiến'), ('published', 'Đã công bố'), ('cancelled', 'Đã bỏ')], default='planned', max_length=9)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('changed_at', models.DateTimeField()),
                ('changes', models.PositiveSmallIntegerField(default=0)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('covers', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='covered_by', to='rosters.shift')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='people.office')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['office', 'state', 'during'], name='shift_when'),
                ],
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ['planned', 'published'])), expressions=[('staff', '='), ('during', '&&')], name='shift_one_place'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Swap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'Chờ đồng nghiệp'), ('agreed', 'Chờ duyệt'), ('done', 'Đã đổi'), ('refused', 'Không đổi')], default='asked', max_length=7)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='rosters.shift')),
                ('shift', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='swaps', to='rosters.shift')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='swaps_asked', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sick', 'Ốm'), ('quarantine', 'Cách ly'), ('leave', 'Nghỉ phép')], max_length=10)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('works_from_home', models.BooleanField(default=False)),
                ('told_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
                ('told_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['staff', 'since'], name='absence_staff'),
                ],
            },
        ),
    ]
