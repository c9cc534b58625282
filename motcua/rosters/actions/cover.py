"""Hand shifts over to another person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput
from motcua.rosters import messages
from motcua.rosters.actions.claims import claim, lock_people
from motcua.rosters.actions.events import record_shift, send_shift_change
from motcua.rosters.actions.shifts import take_out
from motcua.rosters.models import LIVE_STATES, Shift
from motcua.rosters.permissions import check_may_plan
from motcua.rosters.queries.absences import absences_on
from motcua.rosters.queries.people import people_of


@transaction.atomic
def cover_shift(*, shift_id: int, staff_id: int, by: Staff, at: datetime) -> Shift:
    """Give a shift, or the vacancy an absence left, to somebody else: a new shift that `covers` the old one.

    The new person's own standby ends for the time of the shift (the rest of it stays). A live shift of the former
    person is taken out, and that person gets a message. AlreadyDone where somebody covers it; InvalidInput when the new
    person is elsewhere, away, or not of the office; NotAllowed for anyone who does not plan there.
    """
    former = Shift.objects.filter(pk=shift_id).values_list("staff_id", flat=True).first()
    if former is None:
        raise InvalidInput({"": "Không có ca trực này."})
    people = lock_people([former, staff_id])
    shift = Shift.objects.select_related("staff", "office").get(pk=shift_id)
    check_may_plan(by, shift.office, at)
    if shift.covered_by.filter(state__in=LIVE_STATES).exists():
        raise AlreadyDone("Ca này đã có người trực thay.")
    if shift.during.upper <= at:
        raise InvalidInput({"": "Ca này đã qua."})
    if staff_id == former or not people_of(shift.office).filter(pk=staff_id).exists():
        raise InvalidInput({"staff": "Hãy chọn người khác của đơn vị."})
    if shift.state in LIVE_STATES:
        take_out(shift, by=by, at=at)
        send_shift_change(shift, messages.SHIFT_COVERED, at=at)
    during = DateTimeTZRange(max(shift.during.lower, at), shift.during.upper)
    staff = people[staff_id]
    if absences_on([staff_id], during):
        raise InvalidInput({"staff": f"{staff.full_name} đã báo vắng ngày này."})
    free_standby(staff, during, by=by, at=at)
    return take_over(shift, staff, during, by=by, at=at, words=messages.SHIFT_TAKEN_OVER)


def free_standby(staff: Staff, during: DateTimeTZRange, *, by: Staff, at: datetime) -> None:
    """End the person's standby where it overlaps `during`: whoever stands by is free to take a shift."""
    rows = Shift.objects.filter(
        staff=staff, state__in=LIVE_STATES, place=Shift.Place.STANDBY, during__overlap=during
    ).select_related("staff", "office")
    for standby in rows:
        before, after = standby.during.lower, standby.during.upper
        take_out(standby, by=by, at=at)
        for since, until in ((before, during.lower), (during.upper, after)):
            if since < until:
                rest = Shift.objects.get(pk=standby.pk)
                rest.pk, rest._state.adding = None, True
                rest.state = Shift.State.PUBLISHED if rest.changes else Shift.State.PLANNED
                rest.during, rest.changes = DateTimeTZRange(since, until), min(rest.changes, 1)
                claim(rest)


def take_over(shift: Shift, staff: Staff, during: DateTimeTZRange, *, by: Staff, at: datetime, words: str) -> Shift:
    """Write the new person's shift in place of one already taken out; published if the former one was, and told."""
    new = Shift(
        office=shift.office, staff=staff, during=during, place=shift.place, duty=shift.duty, counter=shift.counter,
        fields=shift.fields, covers=shift, changed_at=at, changed_by=by,
    )  # fmt: skip
    if shift.changes:
        new.state, new.changes = Shift.State.PUBLISHED, 1
    claim(new)
    record_shift("shift.planned", new, by=by, at=at, covers=shift.pk)
    send_shift_change(new, words, at=at)
    return new
