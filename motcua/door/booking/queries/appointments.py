"""Find appointments: by the secret address, by the code said at the gate, a unit's day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import QuerySet

from motcua.door.booking.models import Appointment
from motcua.door.places.models import Premises
from motcua.dossiers.models import Dossier
from motcua.dossiers.results.readiness import RESULT_READY_STATES
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import localise

# Pages know appointments by these queries alone, their type too.
__all__ = [
    "Appointment",
    "appointment_among",
    "appointment_by_code",
    "appointment_by_token",
    "appointments_of_day",
    "current_appointment_of",
    "displaced_count_of",
    "first_appointment_of",
    "offer_for",
]

State = Appointment.State
_LARGEST: Final = 2**62
_SHOWN = (State.BOOKED, State.HELD, State.ARRIVED, State.DONE, State.MISSED, State.DISPLACED)


def appointment_by_token(token: str) -> Appointment | None:
    """The appointment with this secret address, all that its page shows loaded; None where there is none."""
    if not token or "\0" in token or len(token) > 24:
        return None
    return _rows().filter(token=token, purged_at=None).first()


def appointment_among(places: Iterable[Premises], number: int) -> Appointment | None:
    """The appointment with this number at one of these places."""
    if number > _LARGEST:
        return None
    return _rows().filter(pk=number, premises__in=[premises.pk for premises in places]).first()


def appointment_by_code(*, premises_id: int, code: str, at: datetime) -> Appointment | None:
    """The appointment of today at this unit whose code somebody says or types: "h4k792" is "H4K7-92".

    Booked, or come already; one marked as missed is found too, as the person may stand at the door now.
    """
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    if len(signs) != 6 or not signs.isascii():
        return None
    wanted = (State.BOOKED, State.ARRIVED, State.MISSED)
    rows = _rows().filter(premises_id=premises_id, code=f"{signs[:4]}-{signs[4:]}", state__in=wanted)
    return rows.filter(during__startswith__range=_bounds(localise(at).date())).first()


def current_appointment_of(appointment: Appointment) -> Appointment:
    """The appointment that stands for it now: for one that was moved, the last that followed it."""
    found = appointment
    while found.state == State.MOVED:
        later = _rows().filter(moved_from=found).exclude(state=State.CANCELLED).order_by("-pk").first()
        if later is None:
            return found
        found = later
    return found


def offer_for(appointment: Appointment) -> Appointment | None:
    """The time kept for somebody whose own was taken away."""
    return _rows().filter(moved_from=appointment, state=State.HELD).order_by("-pk").first()


def first_appointment_of(appointment: Appointment) -> Appointment:
    """The first appointment of the chain: its token stays the calendar entry's identity through all changes."""
    found = appointment
    while found.moved_from is not None:
        found = found.moved_from
    return found


@dataclass(frozen=True, slots=True)
class DisplacedCount:
    """People whose time was taken away: how many, and those who have not answered yet."""

    people: int
    unanswered: list[Appointment]


def appointments_of_day(premises: Premises, day: date) -> list[Appointment]:
    """A unit's appointments of one day in Vietnam, in order of time and counter."""
    rows = _rows().filter(premises=premises, state__in=_SHOWN, during__startswith__range=_bounds(day))
    return list(rows.order_by("during", "counter__number", "pk"))


def displaced_count_of(premises: Premises, at: datetime) -> DisplacedCount:
    """The number of people whose appointment from today on was taken away."""
    begins = datetime.combine(localise(at).date(), time.min, VIETNAM)
    rows = _rows().filter(premises=premises, during__startswith__gte=begins, held_until=None).exclude(because=[])
    rows = rows.filter(state__in=(State.DISPLACED, State.MOVED, State.LAPSED))
    found = list(rows.order_by("during", "pk"))
    return DisplacedCount(len(found), [row for row in found if row.state != State.MOVED])


def _rows() -> QuerySet[Appointment]:
    return Appointment.objects.select_related(
        "premises__office", "counter__room", "procedure__field", "moved_from", "made_by"
    )


def _bounds(day: date) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, time.min, VIETNAM)
    return begins, begins + timedelta(days=1) - timedelta(microseconds=1)


def result_waiting(code: str, phone: str) -> Dossier | None:
    """The dossier with this code whose applicant's phone is `phone` (digits) and whose result waits to be returned.

    None for every other case alike: no such code, another's phone, not ready yet.
    """
    wanted = "".join(code.split()).upper()
    if not wanted or not phone or "\0" in wanted or len(wanted) > 40:
        return None
    rows = Dossier.objects.select_related("procedure__field", "office")
    return rows.filter(code=wanted, applicant_phone=phone, state__in=RESULT_READY_STATES).first()
