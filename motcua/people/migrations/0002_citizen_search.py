"""Trigram search over citizens."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            model_name="citizen",
            index=GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="citizen_search"),
        ),
    ]
