"""Where people are received: a unit's premises, its rooms and waiting areas, their doors and counters."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models


def new_key() -> str:
    """A key nobody guesses, short enough for a QR on a door."""
    return secrets.token_urlsafe(12)


class Premises(models.Model):
    """One unit's place, and how it books. Its row is the lock of every entry and exit of the unit."""

    office = models.OneToOneField("people.Office", on_delete=models.PROTECT, related_name="premises")
    door_key = models.CharField(max_length=24, unique=True, default=new_key)  # in addresses of the QR at the door
    board_key = models.CharField(max_length=24, unique=True, default=new_key)  # a screen shows the board by it
    slot_minutes = models.PositiveSmallIntegerField(default=15)
    walk_in_share = models.PositiveSmallIntegerField(default=30)  # percent of the time kept for who comes unbooked
    booking_days = models.PositiveSmallIntegerField(default=14)  # how far ahead one may book
    declaration_form = models.CharField(max_length=40, default="KB-YTE")  # code in the catalogue
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(walk_in_share__lte=100), name="premises_share_percent"),
            models.CheckConstraint(condition=models.Q(slot_minutes__gte=5), name="premises_slot_5_minutes"),
        ]


class Room(models.Model):
    """A room or a waiting area. `inside_…` always equal the visits of the room that have not ended."""

    class Kind(models.TextChoices):
        SERVICE = "service", "Phòng giao dịch"
        WAITING = "waiting", "Khu chờ trong nhà"
        OUTSIDE = "outside", "Khu chờ ngoài trời"

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SERVICE)
    area_m2 = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    distance_m = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)  # between two people
    own_cap = models.PositiveSmallIntegerField(null=True, blank=True)  # the unit's own limit; the smallest limit counts
    doors = models.JSONField(default=list, blank=True)  # names of its doors: ["Cửa chính", "Cửa bên"]
    offline_places = models.PositiveSmallIntegerField(default=2)  # what a gate without network may go on with
    x = models.PositiveSmallIntegerField(default=0)  # of the floor plan, decimetres
    y = models.PositiveSmallIntegerField(default=0)
    width = models.PositiveSmallIntegerField(default=60)
    depth = models.PositiveSmallIntegerField(default=40)
    position = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_why = models.CharField(max_length=300, blank=True)
    inside_visitors = models.PositiveSmallIntegerField(default=0)
    inside_staff = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["premises", "name"], name="room_name_once")]

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """A counter in a room; `fields` are those of the procedures it takes in, none is all (places/services.py)."""

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="counters")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="counters")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True)
    fields = models.ManyToManyField("catalog.Field", blank=True, related_name="+")
    takes_in = models.BooleanField(default=True)  # dossiers are received and people guided here
    picks_up = models.BooleanField(default=True)  # results are handed out here
    bookable = models.BooleanField(default=True)
    x = models.PositiveSmallIntegerField(default=0)
    y = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["premises", "number"], name="counter_number_once")]


class CounterSession(models.Model):
    """Who sits at which counter: one person at one counter at a time."""

    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="sessions")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="counter_sessions")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["counter"], condition=models.Q(closed_at=None), name="counter_open_once"),
            models.UniqueConstraint(fields=["staff"], condition=models.Q(closed_at=None), name="counter_staff_once"),
        ]
        indexes = [models.Index(fields=["counter", "opened_at"], name="countersession_when")]


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
    """The round of a checker: who was looked at, how many kept each measure, what was said to them."""

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
