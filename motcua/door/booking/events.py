"""Record the events of an appointment, with what the messages that follow them need (see motcua.reactions)."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.conf import settings

from motcua.door.booking.models import Appointment
from motcua.journal.actions import record
from motcua.journal.actor import CITIZEN, Actor
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.rulebook.vietnamese import say_moment
from motcua.rulebook.work_calendar import localise

_LETTERS: Final = "ABCDEFGHKMNPQRSTUVXY"  # none that is heard or read as another, or as a digit
_SIGNS: Final = "23456789" + _LETTERS


def new_code(used: Collection[str] = ()) -> str:
    """A code to say at the gate, "H4K7-92", that no other appointment has and none in `used`."""
    while True:
        word = secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(3))
        code = f"{word}-{secrets.randbelow(100):02d}"
        if code not in used and not Appointment.objects.filter(code=code).exists():
            return code


def appointment_link(appointment: Appointment) -> str:
    """The page on which the person sees, changes and cancels it."""
    return f"{settings.PUBLIC_URL}/lich-hen/{appointment.token}/"


def appointment_time_words(appointment: Appointment) -> str:
    """The beginning of an appointment as people say it: "8 giờ 15, thứ Sáu 3/4/2020"."""
    return say_moment(localise(appointment.during.lower), year=True)


def journal_actor(by: Staff | Actor | None) -> Actor:
    """The actor as the journal names one; None is the person whom the appointment or ticket is for."""
    if by is None:
        return CITIZEN
    return by if isinstance(by, Actor) else staff_actor(by)


def record_appointment_event(
    name: str,
    appointment: Appointment,
    *,
    by: Staff | Actor | None,
    at: datetime,
    because: Sequence[Mapping[str, Any]] = (),
    private: Mapping[str, Any] | None = None,
    **data: Any,
) -> None:
    """Record `name` about the appointment in the caller's transaction; the phone goes to the message alone."""
    record(
        name=name,
        at=at,
        by=journal_actor(by),
        subject=f"appointment:{appointment.pk}",
        subject_label=appointment.code,
        office_path=appointment.premises.office.path,
        because=because,
        data={"starts": localise(appointment.during.lower).isoformat(), "purpose": appointment.purpose, **data},
        private={
            "phone": appointment.phone,
            "when": appointment_time_words(appointment),
            "where": appointment.premises.office.name,
            "link": appointment_link(appointment),
            **(private or {}),
        },
    )
