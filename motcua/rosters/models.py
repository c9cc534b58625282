"""Shifts, changes between colleagues, absences and calendar feeds."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models


class Shift(models.Model):
    """One person's duty in one time. Nobody is in two places: the database refuses overlapping shifts of one person.

    `counter` is the counter's number at that office, 0 none. `fields` are codes of the fields covered; [] is all.
    """

    class Place(models.TextChoices):
        ON_SITE = "on_site", "Tại chỗ"
        HOME = "home", "Làm việc tại nhà"
        STANDBY = "standby", "Dự phòng"

    class Duty(models.TextChoices):
        COUNTER = "counter", "Trực quầy"
        ONLINE = "online", "Trực hồ sơ trực tuyến"
        GUIDE = "guide", "Hướng dẫn người dân"
        MARSHAL = "marshal", "Kiểm soát cửa"
        HELPER = "helper", "Tổ hỗ trợ"
        CHECKER = "checker", "Kiểm tra phòng, chống dịch"

    class State(models.TextChoices):
        PLANNED = "planned", "Dự kiến"
        PUBLISHED = "published", "Đã công bố"
        CANCELLED = "cancelled", "Đã bỏ"

    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="shifts")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shifts")
    during = DateTimeRangeField()
    place = models.CharField(max_length=8, choices=Place.choices)
    duty = models.CharField(max_length=8, choices=Duty.choices)
    counter = models.PositiveSmallIntegerField(default=0)
    fields = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    covers = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="covered_by")
    note = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changes = models.PositiveSmallIntegerField(default=0)  # for the calendar feed's sequence

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="shift_one_place",
                expressions=[("staff", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(state__in=["planned", "published"]),
            )
        ]
        indexes = [models.Index(fields=["office", "state", "during"], name="shift_when")]


class Swap(models.Model):
    """A colleague asked to take a shift, for one of theirs or for none: agreed by the colleague, then by the head."""

    class State(models.TextChoices):
        ASKED = "asked", "Chờ đồng nghiệp"
        AGREED = "agreed", "Chờ duyệt"
        DONE = "done", "Đã đổi"
        REFUSED = "refused", "Không đổi"

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="swaps")
    other = models.ForeignKey(Shift, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="swaps_asked")
    state = models.CharField(max_length=7, choices=State.choices, default=State.ASKED)
    why = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class Absence(models.Model):
    """A person who cannot come, both days included; no `until` is until ended."""

    class Kind(models.TextChoices):
        SICK = "sick", "Ốm"
        QUARANTINE = "quarantine", "Cách ly"
        LEAVE = "leave", "Nghỉ phép"

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    works_from_home = models.BooleanField(default=False)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["staff", "since"], name="absence_staff")]


class RosterFeed(models.Model):
    """The secret address of one person's shifts as a calendar; only its digest is kept."""

    staff = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roster_feed")
    key = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()


LIVE_STATES = (Shift.State.PLANNED, Shift.State.PUBLISHED)
