"""Printed slips, the register of a unit, and the numbers given out."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from motcua.dossiers.models.dossier import Dossier


class Slip(models.Model):
    """A printed slip (Circular 01/2018 forms 01–06): its number and the data it was printed from, never edited."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="slips")
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)  # a key of rulebook.dossier_states.SLIPS
    era = models.CharField(max_length=4, default="2018")  # whose forms: rulebook.eras
    year = models.PositiveSmallIntegerField()  # numbers begin at 1 each year, for each unit and kind
    number = models.CharField(max_length=60)
    data = models.JSONField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    signed_file = models.FileField(upload_to="slips/%Y/%m/", blank=True)  # as signed by the unit's certificate
    signed_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["office", "kind", "year", "number"], name="slip_number_once")]


class NumberSeries(models.Model):
    """The last number of a series (keys: rulebook.numbering): `next_number` takes one, imports move past theirs."""

    key = models.CharField(max_length=120, unique=True)
    last = models.PositiveIntegerField(default=0)


class Register(models.Model):
    """The register of dossiers (sổ theo dõi) of one unit and year; closed once, never opened again."""

    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="registers")
    year = models.PositiveSmallIntegerField()
    volume = models.PositiveSmallIntegerField(default=1)  # quyển; numbers run on through the year's volumes
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["office", "year", "volume"]
        constraints = [models.UniqueConstraint(fields=["office", "year", "volume"], name="register_once")]


class RegisterLine(models.Model):
    """One dossier's line, written when it is accepted and never edited; the database refuses changes."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()  # from 1, through the year
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="register_line")
    data = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="register_line_once")]


class RegisterEntry(models.Model):
    """The right half of a line: how and to whom the result was returned; or a new promise. Added, never edited."""

    line = models.ForeignKey(RegisterLine, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12)  # returned, due_changed, ended
    data = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
