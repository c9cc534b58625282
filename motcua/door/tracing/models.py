"""Questions of contact tracing: who was near a person."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from motcua.door.health.models import DoorIncident
from motcua.door.places.models import Premises


class Tracing(models.Model):
    """A question of who was near a person: asked by whom, why, and how many were found. Names are not kept here."""

    premises = models.ForeignKey(Premises, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=64)
    since = models.DateTimeField()
    until = models.DateTimeField()
    margin_minutes = models.PositiveSmallIntegerField(default=15)
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    visits = models.PositiveIntegerField(default=0)
    contacts = models.PositiveIntegerField(default=0)
    incident = models.ForeignKey(
        DoorIncident, null=True, blank=True, on_delete=models.SET_NULL, related_name="tracings"
    )

    class Meta:
        ordering = ["-id"]
