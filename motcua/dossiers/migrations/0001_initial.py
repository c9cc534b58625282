import django.contrib.postgres.indexes
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


# The database itself refuses to change or remove what stands in a register, and to write in a closed one.
REFUSE = """
CREATE FUNCTION dossiers_register_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The register is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION dossiers_register_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'dossiers_register' THEN
        IF OLD.closed_at IS NOT NULL THEN
            RAISE EXCEPTION 'A closed register is not changed' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF EXISTS (SELECT 1 FROM dossiers_register WHERE id = NEW.register_id AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A closed register takes no line' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_registerline_append_only BEFORE UPDATE OR DELETE ON dossiers_registerline
    FOR EACH ROW EXECUTE FUNCTION dossiers_register_refuse();
CREATE TRIGGER dossiers_registerline_no_truncate BEFORE TRUNCATE ON dossiers_registerline
    FOR EACH STATEMENT EXECUTE FUNCTION dossiers_register_refuse();
CREATE TRIGGER dossiers_registerentry_append_only BEFORE UPDATE OR DELETE ON dossiers_registerentry
    FOR EACH ROW EXECUTE FUNCTION dossiers_register_refuse();
CREATE TRIGGER dossiers_registerentry_no_truncate BEFORE TRUNCATE ON dossiers_registerentry
    FOR EACH STATEMENT EXECUTE FUNCTION dossiers_register_refuse();
CREATE TRIGGER dossiers_registerline_open BEFORE INSERT ON dossiers_registerline
    FOR EACH ROW EXECUTE FUNCTION dossiers_register_closed();
CREATE TRIGGER dossiers_register_closed BEFORE UPDATE ON dossiers_register
    FOR EACH ROW EXECUTE FUNCTION dossiers_register_closed();
"""
ALLOW = """
DROP TRIGGER dossiers_registerline_append_only ON dossiers_registerline;
DROP TRIGGER dossiers_registerline_no_truncate ON dossiers_registerline;
DROP TRIGGER dossiers_registerentry_append_only ON dossiers_registerentry;
DROP TRIGGER dossiers_registerentry_no_truncate ON dossiers_registerentry;
DROP TRIGGER dossiers_registerline_open ON dossiers_registerline;
DROP TRIGGER dossiers_register_closed ON dossiers_register;
DROP FUNCTION dossiers_register_refuse();
DROP FUNCTION dossiers_register_closed();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LookupAttempts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=64, unique=True)),
                ('wrong', models.PositiveSmallIntegerField(default=0)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('last_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, unique=True)),
                ('submission_key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('state', models.CharField(max_length=24)),
                ('route', models.JSONField(default=list)),
                ('stage', models.PositiveSmallIntegerField(default=0)),
                ('plan', models.JSONField(default=dict)),
                ('link_position', models.PositiveSmallIntegerField(default=0)),
                ('channel', models.CharField(choices=[('online', 'Trực tuyến'), ('postal', 'Bưu chính công ích'), ('counter', 'Tại quầy'), ('support_point', 'Điểm hỗ trợ'), ('home', 'Trả tại nhà')], max_length=16)),
                ('return_channel', models.CharField(choices=[('online', 'Trực tuyến'), ('postal', 'Bưu chính công ích'), ('counter', 'Tại quầy'), ('support_point', 'Điểm hỗ trợ'), ('home', 'Trả tại nhà')], max_length=16)),
                ('uses_neither', models.BooleanField(default=False)),
                ('applicant_name', models.CharField(max_length=120)),
                ('applicant_id_number', models.CharField(blank=True, max_length=12)),
                ('applicant_phone', models.CharField(blank=True, max_length=16)),
                ('applicant_email', models.CharField(blank=True, max_length=254)),
                ('applicant_address', models.CharField(blank=True, max_length=300)),
                ('return_address', models.CharField(blank=True, max_length=300)),
                ('applicant_group', models.CharField(blank=True, max_length=32)),
                ('sets', models.PositiveSmallIntegerField(default=1)),
                ('agent', models.JSONField(default=dict)),
                ('bill', models.JSONField(default=dict)),
                ('search_text', models.TextField(blank=True)),
                ('form_data', models.JSONField(default=dict)),
                ('papers', models.JSONField(default=list)),
                ('secret_hash', models.CharField(max_length=128)),
                ('submitted_at', models.DateTimeField()),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('original_due_at', models.DateTimeField(blank=True, null=True)),
                ('due_lines', models.JSONField(default=list)),
                ('count_began_at', models.DateTimeField(blank=True, null=True)),
                ('count_last_day', models.DateField(blank=True, null=True)),
                ('limit_value', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                ('limit_unit', models.CharField(blank=True, max_length=16)),
                ('limitation_at', models.DateField(blank=True, null=True)),
                ('reappointed_at', models.DateTimeField(blank=True, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('returned_at', models.DateTimeField(blank=True, null=True)),
                ('supplements', models.PositiveSmallIntegerField(default=0)),
                ('supplement_text', models.TextField(blank=True)),
                ('refusal_text', models.TextField(blank=True)),
                ('second_supplement', models.JSONField(default=dict)),
                ('payment_text', models.CharField(blank=True, max_length=500)),
                ('payment_amount', models.PositiveBigIntegerField(blank=True, null=True)),
                ('result_number', models.CharField(blank=True, max_length=80)),
                ('result_summary', models.CharField(blank=True, max_length=300)),
                ('result_issued_on', models.DateField(blank=True, null=True)),
                ('because', models.JSONField(default=list)),
                ('steps_done', models.JSONField(default=list)),
                ('came_from', models.CharField(blank=True, max_length=24)),
                ('supplemented_at', models.DateTimeField(blank=True, null=True)),
                ('announced_at', models.DateTimeField(blank=True, null=True)),
                ('handed_to', models.CharField(blank=True, max_length=120)),
                ('tracking_number', models.CharField(blank=True, max_length=60)),
                ('imported_key', models.CharField(blank=True, max_length=120)),
                ('version', models.PositiveIntegerField(default=0)),
                ('citizen', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.citizen')),
                ('form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='catalog.formversion')),
                ('handling_office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='handled_dossiers', to='people.office')),
                ('helped_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='helped_dossiers', to='people.office')),
                ('helper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='held_dossiers', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received_dossiers', to='people.office')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='dossiers.dossier')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='catalog.procedure')),
                ('resolving_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolving_dossiers', to='people.office')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [
                    models.Index(fields=['office', 'state', 'due_at'], name='dossier_office_state'),
                    models.Index(fields=['resolving_office', 'state', 'due_at'], name='dossier_resolving_state'),
                    models.Index(fields=['holder', 'state'], name='dossier_holder'),
                    models.Index(fields=['applicant_id_number'], name='dossier_id_number'),
                    models.Index(fields=['handling_office', 'state', 'due_at'], name='dossier_handling_state'),
                    models.Index(fields=['citizen', '-id'], name='dossier_citizen'),
                    django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_text', name='gin_trgm_ops'), name='dossier_search'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ('submitted', 'supplement_asked', 'refused_intake', 'accepted', 'appraising', 'approving', 'sealing', 'waiting_supplement', 'waiting_payment', 'result_ready', 'refusal_ready', 'delivering', 'returned', 'withdrawn', 'stopped'))), name='dossier_state_known'),
                    models.UniqueConstraint(condition=models.Q(('imported_key', ''), _negated=True), fields=('imported_key',), name='dossier_imported_once'),
                    models.UniqueConstraint(fields=('parent', 'link_position'), name='dossier_child_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('consult', 'Lấy ý kiến'), ('verify', 'Thẩm tra, xác minh thực tế'), ('council', 'Hội đồng'), ('branch', 'Giải quyết song song')], max_length=8)),
                ('state', models.CharField(choices=[('open', 'Đang chờ'), ('done', 'Đã xong'), ('cancelled', 'Thôi không cần')], default='open', max_length=9)),
                ('stage', models.PositiveSmallIntegerField(default=0)),
                ('required', models.BooleanField(default=True)),
                ('content', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('agreed', models.BooleanField(null=True)),
                ('record', models.JSONField(default=dict)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('late_told_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='dossiers.dossier')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='held_tasks', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='people.office')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [
                    models.Index(fields=['office', 'state', 'due_at'], name='task_office_state'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DossierFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('given', 'Giấy tờ nộp'), ('result', 'Kết quả'), ('task', 'Ý kiến, biên bản'), ('agent', 'Giấy ủy quyền')], default='given', max_length=8)),
                ('paper_position', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('file', models.FileField(upload_to='dossiers/%Y/%m/')),
                ('name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=60)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('copy_kind', models.CharField(blank=True, max_length=9)),
                ('signatures', models.JSONField(default=dict)),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='dossiers.dossier')),
                ('reused_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dossiers.dossierfile')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='dossiers.task')),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=64, unique=True)),
                ('submission_key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('data', models.JSONField(default=dict)),
                ('phone', models.CharField(blank=True, max_length=16)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('citizen', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.citizen')),
                ('dossier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dossiers.dossier')),
                ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='catalog.formversion')),
                ('helped_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.office')),
                ('helper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.office')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='catalog.procedure')),
            ],
        ),
        migrations.CreateModel(
            name='DraftFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper_position', models.PositiveSmallIntegerField()),
                ('file', models.FileField(upload_to='drafts/%Y/%m/')),
                ('name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=60)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('copy_kind', models.CharField(blank=True, max_length=9)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='dossiers.draft')),
                ('reused_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dossiers.dossierfile')),
            ],
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('error', 'Kết quả có sai sót'), ('lost', 'Mất, hỏng giấy tờ')], max_length=5)),
                ('what', models.TextField()),
                ('responsible', models.CharField(blank=True, max_length=200)),
                ('cost', models.PositiveBigIntegerField(default=0)),
                ('reported_at', models.DateTimeField()),
                ('apologised_at', models.DateTimeField(blank=True, null=True)),
                ('resolution', models.TextField(blank=True)),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='dossiers.dossier')),
                ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('resolved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='PreCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('phone', models.CharField(max_length=16)),
                ('note', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('asked', 'Chờ xem'), ('ready', 'Đủ, mời nộp'), ('missing', 'Còn thiếu')], default='asked', max_length=8)),
                ('answer', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dossiers.dossier')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.office')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.procedure')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [
                    models.Index(fields=['office', 'state', 'id'], name='precheck_office_state'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PreCheckFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper_position', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('file', models.FileField(upload_to='drafts/%Y/%m/')),
                ('name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=60)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('pre_check', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='dossiers.precheck')),
            ],
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField(db_index=True)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='dossiers.dossier')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('dossier', 'staff'), name='presence_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Register',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('volume', models.PositiveSmallIntegerField(default=1)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='people.office')),
            ],
            options={
                'ordering': ['office', 'year', 'volume'],
                'constraints': [
                    models.UniqueConstraint(fields=('office', 'year', 'volume'), name='register_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RegisterLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('data', models.JSONField()),
                ('at', models.DateTimeField()),
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='register_line', to='dossiers.dossier')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='dossiers.register')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [
                    models.UniqueConstraint(fields=('register', 'number'), name='register_line_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RegisterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('data', models.JSONField()),
                ('at', models.DateTimeField()),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='dossiers.registerline')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('query', models.CharField(max_length=500)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('staff', 'name'), name='saved_view_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('era', models.CharField(default='2018', max_length=4)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.CharField(max_length=60)),
                ('data', models.JSONField()),
                ('issued_at', models.DateTimeField()),
                ('signed_file', models.FileField(blank=True, upload_to='slips/%Y/%m/')),
                ('signed_sha256', models.CharField(blank=True, max_length=64)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='dossiers.dossier')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.office')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(fields=('office', 'kind', 'year', 'number'), name='slip_number_once'),
                ],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
