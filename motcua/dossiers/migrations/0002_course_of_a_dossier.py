
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0003_field_department'),
        ('dossiers', '0001_initial'),
        ('people', '0002_citizen_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='slip',
            name='slip_number_once',
        ),
        migrations.AddField(
            model_name='dossier',
            name='announced_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='dossier',
            name='came_from',
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddField(
            model_name='dossier',
            name='handed_to',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='dossier',
            name='steps_done',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='dossier',
            name='supplemented_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='dossier',
            name='tracking_number',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='slip',
            name='office',
            field=models.ForeignKey(default=1, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.office'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='slip',
            name='year',
            field=models.PositiveSmallIntegerField(default=2020),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('submitted', 'supplement_asked', 'refused_intake', 'accepted', 'appraising', 'approving', 'sealing', 'waiting_supplement', 'waiting_payment', 'result_ready', 'refusal_ready', 'delivering', 'returned', 'withdrawn', 'stopped'))), name='dossier_state_known'),
        ),
        migrations.AddConstraint(
            model_name='slip',
            constraint=models.UniqueConstraint(fields=('office', 'kind', 'year', 'number'), name='slip_number_once'),
        ),
    ]
