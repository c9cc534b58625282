"""Drafts of online hand-ins, and copies looked at before a person comes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.files import DossierFile


class Draft(models.Model):
    """An online hand-in not sent yet: kept on the server, found again by its token, gone when submitted or old."""

    token = models.CharField(max_length=64, unique=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4)
    procedure = models.ForeignKey("catalog.Procedure", on_delete=models.CASCADE)
    form = models.ForeignKey("catalog.FormVersion", null=True, on_delete=models.CASCADE)
    office = models.ForeignKey("people.Office", on_delete=models.CASCADE)
    data = models.JSONField(default=dict)  # answers by page
    phone = models.CharField(max_length=16, blank=True)  # to which the link back to the draft was sent
    citizen = models.ForeignKey("people.Citizen", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    helped_at = models.ForeignKey("people.Office", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    dossier = models.ForeignKey(Dossier, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")


class DraftFile(models.Model):
    """A file given to a draft, checked already; moves to the dossier when it is submitted."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    paper_position = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to="drafts/%Y/%m/")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    copy_kind = models.CharField(max_length=9, blank=True)
    reused_from = models.ForeignKey(DossierFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")


class PreCheck(models.Model):
    """Copies a person sent by phone or Zalo to be looked at before coming; an answer, never a refusal."""

    class State(models.TextChoices):
        ASKED = "asked", "Chờ xem"
        READY = "ready", "Đủ, mời nộp"
        MISSING = "missing", "Còn thiếu"

    token = models.CharField(max_length=64, unique=True)
    office = models.ForeignKey("people.Office", on_delete=models.CASCADE, related_name="+")
    procedure = models.ForeignKey("catalog.Procedure", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=16)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    answer = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["office", "state", "id"], name="precheck_office_state")]


class PreCheckFile(models.Model):
    """A copy sent for a look, checked as any file is."""

    pre_check = models.ForeignKey(PreCheck, on_delete=models.CASCADE, related_name="files")
    paper_position = models.PositiveSmallIntegerField(null=True, blank=True)
    file = models.FileField(upload_to="drafts/%Y/%m/")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
