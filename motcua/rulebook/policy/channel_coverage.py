"""Check that a channel is open to all: every class of procedure and person, at every unit, must be able to hand in and
to get the result within the next working days (`channel.open_within` of the law's values; Decree 61/2018 Art. 5).

The classes are finite, so they are enumerated, not sampled: what no rule on channels mentions cannot make a
difference, and what one mentions is tried with every other. Units that no rule can tell apart are tried once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations, product
from typing import Final

from motcua.rulebook import law
from motcua.rulebook.policy.channels import WorkingDay, assisted_on, brought_home_on, channel_answer, open_on
from motcua.rulebook.policy.data import LOCAL
from motcua.rulebook.policy.index import RuleIndex, Signature
from motcua.rulebook.policy.labels import GROUPS, pick
from motcua.rulebook.policy.points import channel_points
from motcua.rulebook.policy.terms import Because, Facts, Rule

_NAMED: Final = 2  # units named one by one; of more only the number is said
_SEARCH_DAYS: Final = 30  # so many working days are found within a month even across Tết
DIRECTIONS: Final = ("receive", "return")


@dataclass(frozen=True, slots=True)
class PolicyUnit:
    """A unit that receives and returns: its path in the office tree, kind, level, name and epidemic level."""

    path: str
    kind: str
    level: str
    name: str
    epidemic_level: int = 1


@dataclass(frozen=True, slots=True, order=True)
class ProcedureClass:
    """Procedures that no rule tells apart. An empty `field` or `procedure` stands for all that no rule names."""

    online_level: int
    urgent: bool = False
    time_critical: bool = False
    field: str = ""
    procedure: str = ""

    def text(self, lang: str = "vi") -> str:
        """ "thủ tục mức độ 2", with what else sets the class apart."""
        english = lang == "en"
        words = [f"procedures of level {self.online_level}" if english else f"thủ tục mức độ {self.online_level}"]
        if self.procedure:
            words = [f"procedure {self.procedure}" if english else f"thủ tục {self.procedure}", words[0]]
        if self.field:
            words.append(f"field {self.field}" if english else f"lĩnh vực {self.field}")
        if self.urgent:
            words.append("urgent" if english else "cấp bách")
        if self.time_critical:
            words.append("time-critical" if english else "có thời hạn, thời hiệu")
        return " ".join(words) if len(words) == 1 else ", ".join(words)


@dataclass(frozen=True, slots=True)
class PersonClass:
    """Persons that no rule tells apart: whether they use neither online nor post, and their special groups."""

    uses_neither: bool
    groups: frozenset[str] = frozenset()

    def text(self, lang: str = "vi") -> str:
        """ "người không dùng trực tuyến và bưu chính", with the groups."""
        english = lang == "en"
        if self.uses_neither:
            words = "people who use neither online nor post" if english else "người không dùng trực tuyến và bưu chính"
        else:
            words = "people who use online or post" if english else "người dùng được trực tuyến hoặc bưu chính"
        return ", ".join([words, *(pick(GROUPS, group, lang) for group in sorted(self.groups))])


@dataclass(frozen=True, slots=True)
class Cell:
    """One class of procedure and person at one unit without a channel in `direction`; `because` is what closes them."""

    direction: str
    unit: PolicyUnit
    procedure: ProcedureClass
    person: PersonClass
    because: tuple[Because, ...]

    def text(self, lang: str = "vi", *, places: str = "") -> str:
        """Names itself: "thủ tục mức độ 2, người không dùng …, tại Đồng Văn: không có ngày nào để nộp hồ sơ"."""
        place = places or self.unit.name
        if lang == "en":
            what = "hand in" if self.direction == "receive" else "get the result"
            where = f"{self.procedure.text(lang)}, for {self.person.text(lang)}, at {place}"
            return f"{where}: no day to {what}"
        what = "nộp hồ sơ" if self.direction == "receive" else "nhận kết quả"
        where = f"{self.procedure.text()}, {self.person.text()}, tại {place}"
        return f"{where}: không có ngày nào để {what}"


def cells_without_channel(
    index: RuleIndex,
    units: Iterable[PolicyUnit],
    is_working_day: WorkingDay,
    moment: datetime,
    procedures: Sequence[ProcedureClass] | None = None,
) -> list[Cell]:
    """Every cell without a channel to hand in or to get the result within `days_ahead` of `moment`.

    A counter that waits for its operation plan counts as open here: a letter that asks for a plan does not by
    that close anything for good. `procedures`: the classes to try, by default all that the rules can tell apart.
    """
    channel_index = only_channels(index)
    days = days_ahead(moment, is_working_day)
    cells: list[Cell] = []
    for alike in group_units(channel_index, units, moment):
        heard = channel_index.reaching([alike[0].path])
        classes = list(procedures) if procedures is not None else procedure_classes(heard)
        persons = person_classes(heard)
        for direction, procedure, person in product(DIRECTIONS, classes, persons):
            if has_open_channel(
                channel_index, facts_of(alike[0], procedure, person, moment), direction, days, is_working_day
            ):
                continue
            reasons = _closing_reasons(channel_index, facts_of(alike[0], procedure, person, moment), direction)
            cells.extend(Cell(direction, unit, procedure, person, reasons) for unit in alike)
    return sorted(cells, key=lambda c: (c.unit.path, c.direction, c.procedure, c.person.uses_neither))


def only_channels(index: RuleIndex) -> RuleIndex:
    """The same rules, those on channels and on closed units alone: only they bear on whether one is open."""
    some = (rule for rule in index.own_rules() if rule.point.startswith(("receive.", "return.", "unit.closed")))
    return RuleIndex(index.with_replacers(some))


def procedure_classes(rules: Iterable[Rule]) -> list[ProcedureClass]:
    """All classes of procedure that `rules` can tell apart, over the four online levels."""
    whens = [rule.when for rule in rules]
    fields = ["", *sorted({name for when in whens for name in when.fields})]
    codes = ["", *sorted({code for when in whens for code in when.procedures})]
    urgent = (False, True) if any(when.urgent is not None for when in whens) else (False,)
    critical = (False, True) if any(when.time_critical is not None for when in whens) else (False,)
    return [ProcedureClass(*found) for found in product(range(1, 5), urgent, critical, fields, codes)]


def person_classes(rules: Iterable[Rule]) -> list[PersonClass]:
    """Both answers to "do you use neither?", with every set of the special groups the rules mention."""
    groups = sorted({group for rule in rules for group in rule.when.groups})
    sets = [frozenset(some) for size in range(len(groups) + 1) for some in combinations(groups, size)]
    return [PersonClass(neither, some) for neither in (False, True) for some in sets]


def group_units(index: RuleIndex, units: Iterable[PolicyUnit], moment: datetime) -> list[list[PolicyUnit]]:
    """Units in groups that no rule of `index` can tell apart, in the order of their paths."""
    found: dict[Signature, list[PolicyUnit]] = {}
    nothing = ProcedureClass(0)
    for unit in sorted(units, key=lambda unit: unit.path):
        key = index.signature(facts_of(unit, nothing, PersonClass(False), moment))
        found.setdefault(key, []).append(unit)
    return list(found.values())


class UnitGroups:
    """Units under one rule set, grouped anew for each moment asked and remembered."""

    def __init__(self, index: RuleIndex, units: Iterable[PolicyUnit], known: Iterable[PolicyUnit] = ()) -> None:
        """`known`: further units, asked nothing, only named."""
        self.units = sorted(units, key=lambda unit: unit.path)
        self._names = {unit.path: unit.name for unit in (*known, *self.units)}
        self._index = index
        self._groups: dict[datetime, list[list[PolicyUnit]]] = {}

    def groups(self, moment: datetime) -> list[list[PolicyUnit]]:
        """As `group_units` at `moment`."""
        if moment not in self._groups:
            self._groups[moment] = group_units(self._index, self.units, moment)
        return self._groups[moment]

    def name(self, path: str) -> str:
        """The name of the office at `path`; of one that takes no dossiers itself, the units it has, or how many."""
        if path in self._names:
            return self._names[path]
        below = [name for place, name in sorted(self._names.items()) if place.startswith(f"{path}/")]
        if not below:
            return "nơi không có đơn vị tiếp nhận nào"
        return " và ".join(below) if len(below) <= _NAMED else f"{len(below)} đơn vị trực thuộc"

    def representatives(self, moment: datetime) -> list[PolicyUnit]:
        """One unit of each group."""
        return [alike[0] for alike in self.groups(moment)]


def facts_of(unit: PolicyUnit, procedure: ProcedureClass, person: PersonClass, at: datetime) -> Facts:
    """The question of one cell at one moment, with the operation plan taken as approved."""
    return Facts(
        unit=unit.path,
        at=at,
        unit_kind=unit.kind,
        unit_level=unit.level,
        epidemic_level=unit.epidemic_level,
        procedure=procedure.procedure,
        field=procedure.field,
        online_level=procedure.online_level,
        urgent=procedure.urgent,
        time_critical=procedure.time_critical,
        uses_neither=person.uses_neither,
        groups=person.groups,
        plan_approved=True,
        unit_name=unit.name,
    )


def days_ahead(moment: datetime, is_working_day: WorkingDay) -> list[date]:
    """The days from that of `moment` to the last of `channel.open_within` working days, with the days off between."""
    first = moment.astimezone(LOCAL).date()
    wanted = law.number("channel.open_within", on=first)
    days: list[date] = []
    working = 0
    for ahead in range(_SEARCH_DAYS):
        day = first + timedelta(days=ahead)
        days.append(day)
        working += is_working_day(day)
        if working == wanted:
            break
    return days


def has_open_channel(
    index: RuleIndex, facts: Facts, direction: str, days: Sequence[date], is_working_day: WorkingDay
) -> bool:
    """Whether some channel of `direction` is open to this person on one of `days`.

    Handing in online with help at the counter is a way for everybody, as nobody needs a device or an account; so is a
    result brought home.
    """
    if any(open_on(point, facts, day, index, is_working_day) for point in channel_points(direction) for day in days):
        return True
    beside = assisted_on if direction == "receive" else brought_home_on
    return any(beside(facts, day, index, is_working_day) for day in days)


def _closing_reasons(index: RuleIndex, facts: Facts, direction: str) -> tuple[Because, ...]:
    def reasons() -> Iterator[Because]:
        for point in channel_points(direction):
            found = channel_answer(point, facts, index)
            if not found.is_open:
                yield from found.because

    unique = {(reason.rule, reason.note): reason for reason in reasons() if not reason.rule.startswith("law/")}
    return tuple(unique[key] for key in sorted(unique))
