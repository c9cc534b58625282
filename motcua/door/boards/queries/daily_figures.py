"""Figures of a unit's days: waiting by counter, visits and the busiest hour, dossiers that needed no visit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from motcua.door.gate.models import Visit
from motcua.door.places.models import Premises
from motcua.door.queue.models import Ticket, TicketCall
from motcua.dossiers.models import Dossier
from motcua.rulebook.figures import Spread, by_hour, peak_hour, share, spread
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import localise

WITHOUT_VISIT: Final = frozenset({"online", "postal", "home"})
SHOWN_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class CounterDay:
    """One counter on one day: waiting until the first call there, and the time of serving, in minutes."""

    number: int
    name: str
    waiting: Spread
    serving: Spread


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day of one unit. `hours` are entries by hour of the day; dossiers are those handed in that day."""

    day: date
    visits: int
    staff_entries: int
    hours: tuple[int, ...]
    tickets: int
    gone: int  # tickets whose holder left or did not come when called
    waiting: Spread
    counters: tuple[CounterDay, ...]
    dossiers: int
    handed_in_without_visit: int
    wholly_without_visit: int

    @property
    def peak(self) -> int | None:
        """The busiest hour (8 is 8:00 to 9:00), None where nobody came."""
        return peak_hour(self.hours)

    @property
    def share_without_visit(self) -> float | None:
        """Percent of dossiers handed in online or by post; None where none was handed in."""
        return share(self.handed_in_without_visit, self.dossiers)


def day_figures(premises: Premises, last: date, days: int = SHOWN_DAYS) -> list[DayFigures]:
    """The figures of `days` days up to and with `last`, newest first; five queries however many days.

    Times count from when a ticket joined the queue to its first call. Names are not read: purged rows still count.
    """
    wanted = [last - timedelta(days=back) for back in range(days)]
    since = datetime.combine(wanted[-1], time.min, VIETNAM)
    until = datetime.combine(last + timedelta(days=1), time.min, VIETNAM)
    hours, staff_entries = _entries(premises, since, until)
    waits, serves, names = _times(premises, wanted[-1], last)
    states = _tickets(premises, wanted[-1], last)
    dossiers = _dossiers(premises, since, until)
    found = []
    for day in wanted:
        numbers = sorted({number for of, number in (*waits, *serves) if of == day})
        counters = tuple(
            CounterDay(
                number,
                names.get(number, ""),
                spread(waits.get((day, number), ())),
                spread(serves.get((day, number), ())),
            )
            for number in numbers
        )
        every = [minutes for number in numbers for minutes in waits.get((day, number), ())]
        taken, gone = states[day]
        handed_in, without, wholly = dossiers[day]
        found.append(
            DayFigures(
                day=day,
                visits=len(hours[day]),
                staff_entries=staff_entries[day],
                hours=tuple(by_hour(hours[day])),
                tickets=taken,
                gone=gone,
                waiting=spread(every),
                counters=counters,
                dossiers=handed_in,
                handed_in_without_visit=without,
                wholly_without_visit=wholly,
            )
        )
    return found


def _entries(premises: Premises, since: datetime, until: datetime) -> tuple[dict[date, list[int]], dict[date, int]]:
    """Hours of the visitors' entries, and how often officers came in, by day."""
    hours: dict[date, list[int]] = defaultdict(list)
    officers: dict[date, int] = defaultdict(int)
    entries = Visit.objects.filter(room__premises=premises, entered_at__gte=since, entered_at__lt=until)
    for who, entered_at in entries.values_list("who", "entered_at"):
        local = localise(entered_at)
        if who == Visit.Who.STAFF:
            officers[local.date()] += 1
        else:
            hours[local.date()].append(local.hour)
    return hours, officers


_Times = dict[tuple[date, int], list[float]]


def _times(premises: Premises, first: date, last: date) -> tuple[_Times, _Times, dict[int, str]]:
    """Minutes of waiting until the first call and of serving, by day and counter; and the counters' names."""
    waits: _Times = defaultdict(list)
    serves: _Times = defaultdict(list)
    names: dict[int, str] = {}
    calls = TicketCall.objects.filter(ticket__premises=premises, ticket__day__gte=first, ticket__day__lte=last)
    rows = (
        calls.order_by("ticket_id", "id")
        .distinct("ticket_id")
        .values_list("ticket__day", "counter__number", "counter__name", "at", "ticket__queued_at")
    )
    for day, number, name, called_at, queued_at in rows:
        names[number] = name
        waits[day, number].append(max(0.0, (called_at - queued_at).total_seconds() / 60))
    served = Ticket.objects.filter(
        premises=premises, day__gte=first, day__lte=last, state=Ticket.State.DONE, counter__isnull=False
    )
    for day, number, name, began, ended in served.values_list(
        "day", "counter__number", "counter__name", "served_at", "ended_at"
    ):
        if began is None or ended is None:
            continue
        names[number] = name
        serves[day, number].append(max(0.0, (ended - began).total_seconds() / 60))
    return waits, serves, names


def _tickets(premises: Premises, first: date, last: date) -> dict[date, tuple[int, int]]:
    counts: dict[date, tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = Ticket.objects.filter(premises=premises, day__gte=first, day__lte=last).values_list("day", "state")
    for day, state in rows:
        taken, gone = counts[day]
        counts[day] = (taken + 1, gone + (state in {Ticket.State.LEFT, Ticket.State.SKIPPED}))
    return counts


def _dossiers(premises: Premises, since: datetime, until: datetime) -> dict[date, tuple[int, int, int]]:
    """Handed in, of these without a visit, of these with the result brought too; parts of a set count as the set."""
    counts: dict[date, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    rows = Dossier.objects.filter(
        office=premises.office, parent=None, submitted_at__gte=since, submitted_at__lt=until
    ).values_list("submitted_at", "channel", "return_channel")
    for submitted_at, channel, return_channel in rows:
        day = localise(submitted_at).date()
        every, without, wholly = counts[day]
        in_without = channel in WITHOUT_VISIT
        counts[day] = (every + 1, without + in_without, wholly + (in_without and return_channel in WITHOUT_VISIT))
    return counts
