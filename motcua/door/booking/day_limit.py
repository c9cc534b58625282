"""How many numbers one person may have at a unit on one day, booked or taken, where a letter sets a limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from motcua.catalog.models import Procedure
from motcua.directives.channels import because_rows, say_clauses
from motcua.directives.queries import PolicyContext, answers_for
from motcua.door.booking.models import Appointment
from motcua.door.places.models import Premises
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.vietnamese import say_day
from motcua.rulebook.work_calendar import localise

_POINT: Final = "tickets.per_person_day"
_GIVEN_UP: Final = (
    Appointment.State.CANCELLED,
    Appointment.State.MOVED,
    Appointment.State.DISPLACED,
    Appointment.State.LAPSED,
)


@dataclass(frozen=True, slots=True)
class DayLimit:
    """The most numbers of one person on one day, with its clauses in words and as rows for the record."""

    most: int
    clauses: str
    because: list[dict[str, Any]]


def day_limit_of(
    premises: Premises,
    at: datetime,
    *,
    procedure: Procedure | None = None,
    policy_context: PolicyContext | None = None,
) -> DayLimit | None:
    """The limit at the unit (its office loaded) for a visit at `at` (aware), or None where no letter sets one."""
    found = answers_for(
        office=premises.office,
        at=at,
        points=(_POINT,),
        policy_context=policy_context,
        procedure=procedure,
        channel="counter",
    )[_POINT]
    return (
        None if found.value is None else DayLimit(found.value, say_clauses(found.because), because_rows(found.because))
    )


def require_below_day_limit(
    premises: Premises, at: datetime, *, person: str, procedure: Procedure | None, besides: Appointment | None = None
) -> None:
    """Refuse one number more than the limit for a visit at `at` (aware). The unit's row is locked by the caller.

    `person` is the digest by which people are counted (person_keys); `besides` is an appointment that is given up for
    the new number. Raises InvalidInput on `phone` where the person is not known, NotAllowed with the clauses.
    """
    limit = day_limit_of(premises, at, procedure=procedure)
    if limit is None:
        return
    if not person:
        raise InvalidInput({"phone": f"Mỗi người lấy không quá {limit.most} số một ngày. Hãy nhập số điện thoại."})
    day = localise(at).date()
    if numbers_of_person(premises, day, person, besides=besides) >= limit.most:
        raise NotAllowed(
            f"Bạn đã có {limit.most} số cho {say_day(day)}; mỗi người lấy không quá {limit.most} số một ngày.",
            limit.because,
        )


def numbers_of_person(premises: Premises, day: date, person: str, *, besides: Appointment | None = None) -> int:
    """How many appointments and tickets of that day the person has; those given up do not count. Two queries."""
    booked = premises.appointments.filter(phone_digest=person, during__startswith__date=day)
    if besides is not None:
        booked = booked.exclude(pk=besides.pk).exclude(moved_from=besides)
    taken = premises.tickets.filter(day=day, person=person, appointment=None)
    return booked.exclude(state__in=_GIVEN_UP).count() + taken.exclude(state="left").exclude(purpose="ask").count()
