"""Tries at the public look-up, officers who have a dossier open, and their saved lists."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from motcua.dossiers.models.dossier import Dossier


class LookupAttempts(models.Model):
    """Wrong tries at looking dossiers up, by who tries (a keyed digest of the address): after ten, a wait."""

    who = models.CharField(max_length=64, unique=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    until = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField()


class Presence(models.Model):
    """Who has a dossier open, so that the second is told; forgotten soon after."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="presences")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "staff"], name="presence_once")]


class SavedView(models.Model):
    """A list an officer keeps: its name and the filters in the address."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=500)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["staff", "name"], name="saved_view_once")]
