"""Compute the times of a day that may be booked: hours, staff, the walk-in share, and the room's places.

Only taken times are stored: free slots are computed anew at each question. All moments are
aware and of one zone. A desk's day is cut into equal pieces from the start of each sitting, so that a desk that opens
later or closes earlier loses pieces and never gains one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

Span = tuple[datetime, datetime]
_NOTHING: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter as booking sees it. `staffed` are the times somebody sits there; None is all the time it is open."""

    key: int
    number: int
    room: int
    staffed: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A time that belongs to somebody already."""

    desk: int
    room: int
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at a desk that may be given to one person."""

    starts: datetime
    ends: datetime
    desk: int
    room: int


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day of one unit. `sittings` are the office's hours, `open_spans` what policy leaves of them.

    `walk_in_share` is the percentage of each desk's open time that is never booked; `room_places` how many people a
    room takes who come to a desk (None or missing: not limited).
    """

    sittings: tuple[Span, ...]
    open_spans: tuple[Span, ...]
    desks: tuple[Desk, ...]
    walk_in_share: int
    room_places: Mapping[int, int | None]


def slot_length(slot_minutes: int, service_minutes: int) -> timedelta:
    """The length of the unit's slots that a service takes: 40 minutes in slots of 15 is 45. At least one slot."""
    pieces = max(1, -(-service_minutes // slot_minutes))
    return timedelta(minutes=pieces * slot_minutes)


def is_open(plan: DayPlan, slot: Slot) -> bool:
    """Whether a time that somebody already has can still be kept: open, and its desk there and staffed.

    The walk-in share and the room's places do not matter here: what was given is not taken back for them.
    """
    desk = next((known for known in plan.desks if known.key == slot.desk), None)
    return desk is not None and _within(slot.starts, slot.ends, open_time(plan, desk))


def free_slots(plan: DayPlan, length: timedelta, taken: Sequence[Taken] = ()) -> Iterator[Slot]:
    """What may be booked now, in order of time, then of the desk's number. Each holds only until one is taken."""
    by_desk: dict[int, list[Taken]] = {}
    by_room: dict[int, list[Taken]] = {}
    for booking in taken:
        by_desk.setdefault(booking.desk, []).append(booking)
        by_room.setdefault(booking.room, []).append(booking)
    found: list[tuple[datetime, int, Slot]] = []
    for desk in plan.desks:
        own = by_desk.get(desk.key, [])
        if sum((booking.ends - booking.starts for booking in own), length) > _bookable(plan, desk):
            continue
        found += [(slot.starts, desk.number, slot) for slot in _pieces(plan, desk, length) if not _overlaps(slot, own)]
    for _, _, slot in sorted(found, key=lambda ranked: ranked[:2]):
        places = plan.room_places.get(slot.room)
        if places is None or _most_at_once(slot, by_room.get(slot.room, [])) < places:
            yield slot


def open_time(plan: DayPlan, desk: Desk) -> tuple[Span, ...]:
    """When a desk receives people: policy's hours with somebody at it."""
    return plan.open_spans if desk.staffed is None else meet(plan.open_spans, desk.staffed)


def meet(one: Iterable[Span], other: Iterable[Span]) -> tuple[Span, ...]:
    """The time in both, in order; spans that touch are joined."""
    second = list(other)
    both = sorted((max(a, c), min(b, d)) for a, b in one for c, d in second if max(a, c) < min(b, d))
    joined: list[Span] = []
    for begins, ends in both:
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((begins, ends))
    return tuple(joined)


def _pieces(plan: DayPlan, desk: Desk, length: timedelta) -> Iterator[Slot]:
    """The day's pieces less those kept for walk-ins, as far as the desk is open.

    Which are kept depends on the sittings alone, spread evenly and shifted from desk to desk, so that one who comes
    unbooked never waits long.
    """
    opened = open_time(plan, desk)
    grid = [
        (begins + number * length, begins + (number + 1) * length)
        for begins, ends in plan.sittings
        for number in range(int((ends - begins) / length))
    ]
    for number, (starts, ends) in enumerate(grid):
        if not _kept(number + desk.number, plan.walk_in_share) and _within(starts, ends, opened):
            yield Slot(starts, ends, desk.key, desk.room)


def _kept(number: int, share: int) -> bool:
    return (number + 1) * share // 100 > number * share // 100


def _bookable(plan: DayPlan, desk: Desk) -> timedelta:
    opened = sum((ends - begins for begins, ends in open_time(plan, desk)), _NOTHING)
    return opened * (100 - plan.walk_in_share) / 100


def _within(starts: datetime, ends: datetime, spans: Iterable[Span]) -> bool:
    return any(begins <= starts and ends <= finish for begins, finish in spans)


def _overlaps(slot: Slot, others: Iterable[Taken]) -> bool:
    return any(other.starts < slot.ends and slot.starts < other.ends for other in others)


def _most_at_once(slot: Slot, others: Iterable[Taken]) -> int:
    """The most people in the room at one moment of the slot, without the one who would have it."""
    here = [other for other in others if other.starts < slot.ends and slot.starts < other.ends]
    moments = {slot.starts, *(booking.starts for booking in here if booking.starts > slot.starts)}
    return max(sum(booking.starts <= moment < booking.ends for booking in here) for moment in moments)
