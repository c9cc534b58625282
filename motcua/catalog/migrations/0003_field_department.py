from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_search")]
    operations = [
        migrations.AddField(
            model_name="field",
            name="department",
            field=models.CharField(blank=True, max_length=35, default=""),
            preserve_default=False,
        ),
    ]
