"""Open and close counters: which officer sits at which one."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app

from motcua.door.live import send_live_update
from motcua.door.permissions import SITS_AT_COUNTERS, may_close_others_counters, may_sit_at_counters
from motcua.door.places.locking import lock_premises
from motcua.door.places.models import Counter, CounterSession
from motcua.door.queue.models import Ticket
from motcua.journal.actions import record
from motcua.journal.queries import Event
from motcua.people.models import Staff
from motcua.people.permissions import only_roles
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rosters.models import Absence
from motcua.rulebook.work_calendar import localise

AT_COUNTER: Final = (Ticket.State.CALLED, Ticket.State.SERVING)


@transaction.atomic
def open_counter(*, counter_id: int, by: Staff, at: datetime) -> CounterSession:
    """Open the counter at `at` (aware) for `by`, who sits there: one person at one counter.

    Raises InvalidInput for a counter that is not there, NotAllowed for one who does not receive people at the unit or
    while the room is closed, AlreadyDone where somebody sits there or `by` sits elsewhere.
    """
    counter = _counter(counter_id)
    premises = lock_premises(counter.premises_id)
    counter = _counter(counter_id)  # as it stands under the lock
    if not may_sit_at_counters(by, premises.office, at):
        raise NotAllowed(only_roles(SITS_AT_COUNTERS, "của đơn vị được ngồi quầy này."))
    if not counter.active or not counter.room.active:
        raise NotAllowed(f"Quầy số {counter.number} không còn dùng.")
    if counter.room.closed_at is not None:
        raise NotAllowed(f"{counter.room.name} đang đóng: {counter.room.closed_why}")
    there = _open_sessions().filter(counter=counter).first()
    if there is not None:
        if there.staff_id == by.pk:
            raise AlreadyDone(f"Bạn đang ngồi quầy số {counter.number} rồi.")
        raise AlreadyDone(f"Quầy số {counter.number} đang có {there.staff.full_name} ngồi.")
    elsewhere = _open_sessions().filter(staff=by).first()
    if elsewhere is not None:
        raise AlreadyDone(f"Bạn đang ngồi quầy số {elsewhere.counter.number}. Hãy đóng quầy đó trước.")
    try:
        with transaction.atomic():
            session = CounterSession.objects.create(counter=counter, staff=by, opened_at=at)
    except IntegrityError as quicker:  # the same person opens two counters of two units at one moment
        raise AlreadyDone("Bạn vừa ngồi một quầy khác. Hãy tải lại trang để xem.") from quicker
    _record("counter.opened", counter, by=by, at=at, officer=by.full_name)
    return session


@transaction.atomic
def close_counter(*, counter_id: int, by: Staff, at: datetime) -> CounterSession:
    """Close the counter at `at` (aware): by the officer who sits there, or by the unit's head.

    Raises InvalidInput for a counter that is not there, NotAllowed for another or while somebody is called or served
    there, AlreadyDone where nobody sits.
    """
    counter = _counter(counter_id)
    premises = lock_premises(counter.premises_id)
    session = _open_sessions().filter(counter=counter).first()
    if session is not None and session.staff_id != by.pk and not may_close_others_counters(by, premises.office, at):
        raise NotAllowed("Chỉ người đang ngồi quầy hoặc trưởng đơn vị được đóng quầy.")
    if session is None:
        if not may_sit_at_counters(by, premises.office, at):
            raise NotAllowed(only_roles(SITS_AT_COUNTERS, "của đơn vị được đóng quầy này."))
        raise AlreadyDone(f"Quầy số {counter.number} đã đóng.")
    busy = Ticket.objects.filter(counter=counter, state__in=AT_COUNTER).first()
    if busy is not None:
        raise NotAllowed(f"Quầy đang phục vụ số {busy.code}. Hãy kết thúc hoặc chuyển số đó trước.")
    _end(session, counter, by=by, at=at)
    return session


@transaction.atomic
def free_counter_of_absent(*, absence_id: int, at: datetime) -> CounterSession | None:
    """Close the counter at which an officer reported absent still sits at `at` (aware); returns what was closed.

    Nothing is done for an absence that was ended or does not hold on that day, or where the officer sits nowhere. While
    somebody is called or served there the counter stays open, so that nobody is lost between two counters, and the
    journal says so: the unit's head closes it afterwards. An officer who works from home is not at the counter
    either.
    """
    absence = Absence.objects.select_related("staff", "told_by").get(pk=absence_id)
    today = localise(at).date()
    if absence.ended_at is not None or absence.since > today or (absence.until is not None and absence.until < today):
        return None
    seen = _open_sessions().filter(staff=absence.staff).first()
    if seen is None:
        return None
    lock_premises(seen.counter.premises_id)
    session = _open_sessions().filter(pk=seen.pk).first()  # as it stands under the lock
    if session is None:
        return None
    counter = _counter(session.counter_id)
    busy = Ticket.objects.filter(counter=counter, state__in=AT_COUNTER).first()
    if busy is not None:
        officer = session.staff.full_name
        _record("counter.left_open", counter, by=absence.told_by, at=at, officer=officer, ticket=busy.code)
        return None
    _end(session, counter, by=absence.told_by, at=at)
    return session


def _end(session: CounterSession, counter: Counter, *, by: Staff, at: datetime) -> None:
    session.closed_at = max(at, session.opened_at)
    session.save(update_fields=["closed_at"])
    _record("counter.closed", counter, by=by, at=at, officer=session.staff.full_name)


def _counter(counter_id: int) -> Counter:
    found = Counter.objects.select_related("room", "premises__office").filter(pk=counter_id).first()
    if found is None:
        raise InvalidInput({"": "Không có quầy này."})
    return found


def _open_sessions() -> QuerySet[CounterSession]:
    return CounterSession.objects.filter(closed_at=None).select_related("staff", "counter")


def _record(name: str, counter: Counter, *, by: Staff, at: datetime, officer: str, **more: str) -> None:
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"counter:{counter.pk}",
        subject_label=f"Quầy số {counter.number}",
        office_path=counter.premises.office.path,
        data={"number": counter.number, "officer": officer, **more},
    )
    send_live_update(counter.premises_id)


def defer_free_counter(event: Event) -> None:
    """Have the worker close the counter of an officer reported absent, in a transaction of its own.

    Whoever tells an absence has locked people already; a unit's row is always locked before people (an incident's step
    calls in the reserve), so it may not be locked here.
    """
    app.configure_task("free_counter", queue="appointments").defer(absence_id=event.data["absence"])
