"""Files of a dossier: papers given, results, answers of other offices."""

from __future__ import annotations

from django.db import models

from motcua.dossiers.models.dossier import Dossier


class DossierFile(models.Model):
    """A file of the dossier: given by the person, a result, or a printed slip. `name` is for display only."""

    class Kind(models.TextChoices):
        GIVEN = "given", "Giấy tờ nộp"
        RESULT = "result", "Kết quả"
        TASK = "task", "Ý kiến, biên bản"
        AGENT = "agent", "Giấy ủy quyền"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.GIVEN)
    paper_position = models.PositiveSmallIntegerField(null=True, blank=True)
    file = models.FileField(upload_to="dossiers/%Y/%m/")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    copy_kind = models.CharField(max_length=9, blank=True)  # original, certified, copy, scan
    task = models.ForeignKey("dossiers.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="files")
    reused_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # What its electronic signatures say, checked when it came: {"signed", "intact", "signers": [...]}; {} unchecked
    signatures = models.JSONField(default=dict)
    replaced_at = models.DateTimeField(null=True, blank=True)  # a result that was corrected since
