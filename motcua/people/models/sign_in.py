"""Tries at signing in."""

from __future__ import annotations

from django.db import models


class SignInAttempts(models.Model):
    """Passwords tried for one name from one address (a keyed digest of both): after ten wrong ones, a wait."""

    who = models.CharField(max_length=64, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
