"""Change an appointment: another time, cancelled, the offer accepted, arrived, missed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from motcua.door.booking.actions.bookings import slot_at, span_of
from motcua.door.booking.availability import wish_of
from motcua.door.booking.day_limit import require_below_day_limit
from motcua.door.booking.events import new_code, record_appointment_event
from motcua.door.booking.models import Appointment
from motcua.door.booking.queries.slots import nearest_free_times
from motcua.door.booking.refusals import AlreadyBooked, SlotTaken
from motcua.door.live import send_live_update
from motcua.door.permissions import may_book_for_others, may_record_arrivals
from motcua.door.places.locking import lock_premises
from motcua.people.actions.throttle import count_attempt
from motcua.people.models import Office, Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed, TooManyTries
from motcua.rulebook.work_calendar import localise

MOST_CHANGES: Final = 6
"""How often a person may change the time of one appointment before an hour's wait."""
_HOUR: Final = timedelta(hours=1)
State = Appointment.State


def change_appointment_time(
    *, appointment_id: int, starts: datetime, at: datetime, by: Staff | None = None
) -> Appointment:
    """Move an appointment to another time at the same unit; for one taken away this answers the offer too.

    Returns the appointment that now holds. Raises NotAllowed (also for the person after a few changes in an hour:
    each sends a message), AlreadyDone, SlotTaken with the nearest free times.
    """
    if by is None:
        _count_change(appointment_id, at)
    try:
        with transaction.atomic():
            old = _locked(appointment_id, by, at)
            if old.state == State.BOOKED:
                return _move(old, starts, at, by)
            if old.state in {State.DISPLACED, State.LAPSED}:
                return _replace(old, starts, at, by)
            raise AlreadyDone("Lịch hẹn này không đổi được nữa.")
    except SlotTaken as taken:
        row = Appointment.objects.select_related("premises__office", "procedure__field").get(pk=appointment_id)
        raise SlotTaken(nearest_free_times(starts, premises=row.premises, wish=wish_of(row), at=at)) from taken
    except IntegrityError as clash:
        raise _said(clash, appointment_id) from clash


@transaction.atomic
def cancel_appointment(*, appointment_id: int, at: datetime, by: Staff | None = None, why: str = "") -> Appointment:
    """Cancel an appointment and the offers for it; a unit says why, and the person gets a message."""
    row = _locked(appointment_id, by, at)
    why = " ".join(why.replace("\0", "").split())
    if by is not None and not why:
        raise InvalidInput({"why": "Hãy ghi lý do, người hẹn sẽ đọc được."})
    if len(why) > 300:
        raise InvalidInput({"why": "Lý do dài quá 300 ký tự."})
    if row.state not in {State.BOOKED, State.HELD, State.DISPLACED}:
        raise AlreadyDone("Lịch hẹn này đã kết thúc hoặc đã hủy.")
    Appointment.objects.filter(moved_from=row, state=State.HELD).update(
        state=State.CANCELLED, ended_at=at, changes=F("changes") + 1
    )
    if row.state == State.HELD and row.moved_from_id:
        Appointment.objects.filter(pk=row.moved_from_id, state=State.DISPLACED).update(
            state=State.CANCELLED, ended_at=at, changes=F("changes") + 1
        )
    row.state, row.ended_at = State.CANCELLED, at
    row.changes += 1
    row.save(update_fields=["state", "ended_at", "changes"])
    # Words that may name somebody reach the person alone: nothing is ever removed from the journal.
    private = {"why": why} if by is not None else {}
    record_appointment_event("appointment.cancelled", row, by=by, at=at, private=private, by_unit=by is not None)
    return row


def accept_offer(*, appointment_id: int, at: datetime) -> Appointment:
    """Accept the time that is kept: it is booked, and the appointment it replaces ends as moved, in one act.

    `appointment_id` is the kept one's. A second time nothing happens. Raises AlreadyDone where it has lapsed, HasOne
    where the phone has booked another in between.
    """
    try:
        with transaction.atomic():
            # As everywhere the unit's row first: recheck_appointments takes the two rows in another order.
            lock_premises(Appointment.objects.values_list("premises_id", flat=True).get(pk=appointment_id))
            pair = _pair(appointment_id)
            offer = pair[-1]
            if offer.state == State.BOOKED:
                return offer
            if offer.state != State.HELD or (offer.held_until is not None and offer.held_until < at):
                raise AlreadyDone("Giờ này không còn giữ cho bạn. Bạn chọn giờ khác giúp nhé.")
            for old in pair[:-1]:
                old.state, old.ended_at = State.MOVED, at
                old.save(update_fields=["state", "ended_at"])
            offer.state, offer.held_until = State.BOOKED, None
            offer.changes += 1
            offer.save(update_fields=["state", "held_until", "changes"])
            record_appointment_event("appointment.accepted", offer, by=None, at=at)
            return offer
    except IntegrityError as clash:
        raise _said(clash, appointment_id) from clash


@transaction.atomic
def record_arrival(*, appointment_id: int, by: Staff, at: datetime) -> Appointment:
    """Record that the person is there, also one marked as missed before. Raises NotAllowed, AlreadyDone."""
    row = _locked(appointment_id, by, at, may=may_record_arrivals)
    if row.state == State.ARRIVED:
        return row
    if row.state not in {State.BOOKED, State.MISSED}:
        raise AlreadyDone("Lịch hẹn này không còn hiệu lực.")
    if localise(row.during.lower).date() != localise(at).date():
        raise NotAllowed("Lịch hẹn này không phải của hôm nay.")
    try:
        with transaction.atomic():
            row.changes += row.state == State.MISSED
            row.state = State.ARRIVED
            row.save(update_fields=["state", "changes"])
    except IntegrityError:  # the time was given on meanwhile: the person is there all the same, without it
        row.state = State.DONE
        row.save(update_fields=["state", "changes"])
    record_appointment_event("appointment.arrived", row, by=by, at=at)
    send_live_update(row.premises_id)
    return row


@transaction.atomic
def record_missed_appointment(*, appointment_id: int, by: Staff, at: datetime) -> Appointment:
    """Record that nobody came, once the time has begun."""
    row = _locked(appointment_id, by, at)
    if row.state != State.BOOKED:
        raise AlreadyDone("Lịch hẹn này đã được ghi nhận.")
    if at < row.during.lower:
        raise NotAllowed("Chưa đến giờ hẹn.")
    row.state, row.ended_at = State.MISSED, at
    row.changes += 1
    row.save(update_fields=["state", "ended_at", "changes"])
    record_appointment_event("appointment.missed", row, by=by, at=at)
    return row


def _count_change(appointment_id: int, at: datetime) -> None:
    try:
        count_attempt(f"appointment-change:{appointment_id}", most=MOST_CHANGES, wait=_HOUR, at=at)
    except TooManyTries as many:
        raise NotAllowed(f"Bạn đã đổi giờ nhiều lần. Hãy đợi {many.seconds // 60 + 1} phút rồi đổi tiếp.") from many


def _locked(
    appointment_id: int,
    by: Staff | None,
    at: datetime,
    may: Callable[[Staff, Office, datetime], bool] = may_book_for_others,
) -> Appointment:
    """The row under lock, the unit's row locked before it, as everywhere."""
    premises_id = Appointment.objects.filter(pk=appointment_id).values_list("premises_id", flat=True).get()
    lock_premises(premises_id)
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("premises__office", "procedure__field")
    row = rows.get(pk=appointment_id)
    if by is not None and not may(by, row.premises.office, at):
        raise NotAllowed("Bạn không giữ lịch hẹn của đơn vị này.")
    return row


def _pair(appointment_id: int) -> list[Appointment]:
    """The kept appointment last, before it the one it stands for where that still waits; locked in one order."""
    moved_from = Appointment.objects.filter(pk=appointment_id).values_list("moved_from_id", flat=True).get()
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("premises__office")
    found = {row.pk: row for row in rows.filter(pk__in=[appointment_id, moved_from or 0]).order_by("pk")}
    old = found.get(moved_from or 0)
    return [*([old] if old is not None and old.state == State.DISPLACED else []), found[appointment_id]]


def _move(row: Appointment, starts: datetime, at: datetime, by: Staff | None) -> Appointment:
    _require_below_day_limit(row, starts)
    slot = slot_at(row.premises, wish_of(row), starts, at, instead_of=row)
    row.counter_id, row.during = slot.desk, span_of(slot)
    row.changes += 1
    row.reminded_at = None
    row.save(update_fields=["counter", "during", "changes", "reminded_at"])
    record_appointment_event("appointment.changed", row, by=by, at=at)
    return row


def _last_change(old: Appointment) -> int:
    """The highest number of changes of the appointment and of the times offered in its place."""
    offered = Appointment.objects.filter(moved_from=old).aggregate(most=Max("changes"))["most"]
    return max(old.changes, offered or 0)


def _replace(old: Appointment, starts: datetime, at: datetime, by: Staff | None) -> Appointment:
    """Replace the kept time by another; the kept one is given back first, as it may be the one chosen."""
    Appointment.objects.filter(moved_from=old, state=State.HELD).update(
        state=State.CANCELLED, ended_at=at, changes=F("changes") + 1
    )
    _require_below_day_limit(old, starts)
    slot = slot_at(old.premises, wish_of(old), starts, at)
    made = successor_of(old, at)
    made.counter_id, made.during, made.state = slot.desk, span_of(slot), State.BOOKED
    made.code = new_code()
    made.changes = _last_change(old) + 1
    made.made_by = by
    made.save()
    old.state, old.ended_at = State.MOVED, at
    old.save(update_fields=["state", "ended_at"])
    record_appointment_event("appointment.accepted", made, by=by, at=at)
    return made


def _require_below_day_limit(row: Appointment, starts: datetime) -> None:
    require_below_day_limit(row.premises, starts, person=row.phone_digest, procedure=row.procedure, besides=row)


def successor_of(old: Appointment, at: datetime) -> Appointment:
    """An unsaved appointment of the same person for the same, that takes the place of `old`."""
    return Appointment(
        premises=old.premises,
        purpose=old.purpose,
        procedure=old.procedure,
        dossier_code=old.dossier_code,
        name=old.name,
        phone=old.phone,
        phone_digest=old.phone_digest,
        uses_neither=old.uses_neither,
        groups=old.groups,
        made_at=at,
        moved_from=old,
        changes=old.changes + 1,
    )


def _said(clash: IntegrityError, appointment_id: int) -> Exception:
    """The database's refusal in words."""
    if "appointment_one_active" in str(clash):
        row = Appointment.objects.get(pk=appointment_id)
        same = Appointment.objects.filter(
            phone_digest=row.phone_digest, procedure=row.procedure_id, purpose=row.purpose, state=State.BOOKED
        )
        return AlreadyBooked(same.first())
    return SlotTaken() if "appointment_time_once" in str(clash) else clash
