"""What happens at the door and in the rooms: incidents with their playbook, tracing, what screens announce."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from motcua.door.gate.models import Visit
from motcua.door.places.models import Premises, Room


class Playbook(models.Model):
    """What to do when something happens, as data: steps are rows of {kind, text}; see counters.playbooks."""

    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=200)
    steps = models.JSONField(default=list)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]


class DoorIncident(models.Model):
    """Somebody fell ill, a case was told afterwards, a crowd: one row until it is closed."""

    class Kind(models.TextChoices):
        FEVER = "fever", "Có người sốt"
        CASE = "case", "Ca bệnh đã đến đơn vị"
        CROWD = "crowd", "Tập trung đông người"
        OTHER = "other", "Việc khác"

    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="incidents")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    what = models.CharField(max_length=1000)
    visit = models.ForeignKey(Visit, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    playbook = models.ForeignKey(Playbook, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-id"]


class IncidentStep(models.Model):
    """One step of the playbook as copied when the incident was opened, ticked by whom and when."""

    incident = models.ForeignKey(DoorIncident, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24)
    text = models.CharField(max_length=500)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position"]


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


class Announcement(models.Model):
    """A sentence on the unit's boards while it holds."""

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="announcements")
    text = models.CharField(max_length=300)
    spoken = models.BooleanField(default=False)
    shown_from = models.DateTimeField()
    shown_until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
