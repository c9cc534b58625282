"""Dossiers: the file a person hands in, everything attached to it, and the numbers given out for it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from motcua.rulebook.dossier_states import STATE_CODES


class Channel(models.TextChoices):
    ONLINE = "online", "Trực tuyến"
    POSTAL = "postal", "Bưu chính công ích"
    COUNTER = "counter", "Tại quầy"
    SUPPORT_POINT = "support_point", "Điểm hỗ trợ"


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
    state = models.CharField(max_length=24)
    route = models.JSONField(default=list)  # the procedure's route when it was received
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="held_dossiers"
    )
    channel = models.CharField(max_length=16, choices=Channel.choices)
    return_channel = models.CharField(max_length=16, choices=Channel.choices)
    uses_neither = models.BooleanField(default=False)  # declares he uses neither online nor post
    citizen = models.ForeignKey("people.Citizen", null=True, blank=True, on_delete=models.PROTECT)
    applicant_name = models.CharField(max_length=120)
    applicant_id_number = models.CharField(max_length=12, blank=True)
    applicant_phone = models.CharField(max_length=16, blank=True)
    applicant_email = models.CharField(max_length=254, blank=True)
    applicant_address = models.CharField(max_length=300, blank=True)
    return_address = models.CharField(max_length=300, blank=True)
    form_data = models.JSONField(default=dict)
    papers = models.JSONField(default=list)  # [{"position", "name", "originals", "copies", "given"}]
    secret_hash = models.CharField(max_length=128)
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    original_due_at = models.DateTimeField(null=True, blank=True)
    due_lines = models.JSONField(default=list)  # how the due time was counted, line by line
    limit_value = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    limit_unit = models.CharField(max_length=16, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)  # result ready
    returned_at = models.DateTimeField(null=True, blank=True)
    supplements = models.PositiveSmallIntegerField(default=0)
    supplement_text = models.TextField(blank=True)
    refusal_text = models.TextField(blank=True)
    result_number = models.CharField(max_length=80, blank=True)
    result_summary = models.CharField(max_length=300, blank=True)
    because = models.JSONField(default=list)  # clauses that shaped how it was received
    steps_done = models.JSONField(default=list)  # [{"step", "from", "to", "at", "by", "name", "note"}], oldest first
    came_from = models.CharField(max_length=24, blank=True)  # the state a waiting or travelling dossier goes back to
    supplemented_at = models.DateTimeField(null=True, blank=True)  # when the person handed in what was asked
    announced_at = models.DateTimeField(null=True, blank=True)  # when the person was told that the result is ready
    handed_to = models.CharField(max_length=120, blank=True)  # who took the result
    tracking_number = models.CharField(max_length=60, blank=True)  # the post's number of the result's journey
    version = models.PositiveIntegerField(default=0)  # two officers cannot do the same step twice

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["office", "state", "due_at"], name="dossier_office_state"),
            models.Index(fields=["resolving_office", "state", "due_at"], name="dossier_resolving_state"),
            models.Index(fields=["holder", "state"], name="dossier_holder"),
            models.Index(fields=["applicant_id_number"], name="dossier_id_number"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(state__in=STATE_CODES), name="dossier_state_known")]

    def __str__(self) -> str:
        return self.code


class DossierFile(models.Model):
    """A file of the dossier: given by the person, a result, or a printed slip. `name` is for display only."""

    class Kind(models.TextChoices):
        GIVEN = "given", "Giấy tờ nộp"
        RESULT = "result", "Kết quả"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.GIVEN)
    paper_position = models.PositiveSmallIntegerField(null=True, blank=True)
    file = models.FileField(upload_to="dossiers/%Y/%m/")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()


class Slip(models.Model):
    """A printed slip (Circular 01/2018 forms 01–06): its number and the data it was printed from, never edited."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="slips")
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=2)  # "01" … "06"
    year = models.PositiveSmallIntegerField()  # numbers begin at 1 each year, for each unit and kind
    number = models.CharField(max_length=60)
    data = models.JSONField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["office", "kind", "year", "number"], name="slip_number_once")]


class NumberSeries(models.Model):
    """The last number given in a series (key from rulebook.numbering); taken in the writer's own transaction."""

    key = models.CharField(max_length=120, unique=True)
    last = models.PositiveIntegerField(default=0)


class Draft(models.Model):
    """An online hand-in on its way: kept on the server, found again by its token, gone when submitted or old."""

    token = models.CharField(max_length=64, unique=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4)
    procedure = models.ForeignKey("catalog.Procedure", on_delete=models.CASCADE)
    form = models.ForeignKey("catalog.FormVersion", null=True, on_delete=models.CASCADE)
    office = models.ForeignKey("people.Office", on_delete=models.CASCADE)
    data = models.JSONField(default=dict)  # answers by page
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    dossier = models.ForeignKey(Dossier, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")


class DraftFile(models.Model):
    """A file given on the way, checked already; moves to the dossier when it is submitted."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    paper_position = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to="drafts/%Y/%m/")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()


class LookupAttempts(models.Model):
    """Wrong tries at looking dossiers up, by who tries (a keyed digest of the address): after ten, a wait."""

    who = models.CharField(max_length=64, unique=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    until = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField()
