"""Who: offices (a tree of any depth), staff and their roles, citizens, and the days on which offices are closed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import GinIndex, OpClass
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


class Role(models.TextChoices):
    RECEIVING_OFFICER = "receiving_officer", "Công chức tiếp nhận"
    PROCESSING_OFFICER = "processing_officer", "Công chức thụ lý"
    APPROVER = "approver", "Người phê duyệt"
    SEAL_KEEPER = "seal_keeper", "Văn thư giữ dấu"
    RETURNING_OFFICER = "returning_officer", "Công chức trả kết quả"
    UNIT_HEAD = "unit_head", "Trưởng Bộ phận Một cửa"
    POLICY_OFFICER = "policy_officer", "Chuyên viên Văn phòng UBND tỉnh"
    LEADER = "leader", "Lãnh đạo Ủy ban nhân dân"
    SUPERVISOR = "supervisor", "Người giám sát"
    CATALOGUE_OFFICER = "catalogue_officer", "Người quản lý danh mục"
    POSTAL_CLERK = "postal_clerk", "Nhân viên bưu điện"
    ENTRY_MARSHAL = "entry_marshal", "Người kiểm soát cửa"
    SUPPORT_HELPER = "support_helper", "Người hỗ trợ"
    ICT_ADMIN = "ict_admin", "Quản trị hệ thống"


class StaffManager(BaseUserManager["Staff"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Staff:
        staff = self.model(username=username, **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff


class Staff(AbstractBaseUser):
    """A person who works in an office and signs in."""

    username = models.CharField(max_length=80, unique=True)
    full_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="staff")
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects: ClassVar[StaffManager] = StaffManager()

    def __str__(self) -> str:
        return self.full_name


class StaffRole(models.Model):
    """A role that a person holds at an office (and, for roles that oversee, below it)."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=24, choices=Role.choices)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="role_holders")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "role", "office"], name="staffrole_once")]


class Citizen(models.Model):
    """A person known to the one-stop shop: found again at the counter by number, phone or name."""

    full_name = models.CharField(max_length=120)
    id_number = models.CharField(max_length=12, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=300, blank=True)
    search_text = models.CharField(max_length=300, blank=True)  # folded name, number, phone

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id_number"], condition=~models.Q(id_number=""), name="citizen_id_number")
        ]
        indexes = [
            models.Index(fields=["phone"], name="citizen_phone"),
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="citizen_search"),
        ]

    def __str__(self) -> str:
        return self.full_name


class SignInAttempts(models.Model):
    """Passwords tried for one name from one address (a keyed digest of both): after ten wrong ones, a wait."""

    who = models.CharField(max_length=64, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)


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
