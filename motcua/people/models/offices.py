"""Offices, a tree of any depth, and the days on which they are closed."""

from __future__ import annotations

from django.db import models


class OfficeKind(models.TextChoices):
    COMMITTEE = "committee", "Ủy ban nhân dân"
    COMMITTEE_OFFICE = "committee_office", "Văn phòng Ủy ban nhân dân"
    PROVINCIAL_CENTRE = "provincial_centre", "Trung tâm Phục vụ hành chính công"
    DEPARTMENT = "department", "Sở, ban, ngành"
    DISTRICT_UNIT = "district_unit", "Bộ phận Một cửa cấp huyện"
    COMMUNE_UNIT = "commune_unit", "Bộ phận Một cửa cấp xã"
    POST_OFFICE = "post_office", "Bưu điện"
    SUPPORT_POINT = "support_point", "Điểm hỗ trợ"


class OfficeLevel(models.TextChoices):
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class Office(models.Model):
    """One node of the tree. `path` is the codes from the root joined by "/": a subtree is a prefix."""

    path = models.CharField(max_length=200, unique=True)
    code = models.CharField(max_length=35, unique=True)  # identifier, Decision 20/2020/QĐ-TTg
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=24, choices=OfficeKind.choices)
    level = models.CharField(max_length=12, choices=OfficeLevel.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.JSONField(default=dict, blank=True)  # see people.calendars
    epidemic_level = models.PositiveSmallIntegerField(default=1)
    sort_key = models.CharField(max_length=300, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["path"]
        indexes = [models.Index(fields=["kind", "sort_key"], name="office_kind")]

    def __str__(self) -> str:
        return self.name


class CalendarDay(models.Model):
    """A day off, or a weekend day worked instead; for one office and below, or the nation (office empty)."""

    class Kind(models.TextChoices):
        OFF = "off", "Nghỉ"
        WORKING = "working", "Làm bù"

    day = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    label = models.CharField(max_length=200)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.CASCADE)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["day", "office"], name="calendar_day_once", nulls_distinct=False)
        ]
