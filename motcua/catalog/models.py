"""Administrative procedures as published: papers, times, fees, forms, routes."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class Field(models.Model):
    """A field of administration (lĩnh vực)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    department = models.CharField(max_length=35, blank=True)  # code of the office that resolves provincial ones

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """One administrative procedure. `level`: the tier that receives it; `online_level` 1–4 (Decree 43/2011 Art. 3)."""

    class Level(models.TextChoices):
        PROVINCE = "province", "Cấp tỉnh"
        DISTRICT = "district", "Cấp huyện"
        COMMUNE = "commune", "Cấp xã"
        MINISTRY = "ministry", "Cấp bộ"

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=1000)
    plain_name = models.CharField(max_length=200, blank=True)  # as people say it: "Làm giấy khai sinh"
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="procedures")
    level = models.CharField(max_length=12, choices=Level.choices)
    agency = models.CharField(max_length=500, blank=True)  # who resolves it, as published
    online_level = models.PositiveSmallIntegerField(default=2)
    postal = models.BooleanField(default=True)
    urgent = models.BooleanField(default=False)  # cấp thiết
    time_critical = models.BooleanField(default=False)  # có thời hiệu
    for_whom = models.CharField(max_length=500, blank=True)
    result = models.CharField(max_length=500, blank=True)
    decision = models.CharField(max_length=80, blank=True)  # the decision that published it
    decision_date = models.DateField(null=True, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    search_text = models.TextField(blank=True)  # folded name, plain name, aliases, field
    route = models.JSONField(default=list, blank=True)  # steps, see rulebook.dossier_states
    cut_off = models.TimeField(null=True, blank=True)  # after it the same day is the next; none: the law's
    supplement_clock = models.CharField(  # what a supplement after acceptance does (Decree 61/2018 Art. 19.4)
        max_length=8, choices=[("restart", "Tính lại từ đầu"), ("resume", "Tính tiếp")], default="restart"
    )
    payment_pause = models.BooleanField(default=False)  # the clock may stop for a financial obligation
    # A form the house itself asks for (a declaration at the door): never handed in, so never active.
    internal = models.BooleanField(default=False)
    service_minutes = models.PositiveSmallIntegerField(default=15)  # at a counter, for booking and waiting
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        indexes = [GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="procedure_search")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(online_level__gte=1, online_level__lte=4), name="online_level_1_4"
            )
        ]

    def __str__(self) -> str:
        return self.plain_name or self.name


class Paper(models.Model):
    """One paper the dossier must hold."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=1000)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    required = models.BooleanField(default=True)
    note = models.CharField(max_length=500, blank=True)
    condition = models.JSONField(default=dict, blank=True)  # asked only where the form's answers fit (catalog.forms)
    reusable = models.BooleanField(default=True)  # a copy given earlier may be offered again

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["procedure", "position"], name="paper_position")]


class TimeLimit(models.Model):
    """How long the procedure may take, per channel ("" is every channel). Unit: see rulebook.deadlines."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="time_limits")
    channel = models.CharField(max_length=16, blank=True)
    value = models.DecimalField(max_digits=6, decimal_places=2)
    unit = models.CharField(max_length=16)
    text = models.CharField(max_length=500, blank=True)


class Fee(models.Model):
    """What is owed, in whole đồng, per channel and group of applicants, while it is valid."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="fees")
    kind = models.CharField(max_length=8, choices=[("phi", "Phí"), ("le_phi", "Lệ phí")], default="le_phi")
    channel = models.CharField(max_length=16, blank=True)
    group = models.CharField(max_length=32, blank=True)
    amount = models.PositiveBigIntegerField()
    per_copy = models.BooleanField(default=False)  # owed for every copy or page asked for
    text = models.CharField(max_length=500, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)


class FormVersion(models.Model):
    """A form as JSON Schema (with "x-" keys for pages and labels); a dossier keeps the version it was filled with."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="forms")
    version = models.PositiveIntegerField(default=1)
    schema = models.JSONField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)  # of a draft, against two people editing at once
    note = models.CharField(max_length=300, blank=True)
    sample = models.JSONField(default=dict, blank=True)  # answers of the sample dossier ("MẪU")

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["procedure", "version"], name="form_version_once")]


class RouteVersion(models.Model):
    """How a procedure is resolved (rulebook.routes): a running dossier keeps the plan it began with."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="routes")
    version = models.PositiveIntegerField(default=1)
    plan = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["procedure", "version"], name="route_version_once")]


class LinkedProcedure(models.Model):
    """One procedure of a linked set (liên thông): handed in once, through `parent`.

    Children of one `position` run at once; a later position waits for the one before (Decree 61/2018 Art. 19.6).
    """

    parent = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="linked")
    child = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="linked_in")
    position = models.PositiveSmallIntegerField()
    # Who receives the child: "receiving" the parent's own unit, "resolving" as the catalogue says, else an office code
    office = models.CharField(max_length=35, default="resolving")

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["parent", "child"], name="linked_once")]


class ApplicantGroup(models.Model):
    """People who pay less, or nothing: `fraction_owed` of the fee is owed (0 exempt, 0.5 half)."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    fraction_owed = models.DecimalField(max_digits=3, decimal_places=2)
    basis = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
