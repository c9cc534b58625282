"""Record what happened to shifts, and send the messages about it: one for each change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from motcua.journal.actions import record
from motcua.notices.actions import queue_message
from motcua.people.models import Office, Staff, StaffRole
from motcua.people.queries import staff_actor
from motcua.rosters.messages import say_shift, shift_change_text
from motcua.rosters.models import Shift
from motcua.rosters.permissions import INFORMED_OF_SHIFTS


def record_shift(name: str, shift: Shift, *, by: Staff, at: datetime, **data: Any) -> None:
    """Record what happened to one shift. No reason of health is ever among the data: the journal forgets nothing."""
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"shift:{shift.pk}",
        subject_label=say_shift(shift),
        office_path=shift.office.path,
        data={"staff": shift.staff_id, "state": shift.state, "place": shift.place, "duty": shift.duty, **data},
    )


def send_shift_change(shift: Shift, words: str, *, at: datetime) -> None:
    """Send the person one message about this change of a shift that was published: "<words>: <shift>"."""
    if shift.changes:
        send_to(shift.staff, shift_change_text(words, shift), f"shift:{shift.pk}:{shift.changes}", at=at)


def send_to(staff: Staff, text: str, reference: str, *, at: datetime) -> None:
    """One message to a colleague who has a phone; the same `reference` again is no second message."""
    queue_message(to=staff.phone, text=text, reference=reference, subject=f"staff:{staff.pk}", at=at)


def send_to_heads(offices: Iterable[Office], text: str, reference: str, *, at: datetime, but: Staff) -> None:
    """One message to each head of these units, except `but`, who did it."""
    heads = StaffRole.objects.filter(role__in=INFORMED_OF_SHIFTS, office__in=list(offices), staff__is_active=True)
    for head in {held.staff for held in heads.select_related("staff")} - {but}:
        send_to(head, text, f"{reference}:{head.pk}", at=at)
