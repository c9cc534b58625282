from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("counters", "0004_counter_takes_in")]

    operations = [
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                fields=["state"],
                condition=models.Q(state__in=["booked", "held", "displaced"]),
                name="appointment_not_over",
            ),
        ),
    ]
