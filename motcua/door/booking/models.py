"""Appointments: a counter's time given to one person."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models

from motcua.door.places.models import Counter, Premises, new_key


class Appointment(models.Model):
    """A visit booked. `held` is a slot kept for somebody whose own was taken away, until an answer or `held_until`.

    A counter's time cannot be given twice: the database refuses overlapping rows that hold it.
    """

    class State(models.TextChoices):
        BOOKED = "booked", "Đã hẹn"
        HELD = "held", "Giữ chỗ, chờ trả lời"
        DISPLACED = "displaced", "Phải dời"
        MOVED = "moved", "Đã chuyển sang lịch khác"
        CANCELLED = "cancelled", "Đã hủy"
        LAPSED = "lapsed", "Không trả lời"
        ARRIVED = "arrived", "Đã đến"
        DONE = "done", "Đã xong"
        MISSED = "missed", "Không đến"

    class Purpose(models.TextChoices):
        HAND_IN = "hand_in", "Nộp hồ sơ"
        PICK_UP = "pick_up", "Nhận kết quả"

    token = models.CharField(max_length=24, unique=True, default=new_key)
    code = models.CharField(max_length=12, unique=True)  # said at the gate: "H4K7-92"
    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="appointments")
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="appointments")
    during = DateTimeRangeField()
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.HAND_IN)
    procedure = models.ForeignKey(
        "catalog.Procedure", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dossier_code = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.BOOKED)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    phone_digest = models.CharField(max_length=64, blank=True)
    uses_neither = models.BooleanField(default=False)  # declared: cannot use online or the post
    groups = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    moved_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="offers")
    held_until = models.DateTimeField(null=True, blank=True)
    because = models.JSONField(default=list, blank=True)  # what took the time away
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    changes = models.PositiveSmallIntegerField(default=0)  # of what the calendar file says: its sequence
    purged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="appointment_time_once",
                expressions=[("counter", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(state__in=["booked", "held", "arrived"]),
            ),
            models.UniqueConstraint(
                fields=["phone_digest", "procedure", "purpose"],
                condition=models.Q(state="booked") & ~models.Q(phone_digest=""),
                name="appointment_one_active",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["premises", "state", "during"], name="appointment_when"),
            # What is not over, for jobs that look at all units every few minutes, whatever the years behind.
            models.Index(
                fields=["state"],
                condition=models.Q(state__in=["booked", "held", "displaced"]),
                name="appointment_not_over",
            ),
        ]
