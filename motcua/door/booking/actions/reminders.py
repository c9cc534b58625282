"""Do what falls due for appointments: reminders the afternoon before, offers not answered, people who missed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from motcua.door.booking.events import record_appointment_event
from motcua.door.booking.models import Appointment
from motcua.journal.actor import SYSTEM
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import localise

MISSED_AFTER: Final = timedelta(minutes=15)
REMIND_FROM: Final = time(14)
REMIND_UNTIL: Final = time(21)
_AT_ONCE: Final = 200
State = Appointment.State


def tend_appointments(at: datetime) -> int:
    """Do all that is due at `at` (aware); each message is sent once. Returns how many rows changed."""
    return remind_appointments(at) + lapse_offers(at) + mark_no_shows(at)


def remind_appointments(at: datetime) -> int:
    """Remind those who come tomorrow, from 14:00 until 21:00, except those who booked this afternoon."""
    local = localise(at)
    if not REMIND_FROM <= local.time() < REMIND_UNTIL:
        return 0
    tomorrow = datetime.combine(local.date() + timedelta(days=1), time.min, VIETNAM)
    noon = datetime.combine(local.date(), time(12), VIETNAM)
    due: dict[str, Any] = {
        "state": State.BOOKED,
        "reminded_at": None,
        "during__startswith__gte": tomorrow,
        "during__startswith__lt": tomorrow + timedelta(days=1),
        "made_at__lt": noon,
    }
    return _each(due, at, _remind)


def lapse_offers(at: datetime) -> int:
    """Give back times that were kept and not answered in time; the person may still choose another."""
    return _each({"state": State.HELD, "held_until__lt": at}, at, _lapse)


def mark_no_shows(at: datetime) -> int:
    """Mark as missed what ended fifteen minutes ago, and as lapsed what was taken away and never answered."""
    missed = _each({"state": State.BOOKED, "during__endswith__lt": at - MISSED_AFTER}, at, _miss)
    waits = Appointment.objects.filter(state=State.HELD, moved_from=OuterRef("pk"))
    old = Appointment.objects.filter(~Exists(waits), state=State.DISPLACED, during__endswith__lt=at)
    return missed + old.update(state=State.LAPSED, ended_at=at, changes=F("changes") + 1)


def _each(due: dict[str, Any], at: datetime, act: Any) -> int:
    """Do `act` to every row that is due, some at a time, each set in a transaction of its own."""
    done = 0
    while True:
        with transaction.atomic():
            rows = Appointment.objects.select_for_update(of=("self",), skip_locked=True).select_related(
                "premises__office"
            )
            found = list(rows.filter(**due).order_by("pk")[:_AT_ONCE])
            for row in found:
                act(row, at)
        done += len(found)
        if len(found) < _AT_ONCE:
            return done


def _remind(row: Appointment, at: datetime) -> None:
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    record_appointment_event("appointment.reminded", row, by=SYSTEM, at=at)


def _lapse(row: Appointment, at: datetime) -> None:
    row.state, row.ended_at = State.LAPSED, at
    row.changes += 1
    row.save(update_fields=["state", "ended_at", "changes"])
    Appointment.objects.filter(pk=row.moved_from_id or 0, state=State.DISPLACED).update(
        state=State.LAPSED, ended_at=at, changes=F("changes") + 1
    )
    record_appointment_event("appointment.lapsed", row, by=SYSTEM, at=at)


def _miss(row: Appointment, at: datetime) -> None:
    row.state, row.ended_at = State.MISSED, at
    row.changes += 1
    row.save(update_fields=["state", "ended_at", "changes"])
    record_appointment_event("appointment.missed", row, by=SYSTEM, at=at)
