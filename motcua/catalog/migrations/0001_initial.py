import django.contrib.postgres.indexes
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='ApplicantGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=32, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('fraction_owed', models.DecimalField(decimal_places=2, max_digits=3)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Field',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('department', models.CharField(blank=True, max_length=35)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=1000)),
                ('plain_name', models.CharField(blank=True, max_length=200)),
                ('level', models.CharField(choices=[('province', 'Cấp tỉnh'), ('district', 'Cấp huyện'), ('commune', 'Cấp xã'), ('ministry', 'Cấp bộ')], max_length=12)),
                ('agency', models.CharField(blank=True, max_length=500)),
                ('online_level', models.PositiveSmallIntegerField(default=2)),
                ('postal', models.BooleanField(default=True)),
                ('urgent', models.BooleanField(default=False)),
                ('time_critical', models.BooleanField(default=False)),
                ('for_whom', models.CharField(blank=True, max_length=500)),
                ('result', models.CharField(blank=True, max_length=500)),
                ('decision', models.CharField(blank=True, max_length=80)),
                ('decision_date', models.DateField(blank=True, null=True)),
                ('aliases', models.JSONField(blank=True, default=list)),
                ('search_text', models.TextField(blank=True)),
                ('route', models.JSONField(blank=True, default=list)),
                ('cut_off', models.TimeField(blank=True, null=True)),
                ('supplement_clock', models.CharField(choices=[('restart', 'Tính lại từ đầu'), ('resume', 'Tính tiếp')], default='restart', max_length=8)),
                ('payment_pause', models.BooleanField(default=False)),
                ('internal', models.BooleanField(default=False)),
                ('service_minutes', models.PositiveSmallIntegerField(default=15)),
                ('active', models.BooleanField(default=True)),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='procedures', to='catalog.field')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=1000)),
                ('originals', models.PositiveSmallIntegerField(default=0)),
                ('copies', models.PositiveSmallIntegerField(default=0)),
                ('required', models.BooleanField(default=True)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('condition', models.JSONField(blank=True, default=dict)),
                ('reusable', models.BooleanField(default=True)),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='catalog.procedure')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='LinkedProcedure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('office', models.CharField(default='resolving', max_length=35)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='linked_in', to='catalog.procedure')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='linked', to='catalog.procedure')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='FormVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('schema', models.JSONField()),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('published_by', models.CharField(blank=True, max_length=120)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('sample', models.JSONField(blank=True, default=dict)),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forms', to='catalog.procedure')),
            ],
            options={
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='Fee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('phi', 'Phí'), ('le_phi', 'Lệ phí')], default='le_phi', max_length=8)),
                ('channel', models.CharField(blank=True, max_length=16)),
                ('group', models.CharField(blank=True, max_length=32)),
                ('amount', models.PositiveBigIntegerField()),
                ('per_copy', models.BooleanField(default=False)),
                ('text', models.CharField(blank=True, max_length=500)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fees', to='catalog.procedure')),
            ],
        ),
        migrations.CreateModel(
            name='RouteVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('plan', models.JSONField(default=dict)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('published_by', models.CharField(blank=True, max_length=120)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='routes', to='catalog.procedure')),
            ],
            options={
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='TimeLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(blank=True, max_length=16)),
                ('value', models.DecimalField(decimal_places=2, max_digits=6)),
                ('unit', models.CharField(max_length=16)),
                ('text', models.CharField(blank=True, max_length=500)),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='time_limits', to='catalog.procedure')),
            ],
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_text', name='gin_trgm_ops'), name='procedure_search'),
        ),
        migrations.AddConstraint(
            model_name='procedure',
            constraint=models.CheckConstraint(condition=models.Q(('online_level__gte', 1), ('online_level__lte', 4)), name='online_level_1_4'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(fields=('procedure', 'position'), name='paper_position'),
        ),
        migrations.AddConstraint(
            model_name='linkedprocedure',
            constraint=models.UniqueConstraint(fields=('parent', 'child'), name='linked_once'),
        ),
        migrations.AddConstraint(
            model_name='formversion',
            constraint=models.UniqueConstraint(fields=('procedure', 'version'), name='form_version_once'),
        ),
        migrations.AddConstraint(
            model_name='routeversion',
            constraint=models.UniqueConstraint(fields=('procedure', 'version'), name='route_version_once'),
        ),
    ]
