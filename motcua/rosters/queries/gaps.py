"""Gaps in the rosters of units in the coming days: nobody on duty, no reserve, too much work for too few people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Count

from motcua.catalog.models import Procedure
from motcua.catalog.queries.procedures import RECEIVING_KIND
from motcua.directives.channels import say_clauses
from motcua.directives.models import OperationPlan
from motcua.directives.queries import PolicyContext, answers_for, in_force_index
from motcua.dossiers.models import Channel, Dossier
from motcua.people.calendars import calendars_of
from motcua.people.models import Office
from motcua.rosters.models import Shift
from motcua.rosters.times import at_time, day_range, monday_of, vietnam_day
from motcua.rosters.workload import half_days
from motcua.rulebook.coverage import Demand, Gap, OnDuty, Overload, Sitting, gaps, overload, reserve_demand
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.work_calendar import WorkCalendar

DAYS: Final = 14
_ONLINE_LAW: Final = "Mỗi ngày làm việc phải có người tiếp nhận hồ sơ nộp trực tuyến mức độ 3, 4"
# What letters call a duty, and the shifts that answer it; a duty not named here is no matter of a roster.
DUTY_POINTS: Final = {
    "duty.online_officer": Shift.Duty.ONLINE.value,
    "duty.online_service": Shift.Duty.ONLINE.value,
    "duty.marshal": Shift.Duty.MARSHAL.value,
    "duty.guide": Shift.Duty.GUIDE.value,
    "duty.on_call": "",  # somebody, for whatever duty
}


@dataclass(frozen=True, slots=True)
class GapLine:
    """Gaps of one sitting that differ only by their field, as one line: `fields` are names, none is every field."""

    gap: Gap
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heavy:
    """A person with more half days in the week from `monday` than the house sets."""

    name: str
    monday: date
    half_days: int


@dataclass(slots=True)
class UnitGaps:
    """One unit's next two weeks. `planned_only` are shifts that wait for publication; they count as if published."""

    office: Office
    lines: list[GapLine] = field(default_factory=list)
    overload: Overload | None = None
    heavy: list[Heavy] = field(default_factory=list)
    waiting: int = 0
    planned_only: int = 0

    @property
    def days(self) -> int:
        """Days on which something is missing."""
        return len({line.gap.sitting.day for line in self.lines})

    @property
    def nobody(self) -> int:
        """Sittings in which a duty has nobody at all, reserve apart."""
        return len({(line.gap.sitting, line.gap.demand.duty) for line in self.lines if not line.gap.demand.standby})

    @property
    def worst(self) -> tuple[int, int, int]:
        """A sort key of gaps: the worst gap has the greatest key."""
        return (self.nobody + (self.overload is not None), len(self.lines), self.waiting)


def gaps_of(offices: Iterable[Office], at: datetime, *, days: int = DAYS) -> list[UnitGaps]:
    """The gaps of these units from today for `days` days, worst unit first; about ten queries, however many units.

    What is over today is not looked at. Plans not yet published count, so that a head sees what the plan lacks.
    """
    units = list(offices)
    first = vietnam_day(at)
    last = first + timedelta(days=days - 1)
    policy_context = _Facts.read(units, at, first, last)
    found = [_of_unit(office, policy_context, at, first, last) for office in units]
    return sorted(found, key=lambda unit: unit.worst, reverse=True)


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that is read for all units, once."""

    calendars: Mapping[str, WorkCalendar]
    plans: Mapping[int, list[tuple[date, date | None]]]
    fields: Mapping[str, list[tuple[str, str]]]
    shifts: Mapping[int, list[Shift]]
    waiting: Mapping[int, int]
    index: RuleIndex

    @classmethod
    def read(cls, units: Sequence[Office], at: datetime, first: date, last: date) -> _Facts:
        shifts = defaultdict(list)
        monday = monday_of(first)  # the whole of both weeks, for the sum of half days
        live = Shift.objects.filter(office__in=units, state__in=[Shift.State.PLANNED, Shift.State.PUBLISHED])
        for shift in live.filter(during__overlap=day_range(monday, last)).select_related("staff"):
            shifts[shift.office_id].append(shift)
        plans = defaultdict(list)
        approved = OperationPlan.objects.filter(office__in=units, approved_at__isnull=False, valid_from__lte=last)
        for office_id, since, until in approved.values_list("office_id", "valid_from", "valid_to"):
            plans[office_id].append((since, until))
        waiting = Dossier.objects.filter(office__in=units, state="submitted", channel=Channel.ONLINE)
        counted = waiting.order_by().values("office_id").annotate(count=Count("pk"))
        return cls(
            calendars=calendars_of(units),
            plans=plans,
            fields=_online_fields(),
            shifts=shifts,
            waiting={row["office_id"]: row["count"] for row in counted},
            index=in_force_index(),
        )


def _online_fields() -> dict[str, list[tuple[str, str]]]:
    """By kind of unit: code and name of each field with online procedures of level 3–4 that it receives."""
    rows = (
        Procedure.objects.filter(active=True, online_level__gte=3)
        .order_by("field__name")
        .values_list("level", "field__code", "field__name")
        .distinct()
    )
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for level, code, name in rows:
        if level in RECEIVING_KIND:
            found[RECEIVING_KIND[level]].append((code, name))
    return found


def fields_at(office: Office) -> list[tuple[str, str]]:
    """Code and name of the fields with online procedures of level 3–4 that the unit receives: what shifts may name."""
    return _online_fields().get(office.kind, [])


def _of_unit(office: Office, policy_context: _Facts, at: datetime, first: date, last: date) -> UnitGaps:
    calendar = policy_context.calendars[office.path]
    mine = policy_context.shifts.get(office.pk, [])
    shifts = [_on_duty(shift) for shift in mine]
    sittings = [
        Sitting(day, max(at_time(day, held.start), at), at_time(day, held.end))
        for day in (first + timedelta(days=step) for step in range((last - first).days + 1))
        for held in calendar.sessions_on(day)
        if at_time(day, held.end) > at
    ]
    fields = policy_context.fields.get(office.kind, [])
    demands = {
        day: _demands(office, policy_context, calendar, day, fields) for day in {sitting.day for sitting in sittings}
    }
    unit = UnitGaps(office, waiting=policy_context.waiting.get(office.pk, 0))
    unit.lines = _lines(gaps(sittings, shifts, demands), dict(fields))
    if sittings and unit.waiting:
        unit.overload = overload(sittings[0].day, unit.waiting, shifts, settings.ROSTER_ONLINE_EACH)
    unit.heavy = _heavy(mine)
    unit.planned_only = sum(
        shift.state == Shift.State.PLANNED and vietnam_day(shift.during.lower) >= first for shift in mine
    )
    return unit


def _on_duty(shift: Shift) -> OnDuty:
    return OnDuty(
        shift.staff_id, shift.during.lower, shift.during.upper, shift.duty, shift.place, frozenset(shift.fields)
    )


def _demands(
    office: Office, policy_context: _Facts, calendar: WorkCalendar, day: date, fields: Sequence[tuple[str, str]]
) -> list[Demand]:
    """What law and the letters in force that day ask of the unit's roster."""
    at = at_time(day, calendar.sessions_on(day)[0].start)
    approved = any(
        since <= day and (until is None or day <= until) for since, until in policy_context.plans.get(office.pk, [])
    )
    answers = answers_for(office=office, at=at, policy_context=PolicyContext(calendar, approved, policy_context.index))
    asked: dict[str, str] = {}
    for point, duty in DUTY_POINTS.items():
        if point in answers and answers[point].value:
            asked.setdefault(duty, say_clauses(answers[point].because))
    why = asked.get(Shift.Duty.ONLINE, "") or _ONLINE_LAW
    found = []
    for code, _name in fields:
        found.append(Demand(Shift.Duty.ONLINE, why, code))
        found.append(reserve_demand(Shift.Duty.ONLINE, code, day))
    found.extend(Demand(duty, clause) for duty, clause in asked.items() if duty != Shift.Duty.ONLINE)
    return found


def _lines(found: Sequence[Gap], names: Mapping[str, str]) -> list[GapLine]:
    """Gaps that differ by field alone become one line; where every field is missing, the names are left out."""
    alike: dict[tuple[object, ...], list[Gap]] = defaultdict(list)
    for gap in found:
        alike[gap.sitting, gap.demand.duty, gap.demand.standby, gap.missing].append(gap)
    lines = []
    for same in alike.values():
        fields = [names[gap.demand.field] for gap in same if gap.demand.field]
        lines.append(GapLine(same[0], () if len(fields) == len(names) else tuple(fields)))
    return lines


def _heavy(shifts: Sequence[Shift]) -> list[Heavy]:
    by_week: dict[tuple[date, int], list[Shift]] = defaultdict(list)
    for shift in shifts:
        by_week[monday_of(vietnam_day(shift.during.lower)), shift.staff_id].append(shift)
    counted = [(week, rows[0].staff.full_name, half_days(rows)) for (week, _staff), rows in by_week.items()]
    return [Heavy(name, week, halves) for week, name, halves in counted if halves > settings.ROSTER_WEEK_SITTINGS]
