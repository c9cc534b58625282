"""Bags that the public post carries: dossiers in, results out (Decision 45/2016)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Bag(models.Model):
    """One hand-over record (biên bản giao nhận); signing an incoming one is the moment of submission (Art. 7.4)."""

    class Direction(models.TextChoices):
        IN = "in", "Bưu điện giao hồ sơ"
        OUT = "out", "Giao kết quả cho bưu điện"

    direction = models.CharField(max_length=3, choices=Direction.choices)
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="bags")
    post_office = models.ForeignKey("people.Office", null=True, on_delete=models.PROTECT, related_name="post_bags")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    number = models.CharField(max_length=60, blank=True)  # of the record, given when it is signed
    postman = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]


class BagItem(models.Model):
    """One parcel of a bag: its posting slip (phiếu gửi), and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Chưa xử lý"
        RECEIVED = "received", "Đã tiếp nhận"
        INCOMPLETE = "incomplete", "Cần bổ sung"
        REFUSED = "refused", "Không tiếp nhận"
        SENT = "sent", "Đã giao"

    bag = models.ForeignKey(Bag, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    posting_number = models.CharField(max_length=60)  # of the posting slip, or the result's tracking number
    procedure = models.ForeignKey("catalog.Procedure", null=True, on_delete=models.PROTECT, related_name="+")
    sender = models.JSONField(default=dict)  # {"full_name", "id_number", "phone", "email", "address"}
    papers = models.JSONField(default=list)  # as at the counter
    return_channel = models.CharField(max_length=16, blank=True)
    collected = models.PositiveBigIntegerField(default=0)  # fees the postman brought, whole đồng
    key = models.UUIDField(unique=True, default=uuid.uuid4)  # the dossier's submission key
    dossier = models.ForeignKey(
        "dossiers.Dossier", null=True, blank=True, on_delete=models.PROTECT, related_name="bag_items"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["bag", "position"], name="bag_item_position"),
            models.UniqueConstraint(fields=["bag", "posting_number"], name="bag_item_once"),
        ]
