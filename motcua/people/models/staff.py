"""Staff, the roles they hold, and what others have delegated to them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from motcua.people.models.offices import Office


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
    CASHIER = "cashier", "Người thu phí, lệ phí"
    HEALTH_OFFICER = "health_officer", "Cán bộ y tế phòng, chống dịch"
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


class Delegation(models.Model):
    """Power given for a time, with the document that gives it.

    "absence": the role of a colleague who is away (`from_staff`). "authority": the power of `from_office` to appraise,
    approve or seal at `office`, for the five acts on the spot (Circular 01/2018 Art. 6). `procedures` are codes; [] is
    all of them. Both days included; no `valid_to` is until revoked.
    """

    class Kind(models.TextChoices):
        ABSENCE = "absence", "Làm thay khi vắng mặt"
        AUTHORITY = "authority", "Ủy quyền giải quyết tại chỗ"

    kind = models.CharField(max_length=9, choices=Kind.choices)
    role = models.CharField(max_length=24, choices=Role.choices)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="delegations")  # where it is exercised
    from_office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_staff = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="delegated")
    to_staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="delegations")
    procedures = models.JSONField(default=list, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=120)  # number and date of the paper that delegates
    created_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["to_staff", "valid_from"], name="delegation_to")]
