"""Compose rules that hold at the same time into one value. The words of docs/policy.md, in the same order.

Everything here is a function of the SET of rules: no result depends on the order in which they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from motcua.rulebook.policy.composition import (
    CHANGED_BELOW,
    LOOSER,
    OUT_OF_BOUNDS,
    OUTRANKED,
    TIGHTER_STANDS,
    UNSET,
    BodyVerdict,
    Composition,
)
from motcua.rulebook.policy.index import Entry
from motcua.rulebook.policy.points import GATHERED, PointKind, PointSpec
from motcua.rulebook.policy.reasons import answer_of
from motcua.rulebook.policy.terms import Answer, Conflict, Force, Status
from motcua.rulebook.policy.tightness import combine, combine_all, loosens, within

_RESTRICTIONS: Final = (Status.FALLBACK, Status.CLOSED)


def settle(spec: PointSpec, held: Sequence[Entry]) -> tuple[Answer, tuple[Conflict, ...]]:
    """The one answer for a point from the effects that hold for the facts, and the conflicts met on the way.

    `held` all belong to bodies on one line of the tree (those above one unit). Never fails, never empty-handed.
    """
    if spec.kind is PointKind.REPORT:
        return _all_reports(spec, held)
    composed, values, fallbacks = _walk(spec, held)
    for key, entry in list(composed.upheld.items()):
        if entry not in composed.by and _walk(spec, [e for e in held if e is not entry])[0].value == composed.value:
            # It kept somebody from loosening, but what stands now would stand without it.
            del composed.upheld[key]
    return answer_of(spec, composed, values, fallbacks)


def _all_reports(spec: PointSpec, held: Sequence[Entry]) -> tuple[Answer, tuple[Conflict, ...]]:
    """Every report series that somebody asks for, each once: a report ends with its own letter, never with another."""
    values = {id(entry): entry.value for entry in held}
    asked = sorted(held, key=lambda entry: (entry.rule.issued_on, entry.rule.id))
    found = [entry.value for entry in asked if not _is_bare(entry)]
    series = tuple(one for at, one in enumerate(found) if one not in found[:at])
    composed = Composition(value=series or (None if held else UNSET), by=asked)
    return answer_of(spec, composed, values, [])


def _walk(spec: PointSpec, held: Sequence[Entry]) -> tuple[Composition, dict[int, Any], list[Entry]]:
    """Compose from the nation down: what stands in the end, each effect's value, and the fallbacks among them."""
    fallbacks = [entry for entry in held if entry.value is Status.FALLBACK and not entry.shut]
    values = {id(entry): _value(entry, bool(fallbacks)) for entry in held}
    composed = Composition()
    for body in sorted({entry.rule.body for entry in held}, key=lambda path: (len(path), path)):
        accepted = [
            entry
            for entry in _ordered(entry for entry in held if entry.rule.body == body)
            if not _obstacle(spec.kind, entry, values, composed)
        ]
        if accepted:
            _impose(spec.kind, _within_body(spec.kind, accepted, values), composed)
    return composed, values, fallbacks


def _value(entry: Entry, spared: bool) -> Any:
    """An ONLY closes its siblings except what is FALLBACK."""
    return Status.FALLBACK if entry.shut and spared else entry.value


def _ordered(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.rule.id, entry.shut))


def _is_bare(entry: Entry) -> bool:
    return entry.rule.force is Force.DELEGATED and entry.rule.value is None


def _obstacle(kind: PointKind, entry: Entry, values: dict[int, Any], composed: Composition) -> bool:
    """Whether a higher body's word keeps this rule from counting; notes who did."""
    value = values[id(entry)]
    if not _is_bare(entry) and composed.hard is not UNSET and loosens(kind, composed.hard, value):
        composed.lost.append((entry, LOOSER))
        composed.upheld.update({id(upper): upper for upper in composed.hard_by})
        return True
    if _is_bare(entry):
        return False
    for grant in composed.grants:
        # What the delegation says HERE: a delegated ONLY says CLOSED (or FALLBACK) on its siblings.
        tighter = not _is_bare(grant) and combine(kind, values[id(grant)], value) == value
        if not tighter and not within(kind, value, grant.rule.bounds):
            composed.lost.append((entry, OUT_OF_BOUNDS))
            composed.upheld[id(grant)] = grant
            return True
    return False


def _within_body(kind: PointKind, accepted: list[Entry], values: dict[int, Any]) -> BodyVerdict:
    """Choose between rules of one body: the more specific, then the later; equals that differ are a conflict."""
    top = max(entry.rank for entry in accepted)
    first = [entry for entry in accepted if entry.rank == top]
    if kind is PointKind.STATUS:
        return _one_status(accepted, first, values)
    if kind in GATHERED:
        return _gathered(kind, accepted, first, values)
    return _chosen(kind, accepted, first, values)


def _chosen(kind: PointKind, accepted: list[Entry], first: list[Entry], values: dict[int, Any]) -> BodyVerdict:
    """One rule wins. Equals that say the same all count; equals that differ are a conflict, the tightest kept."""
    lost = [entry for entry in accepted if entry not in first]
    speaking = [entry for entry in first if not _is_bare(entry)]
    if not speaking:
        return BodyVerdict(None, False, first, lost, silent=True)
    found = [values[id(entry)] for entry in speaking]
    differ = any(value != found[0] for value in found) or len(speaking) < len(first)
    binding = any(entry.rule.force is Force.BINDING for entry in speaking)
    return BodyVerdict(combine_all(kind, found), binding, first, lost, first if differ else [])


def _one_status(accepted: list[Entry], first: list[Entry], values: dict[int, Any]) -> BodyVerdict:
    """As `_chosen`; but DISCOURAGED never undoes a tighter status its own body gave the same day.

    One letter often says both "chỉ nhận của người không dùng được cách khác" and "hạn chế đến trực tiếp": the
    second is one more restriction, not a door opened, however specific its words.
    """
    discouraged = [entry for entry in first if values[id(entry)] is Status.DISCOURAGED]
    firm = [entry for entry in first if entry not in discouraged]
    if not discouraged:
        return _chosen(PointKind.STATUS, accepted, first, values)
    if firm:
        if all(values[id(entry)] in _RESTRICTIONS for entry in firm):
            return _chosen(PointKind.STATUS, accepted, firm, values)
        return _chosen(PointKind.STATUS, accepted, first, values)
    day = discouraged[0].rule.issued_on
    tighter = [e for e in accepted if values[id(e)] in _RESTRICTIONS and e.rule.issued_on == day and not _is_bare(e)]
    if not tighter:
        return _chosen(PointKind.STATUS, accepted, first, values)
    top = max(entry.rank for entry in tighter)
    verdict = _chosen(PointKind.STATUS, accepted, [entry for entry in tighter if entry.rank == top], values)
    verdict.made = [*verdict.made, *discouraged]
    verdict.lost = [entry for entry in verdict.lost if entry not in discouraged]
    verdict.binding = verdict.binding or any(entry.rule.force is Force.BINDING for entry in discouraged)
    return verdict


def _gathered(kind: PointKind, accepted: list[Entry], first: list[Entry], values: dict[int, Any]) -> BodyVerdict:
    """All binding rules of the body count together, unless its foremost rule is a default or a delegation."""
    firm = [entry for entry in accepted if entry.rule.force is Force.BINDING]
    if any(entry in firm for entry in first):
        total = combine_all(kind, (values[id(entry)] for entry in firm))
        made = [entry for entry in firm if not _is_implied(kind, entry, firm, values)]
        at_odds = [entry for entry in first if entry not in firm and values[id(entry)] != total]
        conflict = [*at_odds, *(entry for entry in first if entry in firm)] if at_odds else []
        made += at_odds
        apart = _is_apart(kind, total, [values[id(entry)] for entry in firm])
        return BodyVerdict(total, True, made, [entry for entry in accepted if entry not in made], conflict, apart)
    lost = [entry for entry in accepted if entry not in first]
    speaking = [entry for entry in first if not _is_bare(entry)]
    if not speaking:
        return BodyVerdict(None, False, first, lost, silent=True)
    found = [values[id(entry)] for entry in speaking]
    total = combine_all(kind, found)
    return BodyVerdict(total, False, first, lost, apart=_is_apart(kind, total, found))


def _is_implied(kind: PointKind, entry: Entry, among: list[Entry], values: dict[int, Any]) -> bool:
    """Whether another rule alone says all that this one says, and more."""
    own = values[id(entry)]
    others = [values[id(other)] for other in among]
    return any(value != own and combine(kind, own, value) == value for value in others)


def _is_apart(kind: PointKind, total: Any, values: list[Any]) -> bool:
    """Whether days or hours that each rule leaves have nothing in common."""
    return kind in (PointKind.DAYS, PointKind.HOURS) and _is_empty(total) and not any(map(_is_empty, values))


def _is_empty(value: Any) -> bool:
    return value is not None and not value


def _impose(kind: PointKind, verdict: BodyVerdict, composed: Composition) -> None:
    """Add the verdict of the next body down to the result so far."""
    composed.lost.extend((entry, OUTRANKED) for entry in verdict.lost)
    if verdict.conflict:
        composed.conflicts.append(verdict.conflict)
    if verdict.apart:
        composed.apart.append(verdict.made)
    composed.grants.extend(entry for entry in verdict.made if entry.rule.force is Force.DELEGATED)
    if verdict.silent:
        composed.by = [*composed.by, *verdict.made]
        return
    softer = [entry for entry in composed.by if entry not in composed.hard_by]
    granted = [entry for entry in softer if entry.rule.force is Force.DELEGATED]
    composed.lost.extend((entry, CHANGED_BELOW) for entry in softer if entry not in granted)
    hard = composed.hard
    new = verdict.value if hard is UNSET else combine(kind, hard, verdict.value)
    keep: list[Entry] = []
    if hard is not UNSET:
        if new == verdict.value != hard:
            composed.lost.extend((entry, TIGHTER_STANDS) for entry in composed.hard_by)
        else:
            keep = composed.hard_by
    if hard is not UNSET and _is_apart(kind, new, [hard, verdict.value]):
        composed.apart.append([*composed.hard_by, *verdict.made])
    composed.value = new
    composed.by = [*keep, *granted, *verdict.made]
    if verdict.binding:
        composed.hard = new
        composed.hard_by = composed.by
    elif keep != composed.hard_by:
        # A softer word may be changed again below, but never past what was binding above.
        composed.upheld.update({id(entry): entry for entry in composed.hard_by})
