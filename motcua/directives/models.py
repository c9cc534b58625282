"""Directives, what they ask, and the rules that were made of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, ExtractYear


class Directive(models.Model):
    """An official letter as uploaded, with the content read from it; its header as read or as a person corrected it.

    `body` is the office in whose name it speaks, or the root of the tree that keeps it where the issuer stands `above`
    or `elsewhere`. A later file of the same letter is a row of its own: its `version`, with the `earlier` one kept.
    """

    class ReadingState(models.TextChoices):
        READ = "read", "Đã đọc"
        WAITING = "waiting", "Đang chờ đọc"
        FAILED = "failed", "Chưa đọc được"

    class Standing(models.TextChoices):
        OWN = "own", "Cơ quan của địa phương"
        ABOVE = "above", "Cơ quan trung ương"
        ELSEWHERE = "elsewhere", "Nơi khác"

    number = models.CharField(max_length=80, blank=True)  # blank in a draft
    printed_number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=200)
    issued_on = models.DateField(null=True, blank=True)
    type = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=1000, blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=9, choices=Standing.choices, default=Standing.OWN)
    version = models.PositiveIntegerField(default=1)
    earlier = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later")
    body = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="directives")
    file = models.FileField(upload_to="directives/%Y/", blank=True)
    file_name = models.CharField(max_length=200)
    text = models.TextField()
    reading = models.JSONField()
    reading_state = models.CharField(max_length=8, choices=ReadingState.choices, default=ReadingState.READ)
    why_unread = models.CharField(max_length=300, blank=True)  # why its reading failed, one sentence
    digest = models.CharField(max_length=64, unique=True)  # sha256 of the text without blanks (of the file until read)
    file_digest = models.CharField(max_length=64, blank=True)  # sha256 of the file's bytes
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                "number",
                "issuer",
                Coalesce(ExtractYear("issued_on"), 0),
                "version",
                condition=~models.Q(number=""),
                name="directive_version_once",
            ),
            models.UniqueConstraint(
                fields=["file_digest"], condition=~models.Q(file_digest=""), name="directive_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.printed_number or self.file_name


class RuleSet(models.Model):
    """The rules proposed from a directive and their way into force: draft → proposed → approved → revoked/returned.

    A set once in force is never changed: what is proposed again after a revocation is a copy in a set of its own.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Bản nháp"
        PROPOSED = "proposed", "Đã trình"
        APPROVED = "approved", "Đã duyệt"
        RETURNED = "returned", "Trả lại"
        REVOKED = "revoked", "Đã bãi bỏ"
        REPLACED = "replaced", "Có bản sau thay"
        INFORMATION = "information", "Chỉ để biết"

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="rule_sets")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    revocation_proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    revocation_proposed_at = models.DateTimeField(null=True)
    revocation_note = models.TextField(blank=True)  # why it should end, or why a leader declined that
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)  # also when a later version replaced the set
    note = models.TextField(blank=True)
    difference = models.JSONField(default=list)  # what changes for whom, as shown when it was approved

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("proposed_by")),
                name="approver_is_not_proposer",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_has_approver",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_by__isnull=True) | ~models.Q(revoked_by=models.F("revocation_proposed_by")),
                name="revoker_is_not_proposer",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="revoked")
                | models.Q(revoked_by__isnull=False, revoked_at__isnull=False, revocation_proposed_by__isnull=False),
                name="revoked_has_two_people",
            ),
        ]


class RuleRow(models.Model):
    """One rule as data (see rulebook.policy.data); `proposal` keeps what the reading proposed, for the difference."""

    rule_set = models.ForeignKey(RuleSet, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField(default=0)
    ref = models.CharField(max_length=40, blank=True)  # the clause
    point = models.CharField(max_length=60)
    data = models.JSONField()  # value, when, from, to, modality, force, bounds
    proposal = models.JSONField(null=True, blank=True)
    confidence = models.CharField(max_length=8, blank=True)
    questions = models.JSONField(default=list, blank=True)
    span = models.JSONField(null=True, blank=True)
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]


class PolicyVersion(models.Model):
    """A number drawn anew whenever the rules in force may have changed, so that every process sees it at once."""

    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="policy_version_one_row")]


class OperationPlan(models.Model):
    """A one-stop unit's operation plan: where a letter says so, its counter opens only when it is approved."""

    office = models.ForeignKey("people.Office", on_delete=models.CASCADE, related_name="plans")
    title = models.CharField(max_length=300)
    room_cap = models.PositiveIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)


class UnitSetting(models.Model):
    """A setting by a unit's head where policy leaves it to the unit: one point at one office, from a moment on."""

    office = models.ForeignKey("people.Office", on_delete=models.CASCADE, related_name="settings")
    point = models.CharField(max_length=60)
    value = models.JSONField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
