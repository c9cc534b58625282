"""Whether a rule's conditions hold for the facts of a question, and which facts the rules of a set mention at all."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from motcua.rulebook.policy.terms import Facts, Rule, When

_LOCAL_OFFSET: Final = 7 * 3600  # Asia/Ho_Chi_Minh has stood at +07:00 since 1975
_DAY: Final = 86_400
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001


class MentionedFacts:
    """Which values of each fact some rule mentions; the rest of the facts cannot change an answer."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        known = list(rules)
        whens = [rule.when for rule in known]
        self.nobody: frozenset[str] = frozenset()
        self.unit_kinds = frozenset[str]().union(*(when.unit_kinds for when in whens))
        self.unit_levels = frozenset[str]().union(*(when.unit_levels for when in whens))
        self.epidemic_levels = frozenset[int]().union(*(when.epidemic_levels for when in whens))
        self.procedures = frozenset[str]().union(*(when.procedures for when in whens))
        self.fields = frozenset[str]().union(*(when.fields for when in whens))
        self.online_levels = frozenset[int]().union(*(when.online_levels for when in whens))
        self.groups = frozenset[str]().union(*(when.groups for when in whens))
        self.weekdays = any(when.weekdays for when in whens)
        self.urgent = any(when.urgent is not None for when in whens)
        self.time_critical = any(when.time_critical is not None for when in whens)
        self.uses_neither = any(when.uses_neither is not None for when in whens)
        self.holiday = any(when.holiday is not None for when in whens)
        self.plan = any(rule.point == "plan.before_opening" for rule in known)
        self.unit_names = frozenset[str]().union(*(when.unit_names for when in whens))
        self.channels = frozenset[str]().union(*(when.channels for when in whens))
        self.seasons = tuple(sorted({when.season for when in whens if when.season}))
        self.has_rare = bool(self.unit_names or self.channels or self.seasons)

    def rare(self, facts: Facts, moment: float) -> tuple[Any, ...]:
        """Of the facts that few letters mention, what some rule can tell apart."""
        return (
            facts.unit_name if facts.unit_name in self.unit_names else "",
            facts.channel if facts.channel in self.channels else "",
            tuple(in_season(season, moment) for season in self.seasons),
        )


def holds(when: When, facts: Facts, weekday: int, *, ignore_person: bool = False) -> bool:
    """Whether every condition that is set holds (the place is the index's affair).

    `ignore_person`: a FALLBACK says by itself that it is for those who use neither, so its own condition on that
    would only make it vanish for everybody else, who must see it as "not for you".
    """
    return (
        (not when.unit_kinds or facts.unit_kind in when.unit_kinds)
        and (not when.unit_levels or facts.unit_level in when.unit_levels)
        and (not when.epidemic_levels or facts.epidemic_level in when.epidemic_levels)
        and (not when.procedures or facts.procedure in when.procedures)
        and (not when.fields or facts.field in when.fields)
        and (not when.online_levels or facts.online_level in when.online_levels)
        and (when.urgent is None or when.urgent == facts.urgent)
        and (when.time_critical is None or when.time_critical == facts.time_critical)
        and (ignore_person or when.uses_neither is None or when.uses_neither == facts.uses_neither)
        and (not when.groups or not when.groups.isdisjoint(facts.groups))
        and (not when.weekdays or weekday in when.weekdays)
        and (when.holiday is None or when.holiday == facts.holiday)
    )


def holds_rare(when: When, facts: Facts, moment: float) -> bool:
    """Whether the conditions hold that few letters use: a unit by its name, the way of handing in, the season."""
    return (
        (not when.unit_names or facts.unit_name in when.unit_names)
        and (not when.channels or facts.channel in when.channels)
        and (not when.season or in_season(when.season, moment))
    )


def in_season(season: str, moment: float) -> bool:
    """Whether a moment lies in a stretch of days that comes back every year; it may cross New Year."""
    day = _day_of(moment).strftime("%m-%d")
    first, _, last = season.partition("/")
    return first <= day <= last if first <= last else day >= first or day <= last


def season_turns(season: str, start: float, end: float) -> Iterator[float]:
    """The midnights after `start` and before `end` at which a yearly season begins, or the day after its last."""
    years = range(_day_of(start).year - 1, _day_of(end).year + 1)  # 31 December turns in the next year
    for month_day, last in zip(season.split("/"), (False, True), strict=True):
        month, day = map(int, month_day.split("-"))
        for year in years:
            shift = last
            if (month, day) == (2, 29) and not isleap(year):
                day_found, shift = datetime(year, 3, 1), False  # noqa: DTZ001
            else:
                day_found = datetime(year, month, day)  # noqa: DTZ001
            turn = (day_found - _EPOCH).total_seconds() + _DAY * shift - _LOCAL_OFFSET
            if start < turn < end:
                yield turn


def _day_of(moment: float) -> datetime:
    return _EPOCH + timedelta(seconds=moment + _LOCAL_OFFSET)


def local_weekday(moment: float) -> int:
    """ISO weekday (Monday 1) in Asia/Ho_Chi_Minh of a moment in seconds since the epoch (a Thursday)."""
    return int((moment + _LOCAL_OFFSET) // _DAY + 3) % 7 + 1
