"""Passes as a gate reads them: found by an opaque token, good here and now or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from motcua.door.health.models import Pass
from motcua.door.health.queries.declarations import alert_words
from motcua.people.encryption import keyed_digest
from motcua.people.models import Staff

PREFIX: Final = "MC1:"
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class FoundPass:
    """What a scanned text is. `problem`: "", "unknown" (nobody's: forged, or purged), "elsewhere" (another unit's),
    "revoked", "not_yet", "expired". `alerts` are the answers of concern, as labels of their questions.
    """

    row: Pass | None
    problem: str = ""
    alerts: list[str] = field(default_factory=list)


def pass_digest(token: str) -> str:
    """What is kept of a pass's token."""
    return keyed_digest(f"pass:{token}")


def token_in_scan(text: str) -> str:
    """The token in what a scanner read: "MC1:<token>", an address that ends in the token, or the token typed alone."""
    bare = text.strip()[:_LONGEST]
    if bare[: len(PREFIX)].upper() == PREFIX:
        return bare[len(PREFIX) :].strip()
    return bare.split("?", 1)[0].split("#", 1)[0].rstrip("/").rpartition("/")[2]


def pass_by_token(token: str) -> Pass | None:
    """The pass of this token, its unit and declaration loaded; None where it is nobody's."""
    if not token or "\0" in token:
        return None
    rows = Pass.objects.select_related("premises__office", "declaration__form", "staff")
    return rows.filter(token=pass_digest(token)).first()


def find_pass(text: str, *, premises_id: int, at: datetime) -> FoundPass:
    """The pass that a scanner read at one unit at `at` (aware). Of another unit's pass it says nothing else."""
    row = pass_by_token(token_in_scan(text))
    if row is None:
        return FoundPass(None, "unknown")
    if row.premises_id != premises_id:
        return FoundPass(None, "elsewhere")
    return FoundPass(row, pass_problem(row, at), alert_words(row.declaration) if row.declaration is not None else [])


def pass_problem(row: Pass, at: datetime) -> str:
    """Why the pass does not hold at `at` (aware), "" where it does; the last moment is not included."""
    if row.revoked_at is not None and row.revoked_at <= at:
        return "revoked"
    if at < row.valid_from:
        return "not_yet"
    return "expired" if at >= row.valid_until else ""


def own_passes(staff: Staff, at: datetime) -> list[Pass]:
    """The person's own passes that hold at `at` (aware) or will, newest first."""
    rows = Pass.objects.filter(staff=staff, valid_until__gt=at, revoked_at=None).select_related("premises__office")
    return list(rows.order_by("-made_at", "-id"))
