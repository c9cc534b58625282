"""The answer of a finished composition: its value, who made it so, who lost and why, and the conflicts in words."""

from __future__ import annotations

from typing import Any, Final

from motcua.rulebook.policy.composition import (
    DELEGATED,
    IN_CONFLICT,
    KEPT_BY_FALLBACK,
    NOT_SAID,
    NOTHING_IN_COMMON,
    SHUT_BY_ONLY,
    UNSET,
    UPHELD,
    Composition,
)
from motcua.rulebook.policy.index import Entry
from motcua.rulebook.policy.points import PointSpec
from motcua.rulebook.policy.terms import Answer, Because, Conflict, Force, Status

DIFFERENT: Final = "Hai quy định cùng cơ quan, cùng ngày, nói khác nhau: {clauses}."
APART: Final = "Các quy định này không còn ngày, giờ chung nào, nên cách này sẽ không mở lúc nào: {clauses}."


def answer_of(
    spec: PointSpec, composed: Composition, values: dict[int, Any], fallbacks: list[Entry]
) -> tuple[Answer, tuple[Conflict, ...]]:
    """The answer with its reasons, and the conflicts in words. `values` are by the identity of each effect."""
    conflicts = (
        *(_conflict(spec, entries, DIFFERENT) for entries in composed.conflicts),
        *(_conflict(spec, entries, APART) for entries in composed.apart),
    )
    notes = {id(entry): NOTHING_IN_COMMON for entries in composed.apart for entry in entries}
    notes |= {id(entry): IN_CONFLICT for entries in composed.conflicts for entry in entries}
    made = {id(entry): entry for entry in composed.by}
    made.update(composed.upheld)
    for entries in (*composed.conflicts, *composed.apart):
        made.update({id(entry): entry for entry in entries})
    if any(entry.shut and values[id(entry)] is Status.FALLBACK for entry in made.values()):
        made.update({id(entry): entry for entry in fallbacks})
    because = [
        _because(entry, values[id(entry)], notes.get(id(entry)) or _note(entry, values[id(entry)], composed))
        for entry in made.values()
    ]
    value = composed.value
    if value is UNSET:
        value = spec.default
        because.append(Because(f"law/default/{spec.point}", spec.default_source, value, NOT_SAID))
    lost = {
        id(entry): _because(entry, values[id(entry)], note) for entry, note in composed.lost if id(entry) not in made
    }
    return (
        Answer(spec.point, value, tuple(sorted(because, key=_by_rule)), tuple(sorted(lost.values(), key=_by_rule))),
        conflicts,
    )


def _note(entry: Entry, value: Any, composed: Composition) -> str:
    if entry.shut:
        return KEPT_BY_FALLBACK if value is Status.FALLBACK else SHUT_BY_ONLY
    if entry.rule.force is Force.DELEGATED:
        return DELEGATED
    if id(entry) in composed.upheld and entry not in composed.by:
        return UPHELD
    return ""


def _because(entry: Entry, value: Any, note: str) -> Because:
    return Because(entry.rule.id, entry.rule.source, value, note)


def _by_rule(reason: Because) -> tuple[str, str]:
    return reason.rule, reason.note


def _conflict(spec: PointSpec, entries: list[Entry], words: str) -> Conflict:
    rules = tuple(sorted({entry.rule.id for entry in entries}))
    clauses = " và ".join(
        sorted({f"{e.rule.source.document} mục {e.rule.source.clause or '?'} ({e.rule.id})" for e in entries})
    )
    return Conflict(spec.point, rules, words.format(clauses=clauses))
