"""The availability of one unit, read once: calendar, rules, plans, rooms, counters, rosters, and what is taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.catalog.models import Procedure
from motcua.directives.models import OperationPlan
from motcua.directives.queries import PolicyContext, answers_for, in_force_index
from motcua.door.booking.models import Appointment
from motcua.door.booking.openings import Opening, OpeningQuestion, opening_on
from motcua.door.places.capacity import POINTS, CapContext, cap_of
from motcua.door.places.models import Counter, Premises, Room
from motcua.door.places.services import counter_serves
from motcua.people.calendars import calendar_of
from motcua.rosters.queries import counters_staffed
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.slots import DayPlan, Desk, Slot, Span, Taken, free_slots, slot_length
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import WorkCalendar, localise

State = Appointment.State
HOLDING: Final = (State.BOOKED, State.HELD, State.ARRIVED)
"""States whose time is given to nobody else; the database's own constraint names the same."""
LEAST_NOTICE: Final = timedelta(minutes=30)
"""The least time between booking and the appointment."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to come for. `uses_neither`: declared as able to use neither online nor post."""

    procedure: Procedure | None
    purpose: str
    uses_neither: bool = False


def wish_of(row: Appointment) -> Wish:
    """What the appointment is for."""
    return Wish(row.procedure, row.purpose, row.uses_neither)


@dataclass(slots=True)
class BookingUnit:
    """A unit as booking sees it, for one act and no longer; a day's roster and caps are read when first asked for."""

    premises: Premises
    calendar: WorkCalendar
    index: RuleIndex
    plans: list[tuple[date, date | None, int | None]]
    counters: list[Counter]
    rooms: dict[int, Room]
    _staffed: dict[date, dict[int, list[Span]] | None] = field(default_factory=dict)
    _places: dict[date, dict[int, int | None]] = field(default_factory=dict)

    def opening(self, day: date, wish: Wish) -> Opening:
        """The opening of the counter for such a person on that day."""
        asked = OpeningQuestion(self.premises.office, wish.procedure, wish.purpose, wish.uses_neither)
        return opening_on(day, asked, calendar=self.calendar, index=self.index, plan_approved=bool(self._plans_on(day)))

    def plan(self, opening: Opening, counters: Iterable[Counter]) -> DayPlan:
        """The day with these counters as its desks."""
        day = opening.day
        return DayPlan(
            sittings=opening.sittings,
            open_spans=opening.spans,
            desks=tuple(self._desk(counter, day) for counter in counters),
            walk_in_share=self.premises.walk_in_share,
            room_places=self._places_on(opening) if opening.spans else {},
        )

    def bookable(self, wish: Wish) -> list[Counter]:
        """The counters that take such a person by appointment, in a room that is not closed."""
        field_id = wish.procedure.field_id if wish.procedure else None
        return [
            counter
            for counter in self.counters
            if counter.bookable
            and self.rooms[counter.room_id].closed_at is None
            and counter_serves(counter, purpose=wish.purpose, field_id=field_id)
        ]

    def length(self, procedure: Procedure | None) -> timedelta:
        """How long an appointment for the procedure is at this unit."""
        service = procedure.service_minutes if procedure else 0
        return slot_length(self.premises.slot_minutes, service)

    def free(
        self, day: date, wish: Wish, *, taken: list[Taken], after: datetime, length: timedelta | None = None
    ) -> tuple[Opening, list[Slot]]:
        """The day's opening and what of it is free from `after` on, given what is taken that day."""
        opening = self.opening(day, wish)
        if not opening.spans:
            return opening, []
        plan = self.plan(opening, self.bookable(wish))
        found = free_slots(plan, length or self.length(wish.procedure), taken)
        return opening, [slot for slot in found if slot.starts >= after]

    def _desk(self, counter: Counter, day: date) -> Desk:
        if day not in self._staffed:
            self._staffed[day] = counters_staffed(self.premises.office_id, day)
        roster = self._staffed[day]
        staffed = None if roster is None else tuple(roster.get(counter.number, ()))
        return Desk(counter.pk, counter.number, counter.room_id, staffed)

    def _plans_on(self, day: date) -> list[int | None]:
        return [cap for since, until, cap in self.plans if since <= day and (until is None or day <= until)]

    def _places_on(self, opening: Opening) -> dict[int, int | None]:
        """How many people each room takes at its counters: the strictest cap of the day, less officers who count."""
        day = opening.day
        if day not in self._places:
            policy_contexts = [self._cap_ground(begins) for begins, _ in opening.sittings]
            self._places[day] = {room.pk: self._places_of(room, day, policy_contexts) for room in self.rooms.values()}
        return self._places[day]

    def _places_of(self, room: Room, day: date, policy_contexts: list[tuple[datetime, CapContext]]) -> int | None:
        found: list[int] = []
        for at, policy_context in policy_contexts:
            cap = cap_of(room, at, policy_context)
            if cap.value is None:
                continue
            officers = self._officers(room, day) if cap.counts_officers else 0
            found.append(max(0, cap.value - officers))
        return min(found, default=None)

    def _officers(self, room: Room, day: date) -> int:
        desks = [self._desk(counter, day) for counter in self.counters if counter.room_id == room.pk]
        return sum(desk.staffed is None or bool(desk.staffed) for desk in desks)

    def _cap_ground(self, at: datetime) -> tuple[datetime, CapContext]:
        plans = self._plans_on(localise(at).date())
        policy_context = PolicyContext(self.calendar, bool(plans), self.index)
        answers = dict(answers_for(office=self.premises.office, at=at, points=POINTS, policy_context=policy_context))
        return at, CapContext(answers, min((cap for cap in plans if cap is not None), default=None))


def read_booking_unit(premises: Premises) -> BookingUnit:
    """Read it (the office loaded); six small queries, and one a day for the roster."""
    rooms = {room.pk: room for room in Room.objects.filter(premises=premises, active=True)}
    for room in rooms.values():
        room.premises = premises
    found = Counter.objects.filter(premises=premises, active=True, room__in=rooms)
    counters = list(found.prefetch_related("fields").order_by("number"))
    plans = OperationPlan.objects.filter(office=premises.office, approved_at__isnull=False)
    return BookingUnit(
        premises=premises,
        calendar=calendar_of(premises.office),
        index=in_force_index(),
        plans=list(plans.values_list("valid_from", "valid_to", "room_cap")),
        counters=counters,
        rooms=rooms,
    )


def times_taken(premises_id: int, since: date, until: date) -> dict[date, list[Taken]]:
    """Times that are held from the first day to the last (included), by day in Vietnam; one query."""
    whole = DateTimeTZRange(
        datetime.combine(since, time.min, VIETNAM), datetime.combine(until + timedelta(days=1), time.min, VIETNAM)
    )
    rows = Appointment.objects.filter(premises_id=premises_id, state__in=HOLDING, during__overlap=whole)
    found: dict[date, list[Taken]] = {}
    for counter, room, during in rows.values_list("counter_id", "counter__room_id", "during"):
        starts, ends = localise(during.lower), localise(during.upper)
        found.setdefault(starts.date(), []).append(Taken(counter, room, starts, ends))
    return found


def bookable_days(premises: Premises, at: datetime) -> list[date]:
    """The days one may book on, counted from today."""
    today = localise(at).date()
    return [today + timedelta(days=step) for step in range(premises.booking_days + 1)]
