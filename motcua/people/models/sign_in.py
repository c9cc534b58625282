"""Counts of tries, second factors, and the sessions of staff."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SignInAttempts(models.Model):
    """Tries of one kind by one asker (a keyed digest of both): after too many, a wait."""

    who = models.CharField(max_length=64, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)


class SecondFactor(models.Model):
    """What a person proves beside the password: an app that makes codes, or a passkey."""

    class Kind(models.TextChoices):
        TOTP = "totp", "Ứng dụng tạo mã"
        PASSKEY = "passkey", "Khóa truy cập"

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factors")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=60)
    secret = models.TextField()  # encrypted (people.encryption): the app's seed, or the passkey's public key
    credential = models.CharField(max_length=1400, blank=True)  # the passkey's own number, base64url
    counter = models.BigIntegerField(default=-1)  # the last time step whose code was used; a passkey's count of uses
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["staff"], condition=models.Q(kind="totp"), name="second_factor_one_app"),
            models.UniqueConstraint(
                fields=["credential"], condition=~models.Q(credential=""), name="second_factor_credential"
            ),
        ]


class RecoveryCode(models.Model):
    """A code for the day the phone is lost: shown once, kept as a keyed digest, used once."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    code = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class StaffSession(models.Model):
    """A person's sign-in on one device: listed to and ended by that person, or by whoever administers the accounts."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, db_index=True)
    device = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=45, blank=True)  # its end left off
    second_factor = models.CharField(max_length=8, blank=True)  # "", "totp", "passkey", "recovery"
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-seen_at"]
        indexes = [models.Index(fields=["staff", "ended_at"], name="staffsession_open")]
