import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Directive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=80)),
                ('printed_number', models.CharField(blank=True, max_length=80)),
                ('issuer', models.CharField(max_length=200)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('type', models.CharField(blank=True, max_length=60)),
                ('subject', models.CharField(blank=True, max_length=1000)),
                ('urgency', models.CharField(blank=True, max_length=20)),
                ('signer_name', models.CharField(blank=True, max_length=120)),
                ('signer_title', models.CharField(blank=True, max_length=200)),
                ('standing', models.CharField(choices=[('own', 'Cơ quan của địa phương'), ('above', 'Cơ quan trung ương'), ('elsewhere', 'Nơi khác')], default='own', max_length=9)),
                ('version', models.PositiveIntegerField(default=1)),
                ('file', models.FileField(blank=True, upload_to='directives/%Y/')),
                ('file_name', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('reading', models.JSONField()),
                ('reading_state', models.CharField(choices=[('read', 'Đã đọc'), ('waiting', 'Đang chờ đọc'), ('failed', 'Chưa đọc được')], default='read', max_length=8)),
                ('why_unread', models.CharField(blank=True, max_length=300)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('file_digest', models.CharField(blank=True, max_length=64)),
                ('uploaded_at', models.DateTimeField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='directives', to='people.office')),
                ('earlier', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later', to='directives.directive')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-uploaded_at'],
            },
        ),
        migrations.CreateModel(
            name='OperationPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('room_cap', models.PositiveIntegerField(blank=True, null=True)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='people.office')),
            ],
        ),
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='policy_version_one_row')],
            },
        ),
        migrations.CreateModel(
            name='RuleSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Bản nháp'), ('proposed', 'Đã trình'), ('approved', 'Đã duyệt'), ('returned', 'Trả lại'), ('revoked', 'Đã bãi bỏ'), ('replaced', 'Có bản sau thay'), ('information', 'Chỉ để biết')], default='draft', max_length=12)),
                ('created_at', models.DateTimeField()),
                ('proposed_at', models.DateTimeField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('revocation_proposed_at', models.DateTimeField(null=True)),
                ('revocation_note', models.TextField(blank=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('note', models.TextField(blank=True)),
                ('difference', models.JSONField(default=list)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rule_sets', to='directives.directive')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revocation_proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='RuleRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(default=0)),
                ('ref', models.CharField(blank=True, max_length=40)),
                ('point', models.CharField(max_length=60)),
                ('data', models.JSONField()),
                ('proposal', models.JSONField(blank=True, null=True)),
                ('confidence', models.CharField(blank=True, max_length=8)),
                ('questions', models.JSONField(blank=True, default=list)),
                ('span', models.JSONField(blank=True, null=True)),
                ('removed', models.BooleanField(default=False)),
                ('rule_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='directives.ruleset')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='UnitSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('point', models.CharField(max_length=60)),
                ('value', models.JSONField()),
                ('set_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='settings', to='people.office')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.UniqueConstraint(models.F('number'), models.F('issuer'), django.db.models.functions.comparison.Coalesce(django.db.models.functions.datetime.ExtractYear('issued_on'), 0), models.F('version'), condition=models.Q(('number', ''), _negated=True), name='directive_version_once'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.UniqueConstraint(condition=models.Q(('file_digest', ''), _negated=True), fields=('file_digest',), name='directive_file_once'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='approver_is_not_proposer'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='approved_has_approver'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.CheckConstraint(condition=models.Q(('revoked_by__isnull', True), models.Q(('revoked_by', models.F('revocation_proposed_by')), _negated=True), _connector='OR'), name='revoker_is_not_proposer'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'revoked'), _negated=True), models.Q(('revocation_proposed_by__isnull', False), ('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='revoked_has_two_people'),
        ),
    ]
