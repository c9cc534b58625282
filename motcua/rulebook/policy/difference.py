"""What changes for whom between two sets of rules, in words and numbers: "24 thủ tục: chỉ nhận trực tuyến"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from motcua.rulebook.policy.channel_coverage import PersonClass, PolicyUnit, ProcedureClass, facts_of, group_units
from motcua.rulebook.policy.composition import NOT_SAID
from motcua.rulebook.policy.decide import answer, decide
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.labels import CHANNELS, days_label, pick, point_label, status_label
from motcua.rulebook.policy.points import channel_points
from motcua.rulebook.policy.terms import Answer, Because, Facts, Status
from motcua.rulebook.policy.value_words import value_text

Counted = tuple[ProcedureClass, int]

_WHERE: dict[str, tuple[str, str]] = {
    "online": ("trực tuyến", "online"),
    "postal": ("qua bưu chính công ích", "by post"),
    "counter": ("tại quầy", "at the counter"),
    "support_point": ("tại điểm hỗ trợ", "at a support point"),
}
_ACT: dict[str, tuple[str, str]] = {
    "receive": ("nhận hồ sơ", "taken"),
    "return": ("trả kết quả", "returned"),
}
_CHANGES: dict[Status, tuple[str, str]] = {
    Status.ONLY: ("chỉ {act} {where}", "{act} only {where}"),
    Status.ENCOURAGED: ("khuyến khích {act} {where}", "encouraged to be {act} {where}"),
    Status.ALLOWED: ("{act} {where}", "{act} {where}"),
    Status.DISCOURAGED: ("hạn chế {act} {where}", "discouraged from being {act} {where}"),
    Status.FALLBACK: (
        "chỉ {act} {where} cho người không dùng được trực tuyến và bưu chính",
        "{act} {where} only for those who use neither online nor post",
    ),
    Status.CLOSED: ("không {act} {where}", "not {act} {where}"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the difference: a point, what it was and becomes, for how many procedures, at which units.

    `procedures` is 0 where the point does not depend on the procedure. `because` are the reasons of the new value.
    `text` is the line itself.
    """

    point: str
    before: Any
    after: Any
    procedures: int
    units: tuple[str, ...]
    because: tuple[Because, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Seen:
    point: str
    before: Any
    after: Any
    because: tuple[Because, ...] = field(compare=False)  # one line, whatever the several reasons for it


def difference(
    before: RuleIndex,
    after: RuleIndex,
    units: Iterable[PolicyUnit],
    procedures: Iterable[Counted],
    moment: datetime,
    *,
    lang: str = "vi",
) -> list[Change]:
    """Every change between two rule sets at `moment`: statuses of channels by class of procedure, then days and
    hours, then limits, checks, duties and reports. `procedures`: classes with how many procedures each has."""
    counted = list(procedures)
    places = _touched(before, after, units)
    paths = [unit.path for unit in places]
    before, after = RuleIndex(before.reaching(paths)), RuleIndex(after.reaching(paths))
    groups = _alike(before, after, places, moment)
    return [
        *_channel_changes(before, after, groups, counted, moment, lang),
        *_day_changes(before, after, groups, counted, moment, lang),
        *_other_changes(before, after, groups, counted, moment, lang),
    ]


def _touched(before: RuleIndex, after: RuleIndex, units: Iterable[PolicyUnit]) -> list[PolicyUnit]:
    """The units reached by a rule that is in one set only, or by one that such a rule replaces."""
    moved = [
        rule
        for one, other in ((before, after), (after, before))
        for rule in one.own_rules()
        if other.by_id.get(rule.id) != rule
    ]
    ids = {rule.id for rule in moved} | {name for rule in moved for name in rule.replaces}
    every = {rule.id: rule for index in (before, after) for rule in index.own_rules()}
    moving = RuleIndex(rule for name, rule in every.items() if name in ids)
    return sorted((unit for unit in units if moving.reaching([unit.path])), key=lambda unit: unit.path)


def _alike(
    before: RuleIndex, after: RuleIndex, places: Sequence[PolicyUnit], moment: datetime
) -> list[list[PolicyUnit]]:
    """Units that neither set can tell apart."""
    groups: list[list[PolicyUnit]] = []
    for alike in group_units(before, places, moment):
        groups.extend(group_units(after, alike, moment))
    return groups


def _channel_changes(
    before: RuleIndex,
    after: RuleIndex,
    groups: Sequence[Sequence[PolicyUnit]],
    counted: Sequence[Counted],
    moment: datetime,
    lang: str,
) -> list[Change]:
    """Changes of channels. What an ONLY closes beside itself is left out, its exceptions are not."""
    at: dict[tuple[_Seen, ProcedureClass], list[str]] = {}
    sizes = dict(counted)
    for direction in ("receive", "return"):
        for alike in groups:
            for procedure in sizes:
                facts = facts_of(alike[0], procedure, PersonClass(False), moment)
                for seen in _changed(before, after, channel_points(direction), facts):
                    at.setdefault((seen, procedure), []).extend(unit.name for unit in alike)
    lines: dict[tuple[_Seen, tuple[str, ...]], int] = {}
    for (seen, procedure), names in at.items():
        key = (seen, tuple(sorted(names)))
        lines[key] = lines.get(key, 0) + sizes[procedure]
    found = [_status_change(seen, count, names, lang) for (seen, names), count in lines.items()]
    return sorted(found, key=lambda change: (change.point, -change.procedures, change.text))


def _changed(before: RuleIndex, after: RuleIndex, points: Sequence[str], facts: Facts) -> list[_Seen]:
    new = {point: answer(point, facts, after) for point in points}
    only = any(found.value is Status.ONLY for found in new.values())
    changed: list[_Seen] = []
    for point, found in new.items():
        old = answer(point, facts, before)
        if old.value == found.value or (only and found.value is Status.CLOSED):
            continue
        changed.append(_seen(old, found))
    return changed


def _seen(old: Answer, new: Answer) -> _Seen:
    return _Seen(new.point, old.value, new.value, new.because)


def _status_change(seen: _Seen, count: int, names: tuple[str, ...], lang: str) -> Change:
    english = lang == "en"
    direction, _, channel = seen.point.partition(".")
    act, where = _ACT[direction][english], _WHERE[channel][english]
    said = _CHANGES[seen.after][english].format(act=act, where=where)
    head = (f"{count} procedures" if english else f"{count} thủ tục") + ": "
    if seen.before is not Status.ALLOWED:
        said += f" ({'before' if english else 'trước đây'}: {status_label(seen.before, lang)})"
    return Change(seen.point, seen.before, seen.after, count, names, seen.because, head + said + _at(names, lang))


def _day_changes(
    before: RuleIndex,
    after: RuleIndex,
    groups: Sequence[Sequence[PolicyUnit]],
    counted: Sequence[Counted],
    moment: datetime,
    lang: str,
) -> list[Change]:
    """Days of the channels, as they stand for whom the channel is: those who use neither, where it is a fallback."""
    lines: dict[_Seen, set[str]] = {}
    for direction in ("receive", "return"):
        for alike in groups:
            for procedure, _ in counted or [(ProcedureClass(0), 0)]:
                for point in channel_points(direction):
                    facts = facts_of(alike[0], procedure, PersonClass(False), moment)
                    status = answer(point, facts, after).value
                    if status is Status.CLOSED:
                        continue
                    facts = replace(facts, uses_neither=status is Status.FALLBACK)
                    for detail in (f"{point}.days", f"{point}.hours"):
                        old, new = answer(detail, facts, before), answer(detail, facts, after)
                        if old.value != new.value:
                            lines.setdefault(_seen(old, new), set()).update(unit.name for unit in alike)
    found = [_day_change(seen, tuple(sorted(names)), lang) for seen, names in lines.items()]
    return sorted(found, key=lambda change: (change.point, change.text))


def _day_change(seen: _Seen, names: tuple[str, ...], lang: str) -> Change:
    base, _, detail = seen.point.rpartition(".")
    if detail == "days":
        was, now = days_label(seen.before, lang), days_label(seen.after, lang)
    else:
        was, now = value_text(seen.point, seen.before, lang), value_text(seen.point, seen.after, lang)
    before = f" ({'before' if lang == 'en' else 'trước đây'}: {was})"
    text = f"{pick(CHANNELS, base, lang)}: {now}{before}{_at(names, lang)}"
    return Change(seen.point, seen.before, seen.after, 0, names, seen.because, text)


def _other_changes(
    before: RuleIndex,
    after: RuleIndex,
    groups: Sequence[Sequence[PolicyUnit]],
    counted: Sequence[Counted],
    moment: datetime,
    lang: str,
) -> list[Change]:
    """Changes of all that is no channel: limits, checks, equipment, duties, reports, plans."""
    lines: dict[tuple[str, str], tuple[_Seen, set[str]]] = {}
    for alike in groups:
        for procedure, _ in counted or [(ProcedureClass(0), 0)]:
            facts = facts_of(alike[0], procedure, PersonClass(False), moment)
            points = {*decide(facts, before).answers, *decide(facts, after).answers}
            for point in sorted(name for name in points if not name.startswith(("receive.", "return."))):
                old, new = answer(point, facts, before), answer(point, facts, after)
                same_source = {r.source for r in old.because} == {r.source for r in new.because}
                if old.value == new.value and (new.value is not None or same_source):
                    continue
                # "Trang bị: tấm kính chống giọt bắn" needs no "có" behind it.
                value = "" if new.value is True else f": {_new_value(new, lang)}"
                text = point_label(point, lang) + value
                seen, names = lines.setdefault((point, text), (_seen(old, new), set()))
                names.update(unit.name for unit in alike)
    found = []
    for (_, text), (seen, names) in lines.items():
        at = tuple(sorted(names))
        found.append(Change(seen.point, seen.before, seen.after, 0, at, seen.because, text + _at(at, lang)))
    return sorted(found, key=lambda change: (change.point, change.text))


def _new_value(new: Answer, lang: str) -> str:
    if all(reason.note == NOT_SAID for reason in new.because):
        return "no longer set" if lang == "en" else "không còn quy định"
    return value_text(new.point, new.value, lang)


def _at(names: Sequence[str], lang: str) -> str:
    """ ", tại Đồng Văn" for one or two units, ", tại 12 đơn vị" for more."""
    if len(names) <= 2:
        places = (" and " if lang == "en" else " và ").join(names)
    else:
        places = f"{len(names)} {'units' if lang == 'en' else 'đơn vị'}"
    return f", {'at' if lang == 'en' else 'tại'} {places}"
