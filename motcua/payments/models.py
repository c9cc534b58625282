"""Fees taken at the counter, and the receipts given for them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class FeeReceipt(models.Model):
    """A receipt (biên lai), numbered from 1 each year for the unit; a wrong one is cancelled, never edited."""

    class Method(models.TextChoices):
        CASH = "cash", "Tiền mặt"
        TRANSFER = "transfer", "Chuyển khoản"

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="fee_receipts")
    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="fee_receipts")
    key = models.UUIDField(unique=True, default=uuid.uuid4)  # a double click is the same receipt
    symbol = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    method = models.CharField(max_length=8, choices=Method.choices)
    reference = models.CharField(max_length=60, blank=True)  # the bank's number of a transfer
    payer = models.CharField(max_length=120)
    items = models.JSONField()  # [{"kind", "name", "amount", "because"}]
    amount = models.PositiveBigIntegerField()  # whole đồng
    data = models.JSONField(default=dict)  # all that it prints, frozen
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    cancelled_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "symbol", "year", "number"], name="receipt_number_once")
        ]
        indexes = [models.Index(fields=["office", "taken_at"], name="receipt_office_day")]


class PostageRate(models.Model):
    """What the post asks for carrying a dossier or a result: owed to the post, apart from any fee."""

    zone = models.CharField(max_length=12)  # district, province, country
    direction = models.CharField(max_length=6)  # in, out, both
    amount = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
