"""People who wait at the ward of Nguyễn Trãi when the demo begins: of every group, some outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from motcua.catalog.models import Procedure
from motcua.door.models import Premises, Ticket
from motcua.door.queue.actions.tickets import take_ticket
from motcua.management.demo.cast import NGUYEN_TRAI_UNIT
from motcua.refusals import Refusal
from motcua.rulebook.work_calendar import localise


@dataclass(frozen=True, slots=True)
class Person:
    """Who came so many minutes ago, for what."""

    minutes: int
    purpose: str
    procedure: str
    groups: tuple[str, ...] = ()
    name: str = ""
    phone: str = ""
    outside: bool = False


BIRTH: Final = "1.001193"
CERTIFIED_COPY: Final = "2.000815"
PEOPLE: Final = (
    Person(13, "hand_in", BIRTH, name="Hoàng Văn Tài", phone="0912000039"),
    Person(11, "hand_in", CERTIFIED_COPY, ("elderly",), name="Nguyễn Thị Hoài"),
    Person(9, "ask", ""),
    Person(7, "hand_in", CERTIFIED_COPY, name="Trần Văn Hòa", phone="0912000052", outside=True),
    Person(5, "pick_up", "", ("with_children",)),
    Person(3, "hand_in", BIRTH, ("pregnant",), name="Vàng Thị Mỷ", phone="0912345678"),
)


def load_tickets(at: datetime) -> int:
    """Add the people of PEOPLE where nobody has a ticket of the day of `at` (aware) yet; returns how many were added.

    On a day on which the counter does not receive a matter, whoever came for it has no ticket.
    """
    premises = Premises.objects.filter(office__code=NGUYEN_TRAI_UNIT).first()
    if premises is None or Ticket.objects.filter(premises=premises, day=localise(at).date()).exists():
        return 0
    procedures = {row.code: row for row in Procedure.objects.select_related("field").filter(active=True)}
    made = 0
    for person in PEOPLE:
        try:
            take_ticket(
                premises_id=premises.pk,
                purpose=person.purpose,
                source="kiosk",
                procedure=procedures.get(person.procedure),
                groups=person.groups,
                name=person.name,
                phone=person.phone,
                outside=person.outside,
                at=at - timedelta(minutes=person.minutes),
            )
        except Refusal:
            continue
        made += 1
    return made
