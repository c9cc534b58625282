from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("counters", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="behind",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
