"""Rebook people whose time is no longer open: another counter or another time is offered, in one message each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F, Q
from procrastinate.contrib.django import app

from motcua.door.booking.actions.changes import successor_of
from motcua.door.booking.availability import BookingUnit, read_booking_unit, wish_of
from motcua.door.booking.events import appointment_time_words, new_code, record_appointment_event
from motcua.door.booking.models import Appointment
from motcua.door.booking.reallocation import Reallocation
from motcua.door.live import send_live_update
from motcua.door.messages import say_counter_unstaffed, say_displacement, say_room_closed
from motcua.door.places.locking import lock_premises
from motcua.door.places.models import Premises
from motcua.journal.actor import SYSTEM, Actor
from motcua.journal.queries import Event
from motcua.people.models import Staff
from motcua.rulebook.slots import Slot, is_open
from motcua.rulebook.vietnamese import say_moment
from motcua.rulebook.work_calendar import localise

HELD_FOR: Final = timedelta(hours=48)
ROOM_CLOSED_AHEAD: Final = timedelta(hours=36)
"""A room closed with no end said takes away what begins so soon; later appointments are looked at again until then."""
State = Appointment.State
Because = Sequence[Mapping[str, Any]]


@transaction.atomic
def displace_appointments(
    *,
    premises_id: int,
    since: datetime,
    until: datetime,
    because: Because,
    by: Staff | Actor,
    at: datetime,
    room_id: int | None = None,
) -> int:
    """Take away every coming appointment between two moments (aware), of the unit or one room; returns how many.

    Each person is offered the nearest free time outside of it, kept for two days, in one message. `because`
    are rows as in the journal ({"document", "clause", "note"}); a note alone is said as it is. What a unit takes away
    itself does not come back by itself, whatever policy says.
    """
    premises = lock_premises(premises_id)
    rows = _to_come(premises, at).filter(during__overlap=DateTimeTZRange(since, until))
    if room_id is not None:
        rows = rows.filter(counter__room_id=room_id)
    mover = Reallocation.of(read_booking_unit(premises), at, shut=(since, until), shut_room=room_id)
    return _move(list(rows), mover, {}, [dict(reason, by_unit=True) for reason in because], by, at)


def recheck_appointments(at: datetime) -> int:
    """Look at every unit's appointments still to come; returns how many people had to be moved.

    Each unit is one transaction. Run again, it moves nobody a second time.
    """
    units = Appointment.objects.filter(
        state__in=(State.BOOKED, State.HELD, State.DISPLACED), during__startswith__gt=at
    ).order_by()
    return sum(_recheck(premises_id, at) for premises_id in sorted(set(units.values_list("premises_id", flat=True))))


@transaction.atomic
def _recheck(premises_id: int, at: datetime) -> int:
    premises = lock_premises(premises_id)
    unit = read_booking_unit(premises)
    rows = list(_to_come(premises, at))
    lost: list[Appointment] = []
    why: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        because = _closed_by(row, unit, at)
        if because is not None:
            lost.append(row)
            why[row.pk] = because
    mover = Reallocation.of(unit, at)
    moved = _move(lost, mover, why, [], SYSTEM, at)
    _restore(premises, unit, mover, at)
    return moved


def _to_come(premises: Premises, at: datetime) -> Any:
    """The unit's booked and kept times that have not begun, locked, in the order in which they were to be."""
    rows = Appointment.objects.select_for_update(of=("self",)).select_related(
        "premises__office", "procedure__field", "counter__room", "moved_from"
    )
    found = rows.filter(premises=premises, state__in=(State.BOOKED, State.HELD), during__startswith__gt=at)
    return found.order_by("during", "pk")


def _closed_by(row: Appointment, unit: BookingUnit, at: datetime) -> list[dict[str, Any]] | None:
    """Why the time can no longer be kept, as rows for the journal; None where it can."""
    starts, ends = localise(row.during.lower), localise(row.during.upper)
    room = row.counter.room
    if room.closed_at is not None and starts <= at + ROOM_CLOSED_AHEAD:
        return [{"document": "", "clause": "", "note": say_room_closed(room)}]
    opening = unit.opening(starts.date(), wish_of(row))
    plan = unit.plan(opening, unit.counters)
    if is_open(plan, Slot(starts, ends, row.counter_id, row.counter.room_id)):
        return None
    if not opening.why:
        return [{"document": "", "clause": "", "note": say_counter_unstaffed()}]
    note = opening.why.rstrip(".")
    return [dict(reason, note=note) for reason in opening.because] or [{"document": "", "clause": "", "note": note}]


def _move(
    lost: list[Appointment],
    mover: Reallocation,
    why: Mapping[int, list[dict[str, Any]]],
    because: list[Mapping[str, Any]],
    by: Staff | Actor,
    at: datetime,
) -> int:
    """Give everybody in `lost` another time; no message where the next counter can keep the hour."""
    mover.release(lost)
    moved = 0
    codes: set[str] = set()
    for row in lost:
        if row.state == State.BOOKED and (slot := mover.same_time_in_room(row)) is not None:
            mover.hold(slot)
            row.counter_id = slot.desk
            row.changes += 1
            row.save(update_fields=["counter", "changes"])
            continue
        reasons = [dict(reason) for reason in why.get(row.pk, because)]
        old = _take_away(row, reasons, at)
        slot = mover.next_for(row)
        offer = None
        if slot is not None:
            mover.hold(slot)
            offer = _offer(old, slot, codes, at)
        _record_displaced(old, offer, reasons, by, at)
        moved += 1
    if moved:
        send_live_update(mover.unit.premises.pk)
    return moved


def _take_away(row: Appointment, because: list[dict[str, Any]], at: datetime) -> Appointment:
    """The row loses its time; of one that was only kept, the person's own taken earlier is what is moved again."""
    row.because = because
    row.changes += 1
    if row.state == State.HELD and row.moved_from is not None:
        row.state, row.ended_at = State.CANCELLED, at
        row.save(update_fields=["state", "because", "ended_at", "changes"])
        row.moved_from.premises = row.premises
        row.moved_from.changes = row.changes
        row.moved_from.save(update_fields=["changes"])
        return row.moved_from
    row.state = State.DISPLACED
    row.save(update_fields=["state", "because", "changes"])
    return row


def _offer(old: Appointment, slot: Slot, codes: set[str], at: datetime) -> Appointment:
    offer = successor_of(old, at)
    offer.counter_id, offer.during = slot.desk, DateTimeTZRange(slot.starts, slot.ends)
    offer.state = State.HELD
    offer.held_until = min(at + HELD_FOR, slot.starts - timedelta(hours=1))
    offer.code = new_code(codes)
    codes.add(offer.code)
    offer.save()
    return offer


def _record_displaced(
    old: Appointment, offer: Appointment | None, because: Because, by: Staff | Actor, at: datetime
) -> None:
    private: dict[str, Any] = {"was": appointment_time_words(old), "why": say_displacement(because)}
    data: dict[str, Any] = {}
    if offer is not None:
        private |= {"when": appointment_time_words(offer), "held_until": say_moment(localise(offer.held_until or at))}
        data["offer"] = offer.pk
    record_appointment_event("appointment.displaced", old, by=by, at=at, because=because, private=private, **data)


def _restore(premises: Premises, unit: BookingUnit, mover: Reallocation, at: datetime) -> None:
    """Give the old time back, where it is open again and free, to those who have not answered yet."""
    rows = Appointment.objects.select_for_update(of=("self",)).select_related(
        "premises__office", "procedure__field", "counter__room"
    )
    waiting = rows.filter(premises=premises, state=State.DISPLACED, during__startswith__gt=at).order_by("during", "pk")
    for row in waiting:
        if any(reason.get("by_unit") for reason in row.because) or _closed_by(row, unit, at) is not None:
            continue
        held = [
            slot
            for slot in mover.taken.get(localise(row.during.lower).date(), [])
            if slot.desk == row.counter_id and slot.starts < row.during.upper and row.during.lower < slot.ends
        ]
        rival = Q(phone_digest=row.phone_digest) & ~Q(phone_digest="")
        active = Appointment.objects.filter(
            rival, procedure=row.procedure, purpose=row.purpose, state=State.BOOKED
        ).exists()
        offers = list(Appointment.objects.filter(moved_from=row, state=State.HELD))
        own = {(appointment.counter_id, appointment.during.lower) for appointment in offers}
        if active or any((held_row.desk, held_row.starts) not in own for held_row in held):
            continue
        Appointment.objects.filter(pk__in=[appointment.pk for appointment in offers]).update(
            state=State.CANCELLED, ended_at=at, changes=F("changes") + 1
        )
        mover.release(offers)
        row.state, row.because = State.BOOKED, []
        row.changes = max([row.changes, *(offer.changes + 1 for offer in offers)]) + 1
        row.save(update_fields=["state", "because", "changes"])
        mover.hold(Slot(localise(row.during.lower), localise(row.during.upper), row.counter_id, row.counter.room_id))
        record_appointment_event("appointment.changed", row, by=SYSTEM, at=at, restored=True)


def defer_recheck(event: Event) -> None:
    """Have the worker check every coming appointment, after a change of what opens or closes counters."""
    app.configure_task("recheck_appointments", queue="appointments").defer(timestamp=int(event.at.timestamp()))
