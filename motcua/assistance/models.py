"""Contact people, questions to the support desk with their answers, shared drafts, support points."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q


def new_help_token() -> str:
    """A random key that cannot be guessed."""
    return secrets.token_urlsafe(12)


class ContactPoint(models.Model):
    """A person to ask at a unit, for one field or all, while valid; portal, board and paper all publish this row."""

    office = models.ForeignKey("people.Office", on_delete=models.CASCADE, related_name="contact_points")
    field = models.ForeignKey("catalog.Field", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20)
    email = models.CharField(max_length=254, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField()  # when somebody last said it still holds
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["office_id", "id"]


class HelpRequest(models.Model):
    """A request for help: to be called back, or to write on the page."""

    class Kind(models.TextChoices):
        CALL_BACK = "call_back", "Gọi lại cho tôi"
        CHAT = "chat", "Nhắn tin"

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ trả lời"
        TAKEN = "taken", "Đang trả lời"
        CLOSED = "closed", "Đã xong"

    token = models.CharField(max_length=24, unique=True, default=new_help_token)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="help_requests")
    procedure = models.ForeignKey(
        "catalog.Procedure", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    draft = models.ForeignKey("dossiers.Draft", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    first_answer_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["office", "state", "id"], name="helprequest_queue")]


class HelpMessage(models.Model):
    """One message of a question; `by` empty is the citizen."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class SharedDraft(models.Model):
    """A draft that citizen and helper fill side by side: from the citizen's consent until either ends it."""

    draft = models.ForeignKey("dossiers.Draft", on_delete=models.CASCADE, related_name="shared")
    request = models.ForeignKey(
        HelpRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="shared_drafts"
    )
    code = models.CharField(max_length=8, db_index=True)  # said by the citizen to the helper
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    joined_at = models.DateTimeField(null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_citizen = models.BooleanField(default=False)
    shows_papers = models.BooleanField(default=False)  # the citizen lets the helper open the files given so far
    filled = models.JSONField(default=dict)  # page → field the helper filled last → what it replaced

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft"], condition=Q(ended_at=None), name="shared_draft_one_open")
        ]


class SupportPoint(models.Model):
    """The state of a commune's support point: what works there, when it is open, where it is."""

    class State(models.TextChoices):
        OPEN = "open", "Đang hoạt động"
        LIMITED = "limited", "Hoạt động hạn chế"
        CLOSED = "closed", "Tạm đóng"

    office = models.OneToOneField("people.Office", on_delete=models.CASCADE, related_name="support_point")
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    why = models.CharField(max_length=300, blank=True)
    hours = models.CharField(max_length=200, blank=True)  # as people say it
    devices = models.PositiveSmallIntegerField(default=0)
    devices_online = models.PositiveSmallIntegerField(default=0)
    scanners = models.PositiveSmallIntegerField(default=0)
    printers = models.PositiveSmallIntegerField(default=0)
    trained = models.PositiveSmallIntegerField(default=0)  # people who know how
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(devices_online__lte=F("devices")), name="support_point_online")
        ]
