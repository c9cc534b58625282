import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# Lines of the seal book and hand-overs are never edited: the database refuses (Decree 30/2020 Art. 32–33).
GUARD = """
CREATE FUNCTION signing_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The seal book is never edited (%)', TG_TABLE_NAME;
END $$;
CREATE TRIGGER sealentry_kept BEFORE UPDATE OR DELETE ON signing_sealentry
    FOR EACH ROW EXECUTE FUNCTION signing_refuse_change();
CREATE TRIGGER sealhandover_kept BEFORE UPDATE OR DELETE ON signing_sealhandover
    FOR EACH ROW EXECUTE FUNCTION signing_refuse_change();
"""
UNGUARD = """
DROP TRIGGER sealentry_kept ON signing_sealentry;
DROP TRIGGER sealhandover_kept ON signing_sealhandover;
DROP FUNCTION signing_refuse_change();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('pkcs12', 'Tệp PKCS#12'), ('pkcs11', 'Thiết bị PKCS#11')], default='pkcs12', max_length=6)),
                ('key_location', models.CharField(max_length=300)),
                ('secret', models.TextField(blank=True)),
                ('subject', models.CharField(max_length=300)),
                ('issuer', models.CharField(max_length=300)),
                ('serial', models.CharField(max_length=80)),
                ('fingerprint', models.CharField(max_length=64, unique=True)),
                ('valid_from', models.DateTimeField()),
                ('valid_to', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_why', models.CharField(blank=True, max_length=300)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='people.office')),
                ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('first', 'Dấu thứ nhất'), ('second', 'Dấu thứ hai')], default='first', max_length=6)),
                ('label', models.CharField(max_length=120)),
                ('registration', models.CharField(max_length=120)),
                ('added_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('keeper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seals_kept', to=settings.AUTH_USER_MODEL)),
                ('kept_at', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kept_seals', to='people.office')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='people.office')),
            ],
            options={
                'ordering': ['office', 'kind', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SealHandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('permission', models.CharField(max_length=200)),
                ('minutes', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('from_staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs', to='signing.seal')),
                ('to_staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SealEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('subject', models.CharField(max_length=80)),
                ('label', models.CharField(max_length=120)),
                ('document', models.CharField(blank=True, max_length=200)),
                ('signer', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='signing.seal')),
                ('stamper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['seal', 'year', 'number'],
                'indexes': [
                    models.Index(fields=['subject'], name='seal_entry_subject'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('seal', 'year', 'number'), name='seal_entry_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SignedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('token', models.CharField(max_length=40, unique=True)),
                ('subject', models.CharField(max_length=80)),
                ('label', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=300)),
                ('signed_by', models.CharField(max_length=120)),
                ('signed_at', models.DateTimeField()),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='signing.certificate')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['subject'], name='signed_document_subject'),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
