"""Who shared a room or a counter with a person: rows of the door laid before rulebook.contact_tracing.

The person is given by a key: that of counters.people, "staff:<pk>", "visit:<pk>" or "pass:<pk>". Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from motcua.door.gate.models import Visit
from motcua.door.permissions import TRACES_CONTACTS, reach_of
from motcua.door.person_keys import person_key
from motcua.door.places.models import CounterSession, Premises, Room
from motcua.door.queue.models import Ticket
from motcua.door.tracing.models import Tracing
from motcua.people.calendars import calendars_of
from motcua.people.models import Staff
from motcua.rulebook.contact_tracing import Contact, Span, Stay, contacts, spans_of
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import WorkCalendar, localise

SURE: Final = frozenset({Visit.Left.SCANNED, Visit.Left.SERVED})
"""How somebody left so that it is known when he did."""
ROOM, COUNTER = "room", "counter"
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
        return max(one.minutes for one in self.reasons)


@dataclass(frozen=True, slots=True)
class Trace:
    """The person's own visits, and everybody near them, by unit, room and time."""

    own: list[Visit]
    near: list[TracedStay]

    @property
    def people(self) -> int:
        """How many people: those nobody knows count each."""
        known = {one.identity for one in self.near if one.identity}
        return len(known) + sum(1 for one in self.near if not one.identity)


def tracings_visible_to(staff: Staff, at: datetime) -> QuerySet[Tracing]:
    """What the person asked himself while he is of Health; a list of people is nobody else's business."""
    where = reach_of(staff, TRACES_CONTACTS, at)
    rows = Tracing.objects.select_related("premises__office", "asked_by", "incident")
    return rows.none() if where is None else rows.filter(asked_by=staff)


def trace_contacts(
    person: str, *, premises: Collection[Premises], since: datetime, until: datetime, margin: timedelta
) -> Trace:
    """Everybody near the person at these units within [since, until) (aware), or within `margin` of it."""
    units = {one.pk: one for one in premises}
    days = _Days(units)
    rooms = {room.pk: room for room in Room.objects.filter(premises__in=units)}
    own = _own_visits(person, rooms, since, until)
    staff_id = int(person.partition(":")[2]) if person.startswith("staff:") else None
    stays = [_of_visit(one, rooms, days) for one in own]
    stays += [stay for one in _own_sessions(staff_id, units, since, until) for stay in _of_session(one, days)]
    stays += [_of_ticket(one, days) for one in _own_tickets(person, own, units, since, until)]
    spans = spans_of(stays, since=since, until=until)
    at_rooms = {int(place.partition(":")[2]): found for place, found in spans.items() if place.startswith(ROOM)}
    at_counters = {int(place.partition(":")[2]): found for place, found in spans.items() if place.startswith(COUNTER)}
    visits = {f"visit:{one.pk}": one for one in _candidates(at_rooms, margin).exclude(pk__in=[one.pk for one in own])}
    if staff_id is not None:
        visits = {key: one for key, one in visits.items() if one.staff_id != staff_id}
    sessions = {f"session:{one.pk}": one for one in _sessions_near(at_rooms, at_counters, margin, staff_id)}
    served = {f"ticket:{one.pk}": one for one in _served_near(at_counters, margin) if staff_id is not None}
    others = [_of_visit(one, rooms, days) for one in visits.values()]
    others += [stay for one in sessions.values() for stay in _of_session(one, days)]
    others += [_of_ticket(one, days) for one in served.values()]
    by_row: dict[str, list[Contact]] = {}
    for contact in contacts(spans, others, margin=margin):
        by_row.setdefault(contact.stay.key, []).append(contact)
    near = [
        _traced(visits.get(key) or sessions.get(key) or served[key], found, units, rooms)
        for key, found in by_row.items()
    ]
    return Trace(own, sorted(near, key=lambda one: (one.unit, one.room, one.since, one.name)))


class _Days:
    """When each unit closes on a day, read once; midnight of a day on which it does not work."""

    def __init__(self, units: Mapping[int, Premises]) -> None:
        calendars = calendars_of([one.office for one in units.values()])
        self._calendars: dict[int, WorkCalendar] = {pk: calendars[one.office.path] for pk, one in units.items()}
        self._known: dict[tuple[int, date], datetime] = {}

    def closing(self, premises_id: int, moment: datetime) -> datetime:
        day = localise(moment).date()
        key = (premises_id, day)
        if key not in self._known:
            calendar = self._calendars[premises_id]
            self._known[key] = (
                calendar.closing(day) if calendar.is_working_day(day) else day_start(day + timedelta(days=1))
            )
        return self._known[key]


def day_start(day: date) -> datetime:
    """The day's first moment in Vietnam."""
    return datetime.combine(day, time(), VIETNAM)


def _of_visit(visit: Visit, rooms: Mapping[int, Room], days: _Days) -> Stay:
    return Stay(
        f"visit:{visit.pk}",
        f"{ROOM}:{visit.room_id}",
        visit.entered_at,
        visit.left_at,
        visit.left_at is not None and visit.left_how in SURE,
        days.closing(rooms[visit.room_id].premises_id, visit.entered_at),
    )


def _of_session(session: CounterSession, days: _Days) -> list[Stay]:
    """Who sits at a counter is in its room too."""
    closing = days.closing(session.counter.premises_id, session.opened_at)
    return [
        Stay(
            f"session:{session.pk}", place, session.opened_at, session.closed_at, session.closed_at is not None, closing
        )
        for place in (f"{ROOM}:{session.counter.room_id}", f"{COUNTER}:{session.counter_id}")
    ]


def _of_ticket(ticket: Ticket, days: _Days) -> Stay:
    since = ticket.served_at or ticket.taken_at
    closing = days.closing(ticket.premises_id, since)
    return Stay(
        f"ticket:{ticket.pk}", f"{COUNTER}:{ticket.counter_id}", since, ticket.ended_at, ticket.ended_at is not None,
        closing,
    )  # fmt: skip


def _own_visits(person: str, rooms: Mapping[int, Room], since: datetime, until: datetime) -> list[Visit]:
    """The person's visits that may reach into the window."""
    rows = Visit.objects.filter(
        room__in=rooms, purged_at=None, entered_at__gte=_day_of(since) - LONGEST, entered_at__lt=until
    )
    rows = rows.filter(Q(left_at__gte=since) | Q(entered_at__gte=_day_of(since)))
    kind, _colon, number = person.partition(":")
    if kind == "staff":
        return list(rows.filter(staff_id=int(number)).order_by("entered_at", "pk"))
    if kind == "visit":
        return list(rows.filter(pk=int(number)))
    if kind == "pass":
        return list(rows.filter(given_pass_id=int(number)).order_by("entered_at", "pk"))
    phones = _phones_with(person, rows.values_list("phone", flat=True).distinct())
    his = Q(person=person) | Q(phone__in=phones) | Q(given_pass__person=person)
    return list(rows.filter(his, who=Visit.Who.VISITOR).order_by("entered_at", "pk"))


def _phones_with(person: str, phones: Iterable[str]) -> list[str]:
    """Those of the phones whose key is the person's: the question keeps a digest alone, the visits the phones."""
    return [phone for phone in phones if phone and person_key(phone=phone) == person]


def _own_sessions(
    staff_id: int | None, units: Collection[int], since: datetime, until: datetime
) -> list[CounterSession]:
    if staff_id is None:
        return []
    rows = CounterSession.objects.filter(staff_id=staff_id, counter__premises__in=units, opened_at__lt=until)
    rows = rows.filter(Q(closed_at__gte=since) | Q(closed_at=None, opened_at__gte=_day_of(since)))
    return list(rows.select_related("counter").order_by("opened_at", "pk"))


def _own_tickets(
    person: str, own: Collection[Visit], units: Collection[int], since: datetime, until: datetime
) -> list[Ticket]:
    """Tickets of the person that were served: those his visits name, and those with his phone."""
    rows = Ticket.objects.filter(
        premises__in=units, served_at__lt=until, served_at__gte=_day_of(since), counter__isnull=False
    )
    mine = Q(pk__in=[one.ticket_id for one in own if one.ticket_id is not None])
    if ":" not in person:
        mine |= Q(phone__in=_phones_with(person, rows.values_list("phone", flat=True).distinct()))
    return list(rows.filter(mine).order_by("served_at", "pk"))


def _candidates(at_rooms: Mapping[int, list[Span]], margin: timedelta) -> QuerySet[Visit]:
    """Visits that may overlap, by room and time; those whose end is not sure may reach to closing of their day.

    Purged visits have nobody to find. The index on (room, entered_at) carries it, whatever the years behind.
    """
    where = Q(pk__in=[])
    for room_id, spans in at_rooms.items():
        for one in spans:
            first, last = one.since - margin, one.until + margin
            unsure = (Q(left_at=None) | ~Q(left_how__in=SURE)) & Q(entered_at__gte=_day_of(first))
            entered = Q(room_id=room_id, entered_at__gte=_day_of(first) - LONGEST, entered_at__lte=last)
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
    places = [(Q(counter__room_id=pk), one) for pk, spans in at_rooms.items() for one in spans]
    places += [(Q(counter_id=pk), one) for pk, spans in at_counters.items() for one in spans]
    for place, one in places:
        first, last = one.since - margin, one.until + margin
        open_still = Q(closed_at=None, opened_at__gte=_day_of(first))
        where |= place & Q(opened_at__lte=last) & (Q(closed_at__gte=first) | open_still)
    rows = CounterSession.objects.filter(where).select_related("counter", "staff")
    return [one for one in rows.order_by("opened_at", "pk") if one.staff_id != but]


def _served_near(at_counters: Mapping[int, list[Span]], margin: timedelta) -> list[Ticket]:
    """People served at the counters at which a member of staff sat."""
    where = Q(pk__in=[])
    for counter_id, spans in at_counters.items():
        for one in spans:
            first, last = one.since - margin, one.until + margin
            unsure = Q(ended_at=None, served_at__gte=_day_of(first))
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
        ContactReason(COUNTER, one.minutes, number)
        if one.stay.place.startswith(COUNTER)
        else ContactReason(ROOM, one.minutes)
        for one in found
    ]
    return TracedStay(
        identity=identity,
        who=who,
        name=name,
        phone=phone,
        unit=units[room.premises_id].office.name,
        room=room.name,
        since=min(one.since for one in found),
        until=max(one.until for one in found),
        sure=all(one.sure for one in found),
        reasons=tuple(sorted(reasons, key=lambda one: (one.kind != COUNTER, -one.minutes))),
    )


def _person_of(row: Visit | CounterSession | Ticket) -> tuple[str, str, str, str]:
    """Identity, who, name, phone."""
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


def _day_of(moment: datetime) -> datetime:
    return day_start(localise(moment).date())
