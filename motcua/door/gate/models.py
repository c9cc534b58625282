"""The gate: devices of marshals, who came in and went out, who was not let in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F

from motcua.door.places.models import Premises, Room


class GateDevice(models.Model):
    """A marshal's phone at a door, and the places it may go on with when the network is gone.

    While `share_until` has not passed, `share` places of the room are its own: nobody else is let in on them. The
    device measures from the answer that gave the share, never by its own clock.
    """

    key = models.CharField(max_length=64, unique=True)  # digest of what the device holds
    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="devices")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="devices")
    door = models.CharField(max_length=60, blank=True)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    share = models.PositiveSmallIntegerField(default=0)
    share_from = models.DateTimeField(null=True, blank=True)
    share_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["room", "closed_at"], name="gatedevice_room")]


class Visit(models.Model):
    """One person's time in one room. Personal data goes when it is purged; the times stay for the statistics.

    `key` is made by whoever counted it, so that what a device sends twice is one visit.
    """

    class Who(models.TextChoices):
        VISITOR = "visitor", "Người đến giao dịch"
        STAFF = "staff", "Cán bộ, công chức"

    class Left(models.TextChoices):
        SCANNED = "scanned", "Quét khi ra"
        SERVED = "served", "Xong việc tại quầy"
        COUNTED = "counted", "Đếm ra, không rõ ai"
        CLOSING = "closing", "Hết giờ"

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="visits")
    who = models.CharField(max_length=8, choices=Who.choices, default=Who.VISITOR)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    full_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    person = models.CharField(max_length=64, blank=True)  # keyed digest of identity number, else of phone; "" unknown
    given_pass = models.ForeignKey("door.Pass", null=True, blank=True, on_delete=models.SET_NULL, related_name="visits")
    appointment = models.ForeignKey(
        "door.Appointment", null=True, blank=True, on_delete=models.SET_NULL, related_name="visits"
    )
    ticket = models.ForeignKey("door.Ticket", null=True, blank=True, on_delete=models.SET_NULL, related_name="visits")
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    left_how = models.CharField(max_length=8, choices=Left.choices, blank=True)
    checks = models.JSONField(default=dict, blank=True)  # {"mask": true, "temperature": 36.6}
    device_in = models.ForeignKey(GateDevice, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    device_out = models.ForeignKey(GateDevice, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    let_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField(null=True, blank=True)  # counted without network, told later
    purged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left_at=None) | models.Q(left_at__gte=F("entered_at")), name="visit_ends_after_start"
            )
        ]
        indexes = [
            models.Index(fields=["room", "entered_at"], name="visit_room_when"),
            models.Index(fields=["room"], condition=models.Q(left_at=None), name="visit_open"),
            models.Index(fields=["person", "entered_at"], name="visit_person"),
        ]


class TurnedAway(models.Model):
    """A person who was not let in: why, because of what, and which other channel was offered; no name."""

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=24)  # full, closed, day, check, declaration, fever, pass, …
    check_name = models.CharField(max_length=40, blank=True)
    because = models.JSONField(default=list, blank=True)
    inside = models.PositiveSmallIntegerField(default=0)
    cap = models.PositiveSmallIntegerField(null=True, blank=True)
    other_way = models.CharField(max_length=40, blank=True)
    device = models.ForeignKey(GateDevice, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["premises", "at"], name="turnedaway_when")]


class GateAct(models.Model):
    """One act as it was counted, in the order of the counting; told twice by a device, it is still one.

    `key` is made by whoever counted; `visit` is None for somebody counted out when the room was empty by the book.
    """

    class Kind(models.TextChoices):
        ENTRY = "entry", "Vào"
        EXIT = "exit", "Ra"

    key = models.UUIDField(unique=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    visit = models.ForeignKey(Visit, null=True, blank=True, on_delete=models.SET_NULL, related_name="acts")
    device = models.ForeignKey(GateDevice, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()  # when it happened
    told_at = models.DateTimeField()  # when it was told; later than `at` by as long as the network was gone
