"""Declarations and passes (removed after the days set), and incidents at the door with their playbooks."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from motcua.door.places.models import Premises, Room


class Declaration(models.Model):
    """Encrypted answers to the declaration form in force (of the catalogue); `alerts` names answers of concern."""

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="declarations")
    form = models.ForeignKey("catalog.FormVersion", on_delete=models.PROTECT, related_name="+")
    answers = models.TextField()  # people.encryption
    alerts = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    taken_by = models.ForeignKey(  # by an officer, for one who cannot write or came with paper
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    purge_on = models.DateField(db_index=True)


class Pass(models.Model):
    """An opaque pass: the QR carries a token that means nothing elsewhere; only its digest is here."""

    token = models.CharField(max_length=64, unique=True)
    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="passes")
    declaration = models.ForeignKey(
        Declaration, null=True, blank=True, on_delete=models.SET_NULL, related_name="passes"
    )
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="entry_passes"
    )
    full_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    person = models.CharField(max_length=64, blank=True)  # as Visit.person
    made_at = models.DateTimeField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    purge_on = models.DateField(db_index=True)


class Playbook(models.Model):
    """What to do when something happens, as data: steps are rows of {kind, text}; see health.playbooks."""

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
    """An incident at the door: somebody fell ill, a case told afterwards, a crowd; one row until it is closed."""

    class Kind(models.TextChoices):
        FEVER = "fever", "Có người sốt"
        CASE = "case", "Ca bệnh đã đến đơn vị"
        CROWD = "crowd", "Tập trung đông người"
        OTHER = "other", "Việc khác"

    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="incidents")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    what = models.CharField(max_length=1000)
    visit = models.ForeignKey("door.Visit", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
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
