"""What the screens of a unit announce."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from motcua.door.places.models import Premises


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
