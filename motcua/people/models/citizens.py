"""Citizens, and how they prove who they are."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class Citizen(models.Model):
    """A person known to the one-stop shop: found again at the counter by number, phone or name."""

    full_name = models.CharField(max_length=120)
    id_number = models.CharField(max_length=12, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=300, blank=True)
    search_text = models.CharField(max_length=300, blank=True)  # folded name, number, phone

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id_number"], condition=~models.Q(id_number=""), name="citizen_id_number")
        ]
        indexes = [
            models.Index(fields=["phone"], name="citizen_phone"),
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="citizen_search"),
        ]

    def __str__(self) -> str:
        return self.full_name


class CitizenIdentity(models.Model):
    """A provider's word that somebody is this citizen: one subject of one provider is one person."""

    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="identities")
    provider = models.CharField(max_length=40)  # "phone", or the identity provider's name
    subject = models.CharField(max_length=200)
    assurance = models.PositiveSmallIntegerField(default=1)  # 1 a phone, 2 an identity checked by the provider
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "subject"], name="citizen_identity_once")]


class PhoneCode(models.Model):
    """A code sent to a phone; kept as a digest, a few tries, a few minutes. `phone` is a keyed digest too."""

    phone = models.CharField(max_length=64, db_index=True)
    code = models.CharField(max_length=128)
    purpose = models.CharField(max_length=24, default="sign_in")
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class CitizenSession(models.Model):
    """A citizen's sign-in on one device: listed to and ended by that person."""

    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=64, unique=True)  # digest of what the device holds
    device = models.CharField(max_length=200, blank=True)
    assurance = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
