"""Warnings to those who handle or supervise dossiers."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class DeadlineWarning(models.Model):
    """One warning to one person about one promise; a new promise is warned of anew, the same one never twice."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="warnings")
    kind = models.CharField(max_length=12)  # T-3, T-2, T-1, late, stalled, limitation, task_late
    due_at = models.DateTimeField()
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="warnings")
    rung = models.CharField(max_length=12)  # handler, head, supervisor
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["dossier", "kind", "due_at", "to"], name="warning_once")]
        indexes = [models.Index(fields=["to", "read_at"], name="warning_to")]
