"""Trigram search over procedures; the extension may be there already."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]
    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            model_name="procedure",
            index=GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="procedure_search"),
        ),
    ]
