"""What a unit has of what policy demands, and the rounds of its checkers."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from motcua.door.places.models import Counter, Premises, Room


class Equipment(models.Model):
    """How many of one item are there and work, for the unit, a room or a counter. `item` as in policy "equipment.…"."""

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="equipment")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.CASCADE, related_name="equipment")
    counter = models.ForeignKey(Counter, null=True, blank=True, on_delete=models.CASCADE, related_name="equipment")
    item = models.CharField(max_length=60)
    present = models.PositiveSmallIntegerField(default=0)
    working = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["premises", "room", "counter", "item"], name="equipment_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=models.Q(working__lte=models.F("present")), name="equipment_working"),
        ]


class Round(models.Model):
    """A checker's round: whom he looked at, how many kept each measure, what he said to them."""

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="rounds")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=8, choices=[("staff", "Cán bộ, công chức"), ("visitors", "Người đến")])
    seen = models.PositiveSmallIntegerField()
    kept = models.JSONField(default=dict)  # {"mask": 12, "distance": 10}: of those seen, how many kept it
    remark = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
