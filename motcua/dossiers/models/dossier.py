"""The dossier: one row for one hand-in, from the first step to the last."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from motcua.rulebook.dossier_states import STATE_CODES


class Channel(models.TextChoices):
    ONLINE = "online", "Trực tuyến"
    POSTAL = "postal", "Bưu chính công ích"
    COUNTER = "counter", "Tại quầy"
    SUPPORT_POINT = "support_point", "Điểm hỗ trợ"
    HOME = "home", "Trả tại nhà"  # results only: the unit's own people bring them


class Dossier(models.Model):
    """One dossier. `state` is one of rulebook.dossier_states; times are aware; money is elsewhere.

    `received_at` is when the legal clock starts, `due_at` what the person was promised, `original_due_at` what was
    promised first (statistics). `submission_key` makes a repeated submission the same dossier.
    """

    code = models.CharField(max_length=60, unique=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4)
    procedure = models.ForeignKey("catalog.Procedure", on_delete=models.PROTECT, related_name="dossiers")
    form = models.ForeignKey("catalog.FormVersion", null=True, blank=True, on_delete=models.PROTECT)
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="received_dossiers")
    resolving_office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="resolving_dossiers")
    # Where somebody must act now: the unit before acceptance and after the result, the stage's office in between.
    handling_office = models.ForeignKey(
        "people.Office", null=True, on_delete=models.PROTECT, related_name="handled_dossiers"
    )
    state = models.CharField(max_length=24)
    route = models.JSONField(default=list)  # kinds of the route's stages when it was received; a kind may come twice
    stage = models.PositiveSmallIntegerField(default=0)  # which of them the dossier is at, or came to last
    plan = models.JSONField(default=dict)  # the route's published plan as it was then (rulebook.routes), {} for none
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    link_position = models.PositiveSmallIntegerField(default=0)  # a child's place among the linked procedures, from 1
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="held_dossiers"
    )
    channel = models.CharField(max_length=16, choices=Channel.choices)
    return_channel = models.CharField(max_length=16, choices=Channel.choices)
    uses_neither = models.BooleanField(default=False)  # declares to use neither online nor post
    citizen = models.ForeignKey("people.Citizen", null=True, blank=True, on_delete=models.PROTECT)
    applicant_name = models.CharField(max_length=120)
    applicant_id_number = models.CharField(max_length=12, blank=True)
    applicant_phone = models.CharField(max_length=16, blank=True)
    applicant_email = models.CharField(max_length=254, blank=True)
    applicant_address = models.CharField(max_length=300, blank=True)
    return_address = models.CharField(max_length=300, blank=True)
    applicant_group = models.CharField(max_length=32, blank=True)  # catalog.ApplicantGroup, for fees
    sets = models.PositiveSmallIntegerField(default=1)  # số bộ hồ sơ
    # Who came for the applicant: {"name", "id_number", "address", "phone", "email", "paper"}; {} for nobody
    agent = models.JSONField(default=dict)
    helper = models.ForeignKey(  # the support point's helper who entered it on the applicant's behalf
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    helped_at = models.ForeignKey(
        "people.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="helped_dossiers"
    )
    bill = models.JSONField(default=dict)  # what is owed: see dossiers.submission.bill
    search_text = models.TextField(blank=True)  # folded name, code and its last digits, number, phone
    form_data = models.JSONField(default=dict)
    papers = models.JSONField(default=list)  # [{"position", "name", "originals", "copies", "given"}]
    secret_hash = models.CharField(max_length=128)
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    original_due_at = models.DateTimeField(null=True, blank=True)
    due_lines = models.JSONField(default=list)  # how the due time was counted, line by line
    # The running count (rulebook.deadlines.Deadline): when it began, the day it reached before days off moved it on
    count_began_at = models.DateTimeField(null=True, blank=True)
    count_last_day = models.DateField(null=True, blank=True)
    limit_value = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    limit_unit = models.CharField(max_length=16, blank=True)
    limitation_at = models.DateField(null=True, blank=True)  # thời hiệu: the last day of the right itself
    reappointed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)  # result ready
    returned_at = models.DateTimeField(null=True, blank=True)
    supplements = models.PositiveSmallIntegerField(default=0)
    supplement_text = models.TextField(blank=True)
    refusal_text = models.TextField(blank=True)
    # Leave to ask a second time: {"reason", "by", "name", "at"}; {} for none (Decree 61/2018 Art. 11.2c)
    second_supplement = models.JSONField(default=dict)
    payment_text = models.CharField(max_length=500, blank=True)  # the financial obligation the person was told of
    payment_amount = models.PositiveBigIntegerField(null=True, blank=True)  # whole đồng
    result_number = models.CharField(max_length=80, blank=True)
    result_summary = models.CharField(max_length=300, blank=True)
    result_issued_on = models.DateField(null=True, blank=True)
    because = models.JSONField(default=list)  # clauses that shaped how it was received
    steps_done = models.JSONField(default=list)  # [{"step", "from", "to", "at", "by", "name", "note"}], oldest first
    came_from = models.CharField(max_length=24, blank=True)  # the state a waiting or travelling dossier goes back to
    supplemented_at = models.DateTimeField(null=True, blank=True)  # when the person handed in what was asked
    announced_at = models.DateTimeField(null=True, blank=True)  # when the person was told that the result is ready
    handed_to = models.CharField(max_length=120, blank=True)  # who took the result
    tracking_number = models.CharField(max_length=60, blank=True)  # the post's number of the result's journey
    imported_key = models.CharField(max_length=120, blank=True)  # source and number in an older system
    version = models.PositiveIntegerField(default=0)  # two officers cannot do the same step twice

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["office", "state", "due_at"], name="dossier_office_state"),
            models.Index(fields=["resolving_office", "state", "due_at"], name="dossier_resolving_state"),
            models.Index(fields=["holder", "state"], name="dossier_holder"),
            models.Index(fields=["applicant_id_number"], name="dossier_id_number"),
            models.Index(fields=["handling_office", "state", "due_at"], name="dossier_handling_state"),
            models.Index(fields=["citizen", "-id"], name="dossier_citizen"),
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="dossier_search"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=STATE_CODES), name="dossier_state_known"),
            models.UniqueConstraint(
                fields=["imported_key"], condition=~models.Q(imported_key=""), name="dossier_imported_once"
            ),
            models.UniqueConstraint(fields=["parent", "link_position"], name="dossier_child_once"),
        ]

    def __str__(self) -> str:
        return self.code
