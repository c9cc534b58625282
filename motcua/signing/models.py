"""Certificates, seals, their books, who kept a seal when, and the documents signed here."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Certificate(models.Model):
    """A unit's or a person's signing certificate. The key is in a PKCS#12 file, or in a token behind PKCS#11."""

    class Source(models.TextChoices):
        PKCS12 = "pkcs12", "Tệp PKCS#12"
        PKCS11 = "pkcs11", "Thiết bị PKCS#11"

    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="certificates")
    staff = models.ForeignKey(  # whose own it is; none: the unit's
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.PKCS12)
    key_location = models.CharField(max_length=300)  # name of the file in storage, or the token's address
    secret = models.TextField(blank=True)  # the file's password, encrypted with the house's key
    subject = models.CharField(max_length=300)
    issuer = models.CharField(max_length=300)
    serial = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64, unique=True)  # SHA-256 of the certificate
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_why = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]


class Seal(models.Model):
    """A seal of an office: its own, or the second one kept at the one-stop centre (Decree 99/2016 Art. 5)."""

    class Kind(models.TextChoices):
        FIRST = "first", "Dấu thứ nhất"
        SECOND = "second", "Dấu thứ hai"

    office = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="seals")  # whose seal
    kept_at = models.ForeignKey("people.Office", on_delete=models.PROTECT, related_name="kept_seals")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.FIRST)
    label = models.CharField(max_length=120)
    registration = models.CharField(max_length=120)  # number and date of the registration certificate
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="seals_kept")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["office", "kind", "id"]


class SealHandOver(models.Model):
    """Custody passed on, with written permission and minutes (Decree 30/2020 Art. 32)."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="hand_overs")
    from_staff = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    to_staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    permission = models.CharField(max_length=200)
    minutes = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class SealEntry(models.Model):
    """One line of the seal book: what was stamped, who had signed it, who stamped (Decree 30/2020 Art. 33)."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="entries")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=80)  # "dossier:12"
    label = models.CharField(max_length=120)  # the dossier's code
    document = models.CharField(max_length=200, blank=True)  # number and name of what was stamped
    signer = models.CharField(max_length=120)
    stamper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["seal", "year", "number"]
        constraints = [models.UniqueConstraint(fields=["seal", "year", "number"], name="seal_entry_once")]
        indexes = [models.Index(fields=["subject"], name="seal_entry_subject")]


class SignedDocument(models.Model):
    """A PDF this house signed: enough to say, years later, that a file is exactly this one."""

    sha256 = models.CharField(max_length=64, unique=True)
    token = models.CharField(max_length=40, unique=True)  # in the QR that opens the verification page
    subject = models.CharField(max_length=80)
    label = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="documents")
    signed_by = models.CharField(max_length=120)
    signed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject"], name="signed_document_subject")]
