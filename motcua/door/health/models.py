"""Declarations made before entering, and the passes given for them. Kept for the days set, then gone."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from motcua.door.places.models import Premises


class Declaration(models.Model):
    """Answers to the declaration form in force (a form of the catalogue), sealed; `alerts` names answers of concern."""

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="declarations")
    form = models.ForeignKey("catalog.FormVersion", on_delete=models.PROTECT, related_name="+")
    answers = models.TextField()  # people.at_rest
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


class Purge(models.Model):
    """That personal data was removed: what, how much, when. The rows themselves are gone."""

    at = models.DateTimeField()
    until = models.DateField()  # everything due up to this day
    declarations = models.PositiveIntegerField(default=0)
    passes = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)
    tickets = models.PositiveIntegerField(default=0)
    appointments = models.PositiveIntegerField(default=0)
