"""Contacts of a person: who shared a room or a counter, from rows of the door through rulebook.contact_tracing.

The person is given by a key: that of person_keys, "staff:<pk>", "visit:<pk>" or "pass:<pk>". Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from motcua.door.gate.models import Visit
from motcua.door.permissions import TRACES_CONTACTS, reach_of
from motcua.door.person_keys import person_key
from motcua.door.places.models import CounterSession, Premises, Room
from motcua.door.queue.models import Ticket
from motcua.door.tracing.models import Tracing
from motcua.door.tracing.stays import (
    COUNTER,
    ROOM,
    SURE,
    ClosingTimes,
    day_start_of,
    session_stays,
    ticket_stay,
    visit_stay,
)
from motcua.people.models import Staff
from motcua.rulebook.contact_tracing import Contact, Span, contacts, spans_of

LONGEST: Final = timedelta(days=1)
"""No visit is longer: the gate ends those of earlier days."""


@dataclass(frozen=True, slots=True)
class ContactReason:
    """Why somebody is listed: the same room, or the same counter ("number" says which), and for how many minutes."""

    kind: str
    minutes: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class TracedStay:
    """One stay of somebody near the person. `since`–`until` are the stay's own; `sure` is false where its end, or the
    person's own, had to be widened to closing time. `identity` is the same for the same person, "" for nobody known.
    """

    identity: str
    who: str
    name: str
    phone: str
    unit: str
    room: str
    since: datetime
    until: datetime
    sure: bool
    reasons: tuple[ContactReason, ...]

    @property
    def minutes(self) -> int:
        """The longest of its reasons."""
        return max(reason.minutes for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Trace:
    """The person's own visits, and everybody near them, by unit, room and time."""

    own: list[Visit]
    near: list[TracedStay]

    @property
    def people(self) -> int:
        """How many people: those nobody knows count each."""
        known = {stay.identity for stay in self.near if stay.identity}
        return len(known) + sum(1 for stay in self.near if not stay.identity)


def tracings_visible_to(staff: Staff, at: datetime) -> QuerySet[Tracing]:
    """Questions that the person asked, while the person is a health officer; nobody else sees them."""
    where = reach_of(staff, TRACES_CONTACTS, at)
    rows = Tracing.objects.select_related("premises__office", "asked_by", "incident")
    return rows.none() if where is None else rows.filter(asked_by=staff)


def trace_contacts(
    person: str, *, premises: Collection[Premises], since: datetime, until: datetime, margin: timedelta
) -> Trace:
    """Everybody near the person at these units within [since, until) (aware), or within `margin` of it."""
    units = {unit.pk: unit for unit in premises}
    days = ClosingTimes(units)
    rooms = {room.pk: room for room in Room.objects.filter(premises__in=units)}
    own = _own_visits(person, rooms, since, until)
    staff_id = int(person.partition(":")[2]) if person.startswith("staff:") else None
    stays = [visit_stay(visit, rooms, days) for visit in own]
    stays += [stay for session in _own_sessions(staff_id, units, since, until) for stay in session_stays(session, days)]
    stays += [ticket_stay(ticket, days) for ticket in _own_tickets(person, own, units, since, until)]
    spans = spans_of(stays, since=since, until=until)
    at_rooms = {int(place.partition(":")[2]): found for place, found in spans.items() if place.startswith(ROOM)}
    at_counters = {int(place.partition(":")[2]): found for place, found in spans.items() if place.startswith(COUNTER)}
    visits = {
        f"visit:{visit.pk}": visit
        for visit in _candidates(at_rooms, margin).exclude(pk__in=[visit.pk for visit in own])
    }
    if staff_id is not None:
        visits = {key: visit for key, visit in visits.items() if visit.staff_id != staff_id}
    sessions = {f"session:{session.pk}": session for session in _sessions_near(at_rooms, at_counters, margin, staff_id)}
    served = {f"ticket:{ticket.pk}": ticket for ticket in _served_near(at_counters, margin) if staff_id is not None}
    others = [visit_stay(visit, rooms, days) for visit in visits.values()]
    others += [stay for session in sessions.values() for stay in session_stays(session, days)]
    others += [ticket_stay(ticket, days) for ticket in served.values()]
    by_row: dict[str, list[Contact]] = {}
    for contact in contacts(spans, others, margin=margin):
        by_row.setdefault(contact.stay.key, []).append(contact)
    near = [
        _traced(visits.get(key) or sessions.get(key) or served[key], found, units, rooms)
        for key, found in by_row.items()
    ]
    return Trace(own, sorted(near, key=lambda stay: (stay.unit, stay.room, stay.since, stay.name)))


def _own_visits(person: str, rooms: Mapping[int, Room], since: datetime, until: datetime) -> list[Visit]:
    """The person's visits that may reach into the window."""
    rows = Visit.objects.filter(
        room__in=rooms, purged_at=None, entered_at__gte=day_start_of(since) - LONGEST, entered_at__lt=until
    )
    rows = rows.filter(Q(left_at__gte=since) | Q(entered_at__gte=day_start_of(since)))
    kind, _colon, number = person.partition(":")
    if kind == "staff":
        return list(rows.filter(staff_id=int(number)).order_by("entered_at", "pk"))
    if kind == "visit":
        return list(rows.filter(pk=int(number)))
    if kind == "pass":
        return list(rows.filter(given_pass_id=int(number)).order_by("entered_at", "pk"))
    phones = _phones_with(person, rows.values_list("phone", flat=True).distinct())
    same_person = Q(person=person) | Q(phone__in=phones) | Q(given_pass__person=person)
    return list(rows.filter(same_person, who=Visit.Who.VISITOR).order_by("entered_at", "pk"))


def _phones_with(person: str, phones: Iterable[str]) -> list[str]:
    """Those of the phones whose key is the person's: the question keeps a digest alone, the visits the phones."""
    return [phone for phone in phones if phone and person_key(phone=phone) == person]


def _own_sessions(
    staff_id: int | None, units: Collection[int], since: datetime, until: datetime
) -> list[CounterSession]:
    if staff_id is None:
        return []
    rows = CounterSession.objects.filter(staff_id=staff_id, counter__premises__in=units, opened_at__lt=until)
    rows = rows.filter(Q(closed_at__gte=since) | Q(closed_at=None, opened_at__gte=day_start_of(since)))
    return list(rows.select_related("counter").order_by("opened_at", "pk"))


def _own_tickets(
    person: str, own: Collection[Visit], units: Collection[int], since: datetime, until: datetime
) -> list[Ticket]:
    """Tickets of the person that were served: those that the visits name, and those with the person's phone."""
    rows = Ticket.objects.filter(
        premises__in=units, served_at__lt=until, served_at__gte=day_start_of(since), counter__isnull=False
    )
    mine = Q(pk__in=[visit.ticket_id for visit in own if visit.ticket_id is not None])
    if ":" not in person:
        mine |= Q(phone__in=_phones_with(person, rows.values_list("phone", flat=True).distinct()))
    return list(rows.filter(mine).order_by("served_at", "pk"))


def _candidates(at_rooms: Mapping[int, list[Span]], margin: timedelta) -> QuerySet[Visit]:
    """Visits that may overlap, by room and time; those whose end is not sure may reach to closing of their day.

    Purged visits have nobody to find. The index on (room, entered_at) carries it, whatever the years behind.
    """
    where = Q(pk__in=[])
    for room_id, spans in at_rooms.items():
        for span in spans:
            first, last = span.since - margin, span.until + margin
            unsure = (Q(left_at=None) | ~Q(left_how__in=SURE)) & Q(entered_at__gte=day_start_of(first))
            entered = Q(room_id=room_id, entered_at__gte=day_start_of(first) - LONGEST, entered_at__lte=last)
            where |= entered & (Q(left_at__gte=first) | unsure)
    rows = Visit.objects.filter(where, purged_at=None).select_related("staff", "given_pass")
    return rows.order_by("entered_at", "pk")


def _sessions_near(
    at_rooms: Mapping[int, list[Span]],
    at_counters: Mapping[int, list[Span]],
    margin: timedelta,
    but: int | None,
) -> list[CounterSession]:
    where = Q(pk__in=[])
    places = [(Q(counter__room_id=pk), span) for pk, spans in at_rooms.items() for span in spans]
    places += [(Q(counter_id=pk), span) for pk, spans in at_counters.items() for span in spans]
    for place, span in places:
        first, last = span.since - margin, span.until + margin
        open_still = Q(closed_at=None, opened_at__gte=day_start_of(first))
        where |= place & Q(opened_at__lte=last) & (Q(closed_at__gte=first) | open_still)
    rows = CounterSession.objects.filter(where).select_related("counter", "staff")
    return [session for session in rows.order_by("opened_at", "pk") if session.staff_id != but]


def _served_near(at_counters: Mapping[int, list[Span]], margin: timedelta) -> list[Ticket]:
    """People served at the counters at which a member of staff sat."""
    where = Q(pk__in=[])
    for counter_id, spans in at_counters.items():
        for span in spans:
            first, last = span.since - margin, span.until + margin
            unsure = Q(ended_at=None, served_at__gte=day_start_of(first))
            where |= Q(counter_id=counter_id, served_at__lte=last) & (Q(ended_at__gte=first) | unsure)
    rows = Ticket.objects.filter(where, purged_at=None).select_related("counter")
    return list(rows.order_by("served_at", "pk"))


def _traced(
    row: Visit | CounterSession | Ticket,
    found: list[Contact],
    units: Mapping[int, Premises],
    rooms: Mapping[int, Room],
) -> TracedStay:
    room = rooms[row.room_id if isinstance(row, Visit) else row.counter.room_id]  # type: ignore[union-attr]
    number = 0 if isinstance(row, Visit) else row.counter.number  # type: ignore[union-attr]
    identity, who, name, phone = _person_of(row)
    reasons = [
        ContactReason(COUNTER, contact.minutes, number)
        if contact.stay.place.startswith(COUNTER)
        else ContactReason(ROOM, contact.minutes)
        for contact in found
    ]
    return TracedStay(
        identity=identity,
        who=who,
        name=name,
        phone=phone,
        unit=units[room.premises_id].office.name,
        room=room.name,
        since=min(contact.since for contact in found),
        until=max(contact.until for contact in found),
        sure=all(contact.sure for contact in found),
        reasons=tuple(sorted(reasons, key=lambda reason: (reason.kind != COUNTER, -reason.minutes))),
    )


def _person_of(row: Visit | CounterSession | Ticket) -> tuple[str, str, str, str]:
    """The identity, kind, name and phone of a visit's person."""
    if isinstance(row, Ticket):
        return person_key(phone=row.phone), Visit.Who.VISITOR, row.name, row.phone
    staff = row.staff
    if staff is not None:
        return f"staff:{staff.pk}", Visit.Who.STAFF, staff.full_name, staff.phone
    assert isinstance(row, Visit)
    given = row.given_pass
    name = row.full_name or (given.full_name if given is not None else "")
    phone = row.phone or (given.phone if given is not None else "")
    return row.person or person_key(phone=phone), row.who, name, phone
