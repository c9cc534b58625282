"""Side work of a dossier: others consulted, a look on site, a council, a branch; and what went wrong with it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from motcua.dossiers.models.dossier import Dossier


class Task(models.Model):
    """Work asked of another office while a stage goes on (Decree 61/2018 Art. 19.2, 19.5, 19.6), with its own due time.

    `required` keeps the stage from being passed on while the task is open.
    """

    class Kind(models.TextChoices):
        CONSULT = "consult", "Lấy ý kiến"
        VERIFY = "verify", "Thẩm tra, xác minh thực tế"
        COUNCIL = "council", "Hội đồng"
        BRANCH = "branch", "Giải quyết song song"

    class State(models.TextChoices):
        OPEN = "open", "Đang chờ"
        DONE = "done", "Đã xong"
        CANCELLED = "cancelled", "Thôi không cần"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="tasks")
    stage = models.PositiveSmallIntegerField(default=0)
    required = models.BooleanField(default=True)
    content = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="held_tasks"
    )
    answer = models.TextField(blank=True)
    agreed = models.BooleanField(null=True)
    record = models.JSONField(default=dict)  # of a look on site or a council: {"time", "place", "people", "content"}
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True)  # when the head of the one-stop unit was told it is late
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["office", "state", "due_at"], name="task_office_state")]


class Incident(models.Model):
    """An error of the office, or something lost (Decree 61/2018 Art. 21): what, by whom, at whose cost."""

    class Kind(models.TextChoices):
        ERROR = "error", "Kết quả có sai sót"
        LOST = "lost", "Mất, hỏng giấy tờ"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    what = models.TextField()
    responsible = models.CharField(max_length=200, blank=True)  # the person or office found responsible
    cost = models.PositiveBigIntegerField(default=0)  # whole đồng, borne by the office
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    apologised_at = models.DateTimeField(null=True, blank=True)
    resolution = models.TextField(blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
