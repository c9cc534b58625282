from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0004_routes_and_links")]

    operations = [
        migrations.AddField(model_name="fee", name="per_copy", field=models.BooleanField(default=False)),
    ]
