"""Events and their seals. Rows are only ever added: a trigger in the database refuses update, delete and truncate."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db import models


class Event(models.Model):
    """One thing that happened to one subject, who did it, when, and because of which clauses."""

    at = models.DateTimeField()
    name = models.CharField(max_length=64)  # "dossier.accepted"
    subject = models.CharField(max_length=80)  # "dossier:123"
    subject_label = models.CharField(max_length=200, blank=True)  # the code people know it by
    office_path = models.CharField(max_length=200, blank=True)
    actor = models.CharField(max_length=80)  # "staff:7", "citizen", "system"
    actor_name = models.CharField(max_length=200, blank=True)
    because = models.JSONField(default=list)  # [{"document", "clause", "note"}]
    data = models.JSONField(default=dict)

    # Data for the reactions that the journal must not keep, such as a phone number. Never stored.
    private: Mapping[str, Any] = MappingProxyType({})

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject", "id"], name="event_subject"),
            models.Index(fields=["name", "at"], name="event_name_at"),
            models.Index(fields=["office_path", "id"], name="event_office"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.name} {self.subject_label}"


class SealedBatch(models.Model):
    """A sealed batch of events [first, last]: its digest covers them and the seal before it."""

    first = models.BigIntegerField()
    last = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "journal_seal"
        ordering = ["id"]
