import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=80, unique=True)),
                ('full_name', models.CharField(max_length=120)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PhoneCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phone', models.CharField(db_index=True, max_length=64)),
                ('code', models.CharField(max_length=128)),
                ('purpose', models.CharField(default='sign_in', max_length=24)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SignInAttempts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=64, unique=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('last_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Citizen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('full_name', models.CharField(max_length=120)),
                ('id_number', models.CharField(blank=True, max_length=12)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('phone', models.CharField(blank=True, max_length=16)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('search_text', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(fields=['phone'], name='citizen_phone'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_text', name='gin_trgm_ops'), name='citizen_search')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('id_number', ''), _negated=True), fields=('id_number',), name='citizen_id_number')],
            },
        ),
        migrations.CreateModel(
            name='CitizenSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('device', models.CharField(blank=True, max_length=200)),
                ('assurance', models.PositiveSmallIntegerField(default=1)),
                ('started_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('citizen', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='people.citizen')),
            ],
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=200, unique=True)),
                ('code', models.CharField(max_length=35, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, max_length=100)),
                ('kind', models.CharField(choices=[('committee', 'Ủy ban nhân dân'), ('committee_office', 'Văn phòng Ủy ban nhân dân'), ('provincial_centre', 'Trung tâm Phục vụ hành chính công'), ('department', 'Sở, ban, ngành'), ('district_unit', 'Bộ phận Một cửa cấp huyện'), ('commune_unit', 'Bộ phận Một cửa cấp xã'), ('post_office', 'Bưu điện'), ('support_point', 'Điểm hỗ trợ')], max_length=24)),
                ('level', models.CharField(choices=[('province', 'Cấp tỉnh'), ('district', 'Cấp huyện'), ('commune', 'Cấp xã')], max_length=12)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('hours', models.JSONField(blank=True, default=dict)),
                ('epidemic_level', models.PositiveSmallIntegerField(default=1)),
                ('sort_key', models.CharField(blank=True, max_length=300)),
                ('active', models.BooleanField(default=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.office')),
            ],
            options={
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('absence', 'Làm thay khi vắng mặt'), ('authority', 'Ủy quyền giải quyết tại chỗ')], max_length=9)),
                ('role', models.CharField(choices=[('receiving_officer', 'Công chức tiếp nhận'), ('processing_officer', 'Công chức thụ lý'), ('approver', 'Người phê duyệt'), ('seal_keeper', 'Văn thư giữ dấu'), ('returning_officer', 'Công chức trả kết quả'), ('unit_head', 'Trưởng Bộ phận Một cửa'), ('policy_officer', 'Chuyên viên Văn phòng UBND tỉnh'), ('leader', 'Lãnh đạo Ủy ban nhân dân'), ('supervisor', 'Người giám sát'), ('catalogue_officer', 'Người quản lý danh mục'), ('postal_clerk', 'Nhân viên bưu điện'), ('entry_marshal', 'Người kiểm soát cửa'), ('cashier', 'Người thu phí, lệ phí'), ('health_officer', 'Cán bộ y tế phòng, chống dịch'), ('support_helper', 'Người hỗ trợ'), ('ict_admin', 'Quản trị hệ thống')], max_length=24)),
                ('procedures', models.JSONField(blank=True, default=list)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('document', models.CharField(max_length=120)),
                ('created_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegated', to=settings.AUTH_USER_MODEL)),
                ('to_staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL)),
                ('from_office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.office')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='people.office')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('kind', models.CharField(choices=[('off', 'Nghỉ'), ('working', 'Làm bù')], max_length=8)),
                ('label', models.CharField(max_length=200)),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='people.office')),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.AddField(
            model_name='staff',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='people.office'),
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SecondFactor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('totp', 'Ứng dụng tạo mã'), ('passkey', 'Khóa truy cập')], max_length=8)),
                ('name', models.CharField(max_length=60)),
                ('secret', models.TextField()),
                ('credential', models.CharField(blank=True, max_length=1400)),
                ('counter', models.BigIntegerField(default=-1)),
                ('added_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='second_factors', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='StaffRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('receiving_officer', 'Công chức tiếp nhận'), ('processing_officer', 'Công chức thụ lý'), ('approver', 'Người phê duyệt'), ('seal_keeper', 'Văn thư giữ dấu'), ('returning_officer', 'Công chức trả kết quả'), ('unit_head', 'Trưởng Bộ phận Một cửa'), ('policy_officer', 'Chuyên viên Văn phòng UBND tỉnh'), ('leader', 'Lãnh đạo Ủy ban nhân dân'), ('supervisor', 'Người giám sát'), ('catalogue_officer', 'Người quản lý danh mục'), ('postal_clerk', 'Nhân viên bưu điện'), ('entry_marshal', 'Người kiểm soát cửa'), ('cashier', 'Người thu phí, lệ phí'), ('health_officer', 'Cán bộ y tế phòng, chống dịch'), ('support_helper', 'Người hỗ trợ'), ('ict_admin', 'Quản trị hệ thống')], max_length=24)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_holders', to='people.office')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='StaffSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(db_index=True, max_length=40)),
                ('device', models.CharField(blank=True, max_length=200)),
                ('address', models.CharField(blank=True, max_length=45)),
                ('second_factor', models.CharField(blank=True, max_length=8)),
                ('started_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-seen_at'],
            },
        ),
        migrations.CreateModel(
            name='CitizenIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=200)),
                ('assurance', models.PositiveSmallIntegerField(default=1)),
                ('at', models.DateTimeField()),
                ('citizen', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identities', to='people.citizen')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('provider', 'subject'), name='citizen_identity_once')],
            },
        ),
        migrations.AddIndex(
            model_name='office',
            index=models.Index(fields=['kind', 'sort_key'], name='office_kind'),
        ),
        migrations.AddIndex(
            model_name='delegation',
            index=models.Index(fields=['to_staff', 'valid_from'], name='delegation_to'),
        ),
        migrations.AddConstraint(
            model_name='calendarday',
            constraint=models.UniqueConstraint(fields=('day', 'office'), name='calendar_day_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='secondfactor',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'totp')), fields=('staff',), name='second_factor_one_app'),
        ),
        migrations.AddConstraint(
            model_name='secondfactor',
            constraint=models.UniqueConstraint(condition=models.Q(('credential', ''), _negated=True), fields=('credential',), name='second_factor_credential'),
        ),
        migrations.AddConstraint(
            model_name='staffrole',
            constraint=models.UniqueConstraint(fields=('staff', 'role', 'office'), name='staffrole_once'),
        ),
        migrations.AddIndex(
            model_name='staffsession',
            index=models.Index(fields=['staff', 'ended_at'], name='staffsession_open'),
        ),
    ]
