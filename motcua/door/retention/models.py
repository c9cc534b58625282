"""The record that personal data of the door was removed."""

from __future__ import annotations

from django.db import models


class Purge(models.Model):
    """A removal of personal data: what, how much, when. The rows themselves are gone."""

    at = models.DateTimeField()
    until = models.DateField()  # everything due up to this day
    declarations = models.PositiveIntegerField(default=0)
    passes = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)
    tickets = models.PositiveIntegerField(default=0)
    appointments = models.PositiveIntegerField(default=0)
