"""Sessions of staff: recorded at sign-in, and ended by deleting the session itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session
from django.db import transaction

from motcua.journal.actions import record
from motcua.people.models import Staff, StaffSession
from motcua.people.permissions import may_keep_account
from motcua.people.queries import masked_address, staff_actor
from motcua.refusals import NotAllowed

SEEN_EVERY: Final = timedelta(minutes=5)
"""How exact "last seen" is: a page does not write to the database each time."""
_KEPT: Final = timedelta(days=90)


def begin_session(
    *, staff: Staff, session_key: str, device: str, address: str, second_factor: str, at: datetime
) -> StaffSession:
    """Record a sign-in at `at` (aware); rows of sessions that ended long ago are deleted."""
    StaffSession.objects.filter(staff=staff, seen_at__lt=at - _KEPT).delete()
    return StaffSession.objects.create(
        staff=staff,
        session_key=session_key,
        device=device[:200],
        address=masked_address(address),
        second_factor=second_factor,
        started_at=at,
        seen_at=at,
    )


def mark_session_seen(session_id: int, *, at: datetime) -> None:
    """Record that the person is still there."""
    StaffSession.objects.filter(pk=session_id, ended_at=None).update(seen_at=at)


def continue_session(session_id: int, *, session_key: str) -> None:
    """Carry the same sign-in on under a fresh key, after the password changed."""
    StaffSession.objects.filter(pk=session_id, ended_at=None).update(session_key=session_key)


def leave_session(session_id: int, *, at: datetime) -> None:
    """Record that the person signed out."""
    StaffSession.objects.filter(pk=session_id, ended_at=None).update(ended_at=at)


@transaction.atomic
def end_sessions(*, staff: Staff, by: Staff, at: datetime, only: int | None = None, keep: int | None = None) -> int:
    """End a person's sign-ins: `only` one, or all but the one to `keep`; returns how many. Raises NotAllowed.

    One ends one's own, or those of a person whose account one looks after.
    """
    if by.pk != staff.pk and not may_keep_account(by, staff):
        raise NotAllowed("Chỉ quản trị hệ thống của cơ quan này làm được việc này.")
    rows = StaffSession.objects.select_for_update().filter(staff=staff, ended_at=None)
    if only is not None:
        rows = rows.filter(pk=only)
    if keep is not None:
        rows = rows.exclude(pk=keep)
    ended = _end(list(rows), at)
    if ended:
        record(
            name="staff.sessions_ended",
            at=at,
            by=staff_actor(by),
            subject=f"staff:{staff.pk}",
            subject_label=staff.full_name,
            office_path=staff.office.path,
            data={"count": ended},
        )
    return ended


def _end(rows: Iterable[StaffSession], at: datetime) -> int:
    ended = list(rows)
    Session.objects.filter(session_key__in=[row.session_key for row in ended]).delete()
    StaffSession.objects.filter(pk__in=[row.pk for row in ended]).update(ended_at=at)
    return len(ended)
