"""Answer pages, gates and booking about the channels open to one person at one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from motcua.rulebook import law
from motcua.rulebook.policy.data import LOCAL
from motcua.rulebook.policy.decide import NO_PLAN, answer
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.points import channel_points, spec_of
from motcua.rulebook.policy.terms import Answer, Because, Facts, Source, Status
from motcua.rulebook.policy.values import Hours

WorkingDay = Callable[[date], bool]

IN_PERSON: Final = ("counter", "support_point")
_NOON: Final = time(12)


class ChannelState(StrEnum):
    """How a channel stands for this person on this day."""

    OPEN = "open"
    ENCOURAGED = "open_encouraged"
    DISCOURAGED = "discouraged"
    FALLBACK_OPEN = "fallback_open"
    CLOSED = "closed"


class Closed(StrEnum):
    """What keeps a channel closed: the whole unit's closing, its status, the person (FALLBACK is for others), the day,
    a holiday, the plan."""

    UNIT = "unit"
    STATUS = "status"
    PERSON = "person"
    DAY = "day"
    HOLIDAY = "holiday"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class ChannelAnswer:
    """One channel for one person on one day.

    `days` are ISO weekdays, `hours` local times (None: the office's own hours), `open_now` minds the hours too.
    `usable` is False for online and post where the person uses neither. `exception`: the channel is closed
    to this person but would be open, today or on `exception_days`, if the person says that no other can be used.
    `closed_since` is when the rule that closes it took effect. `appointment`: the answer on `visit.appointment`, where
    a rule asks for one ("required", "encouraged") before a visit to hand in.
    """

    channel: str
    direction: str
    status: Status
    state: ChannelState
    days: frozenset[int]
    hours: Hours | None
    because: tuple[Because, ...]
    also: tuple[Because, ...]
    closed_by: Closed | None = None
    closed_since: datetime | None = None
    open_now: bool = False
    usable: bool = True
    exception: bool = False
    exception_days: frozenset[int] = frozenset()
    appointment: Answer | None = None

    @property
    def is_open(self) -> bool:
        """Open today to this person, by a channel the person can use."""
        return self.state is not ChannelState.CLOSED and self.usable


def channels(facts: Facts, index: RuleIndex, direction: str = "receive") -> tuple[ChannelAnswer, ...]:
    """Every channel of `direction` ("receive" or "return") for `facts`, in their fixed order."""
    return tuple(channel_answer(point, facts, index) for point in channel_points(direction))


def channel_answer(point: str, facts: Facts, index: RuleIndex) -> ChannelAnswer:
    """One channel by its status point ("receive.counter")."""
    spec = spec_of(point)
    status, days, hours = _asked(point, facts, index)
    closed_by, reasons = _closing(facts, status, days, spec.channel, index)
    exception, exception_days = False, frozenset[int]()
    if closed_by in (Closed.STATUS, Closed.PERSON) and not facts.uses_neither and spec.channel in IN_PERSON:
        exception, exception_days = _exception(point, facts, index)
    return ChannelAnswer(
        channel=spec.channel,
        direction=spec.direction,
        status=status.value,
        state=ChannelState.CLOSED if closed_by else _open_state(status.value),
        days=days.value,
        hours=hours.value,
        because=reasons,
        also=(*status.also, *days.also),
        closed_by=closed_by,
        closed_since=_since(reasons, index) if closed_by else None,
        open_now=closed_by is None and _within_hours(facts.at, hours.value),
        usable=not (facts.uses_neither and spec.channel not in IN_PERSON),
        exception=exception,
        exception_days=exception_days,
        appointment=_appointment(facts, index) if point == "receive.counter" and not closed_by else None,
    )


def next_open(
    facts: Facts,
    channel: str,
    index: RuleIndex,
    is_working_day: WorkingDay,
    *,
    days: int = 14,
    direction: str = "receive",
) -> date | None:
    """The first day from that of `facts.at` on, within `days` days, on which `channel` is open to this person.

    `is_working_day` is the office's calendar. None where no day comes. For today the moment of `facts` counts, for
    later days the policy at noon.
    """
    point = f"{direction}.{channel}"
    first = facts.at.astimezone(LOCAL).date()
    for ahead in range(days):
        day = first + timedelta(days=ahead)
        if open_on(point, facts, day, index, is_working_day):
            return day
    return None


def on_day(facts: Facts, day: date, is_working_day: WorkingDay) -> Facts:
    """The same question on another day, at noon; a weekday that is no working day is a holiday.

    On the day of `facts` itself the moment stays: what changes at 14:00 today counts from 14:00.
    """
    same = facts.at.astimezone(LOCAL).date() == day
    at = facts.at if same else datetime.combine(day, _NOON, LOCAL)
    works = is_working_day(day)
    return replace(facts, at=at, holiday=day.isoweekday() <= 5 and not works, working_day=works)


def open_on(point: str, facts: Facts, day: date, index: RuleIndex, is_working_day: WorkingDay) -> bool:
    """Whether one channel is open to this person on `day`: by the rules and by the office's calendar.

    Saturdays and Sundays are open where the channel's days name them, or where the calendar makes them working days
    and no letter names other days.
    """
    return channel_answer(point, on_day(facts, day, is_working_day), index).is_open


def assisted_on(facts: Facts, day: date, index: RuleIndex, is_working_day: WorkingDay) -> bool:
    """Whether an officer helps to hand in online at the unit's counter on `day`, a working day.

    Only where a letter says so, the unit is not closed and it takes the matter online.
    """
    asked = on_day(facts, day, is_working_day)
    found = answer("receive.assisted", asked, index)
    if found.value in (None, Status.CLOSED) or not is_working_day(day) or answer("unit.closed", asked, index).value:
        return False
    return open_on("receive.online", replace(facts, uses_neither=False), day, index, is_working_day)


def brought_home_on(facts: Facts, day: date, index: RuleIndex, is_working_day: WorkingDay) -> bool:
    """Whether the unit's own people bring a result home on `day`, a working day, because a letter says so."""
    return is_working_day(day) and answer("return.home", on_day(facts, day, is_working_day), index).value is True


def _asked(point: str, facts: Facts, index: RuleIndex) -> tuple[Answer, Answer, Answer]:
    return (
        answer(point, facts, index),
        answer(f"{point}.days", facts, index),
        answer(f"{point}.hours", facts, index),
    )


def _closing(
    facts: Facts, status: Answer, days: Answer, channel: str, index: RuleIndex
) -> tuple[Closed | None, tuple[Because, ...]]:
    """The cause that closes the channel today, if any, and the reasons to show."""
    if channel == "counter" and (unit := answer("unit.closed", facts, index)).value:
        return Closed.UNIT, unit.because
    if status.value is Status.CLOSED:
        waits = any(reason.note == NO_PLAN for reason in status.because)
        return (Closed.PLAN if waits else Closed.STATUS), status.because
    if status.value is Status.FALLBACK and not facts.uses_neither:
        return Closed.PERSON, status.because
    if channel != "online" and facts.holiday and not _meant_for_holidays(days, index):
        return Closed.HOLIDAY, (_holiday_clause(facts.at.astimezone(LOCAL).date()),)
    if facts.at.astimezone(LOCAL).isoweekday() not in days.value and not (facts.working_day and _only_law(days)):
        return Closed.DAY, days.because
    reasons = (*status.because, *days.because)
    return None, tuple(reason for reason in reasons if not reason.rule.startswith("law/")) or reasons


def _appointment(facts: Facts, index: RuleIndex) -> Answer | None:
    found = answer("visit.appointment", replace(facts, channel="counter"), index)
    return found if found.value else None


def _holiday_clause(day: date) -> Because:
    source = Source(**law.columns("holiday", on=day))
    return Because(f"law/{source.document}/holiday", source, True, "Ngày nghỉ lễ.")


def _only_law(days: Answer) -> bool:
    return all(reason.rule.startswith("law/") for reason in days.because)


def _meant_for_holidays(days: Answer, index: RuleIndex) -> bool:
    rules = (index.by_id.get(reason.rule) for reason in days.because)
    return any(rule is not None and rule.when.holiday is True for rule in rules)


def _open_state(status: Status) -> ChannelState:
    return {
        Status.ENCOURAGED: ChannelState.ENCOURAGED,
        Status.DISCOURAGED: ChannelState.DISCOURAGED,
        Status.FALLBACK: ChannelState.FALLBACK_OPEN,
    }.get(status, ChannelState.OPEN)


def _exception(point: str, facts: Facts, index: RuleIndex) -> tuple[bool, frozenset[int]]:
    """Whether "I cannot use this way" would open the channel on some day, and on which weekdays."""
    status, days, _ = _asked(point, replace(facts, uses_neither=True), index)
    return status.value is not Status.CLOSED and bool(days.value), days.value


def _since(reasons: tuple[Because, ...], index: RuleIndex) -> datetime | None:
    rules = [index.by_id[reason.rule] for reason in reasons if reason.rule in index.by_id]
    return max((rule.in_force_from for rule in rules), default=None)


def _within_hours(at: datetime, hours: Hours | None) -> bool:
    if hours is None:
        return True
    now = at.astimezone(LOCAL).time()
    return any(begin <= now < end for begin, end in hours)
