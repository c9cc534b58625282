from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("counters", "0003_gate"),
    ]

    operations = [
        migrations.AddField(
            model_name="counter",
            name="takes_in",
            field=models.BooleanField(default=True),
        ),
    ]
