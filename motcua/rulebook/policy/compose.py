"""Compose rules that hold at the same time into one value. The words of docs/policy.md, in the same order.

Everything here is a function of the SET of rules: no result depends on the order in which they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from motcua.rulebook.policy.index import Entry
from motcua.rulebook.policy.points import GATHERED, PointKind, PointSpec
from motcua.rulebook.policy.terms import Answer, Because, Conflict, Force, Status
from motcua.rulebook.policy.values import combine, combine_all, loosens, within

NOT_SAID: Final = "Không có quy định nào khác; theo pháp luật hiện hành."
SHUT_BY_ONLY: Final = "Đóng vì chỉ được dùng một cách khác."
KEPT_BY_FALLBACK: Final = "Giữ lại cho người không dùng được cách khác."
LOOSER: Final = "Cấp dưới không được nới lỏng quy định của cấp trên."
OUT_OF_BOUNDS: Final = "Vượt phạm vi được giao."
TIGHTER_STANDS: Final = "Đã có quy định chặt hơn."
CHANGED_BELOW: Final = "Mức mặc định đã được cấp dưới quy định lại."
OUTRANKED: Final = "Cùng cơ quan: quy định cụ thể hơn hoặc mới hơn được áp dụng."
DELEGATED: Final = "Giao người đứng đầu đơn vị quyết định."
IN_CONFLICT: Final = "Mâu thuẫn với quy định cùng cơ quan, cùng ngày; tạm giữ mức chặt nhất."
UPHELD: Final = "Giữ mức mà cấp dưới không được nới lỏng."

_RESTRICTIONS: Final = (Status.FALLBACK, Status.CLOSED)
_UNSET: Final = object()


@dataclass(slots=True)
class _Verdict:
    """One body's verdict: its value (None with `silent` for a bare delegation), who said it, who lost inside it."""

    value: Any
    binding: bool
    made: list[Entry]
    lost: list[Entry]
    conflict: list[Entry] = field(default_factory=list)
    silent: bool = False


@dataclass(slots=True)
class _Composition:
    """The result so far, going down from the nation."""

    hard: Any = _UNSET
    hard_by: list[Entry] = field(default_factory=list)
    value: Any = _UNSET
    by: list[Entry] = field(default_factory=list)
    grants: list[Entry] = field(default_factory=list)
    upheld: dict[int, Entry] = field(default_factory=dict)
    lost: list[tuple[Entry, str]] = field(default_factory=list)
    conflicts: list[list[Entry]] = field(default_factory=list)


def settle(spec: PointSpec, held: Sequence[Entry]) -> tuple[Answer, tuple[Conflict, ...]]:
    """The one answer for a point from the effects that hold for the facts, and the conflicts met on the way.

    `held` all belong to bodies on one line of the tree (those above one unit). Never fails, never empty-handed.
    """
    composed, values, fallbacks = _walk(spec, held)
    for key, entry in list(composed.upheld.items()):
        if entry not in composed.by and _walk(spec, [e for e in held if e is not entry])[0].value == composed.value:
            # It kept somebody from loosening, but what stands now would stand without it.
            del composed.upheld[key]
    return _answer(spec, composed, values, fallbacks)


def _walk(spec: PointSpec, held: Sequence[Entry]) -> tuple[_Composition, dict[int, Any], list[Entry]]:
    """Compose from the nation down: what stands in the end, each effect's value, and the fallbacks among them."""
    fallbacks = [entry for entry in held if entry.value is Status.FALLBACK and not entry.shut]
    values = {id(entry): _value(entry, bool(fallbacks)) for entry in held}
    composed = _Composition()
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


def _obstacle(kind: PointKind, entry: Entry, values: dict[int, Any], composed: _Composition) -> bool:
    """Whether a higher body's word keeps this rule from counting; notes who did."""
    value = values[id(entry)]
    if not _is_bare(entry) and composed.hard is not _UNSET and loosens(kind, composed.hard, value):
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


def _within_body(kind: PointKind, accepted: list[Entry], values: dict[int, Any]) -> _Verdict:
    """Choose between rules of one body: the more specific, then the later; equals that differ are a conflict."""
    top = max(entry.rank for entry in accepted)
    first = [entry for entry in accepted if entry.rank == top]
    if kind is PointKind.STATUS:
        return _one_status(accepted, first, values)
    if kind in GATHERED:
        return _gathered(kind, accepted, first, values)
    return _chosen(kind, accepted, first, values)


def _chosen(kind: PointKind, accepted: list[Entry], first: list[Entry], values: dict[int, Any]) -> _Verdict:
    """One rule wins. Equals that say the same all count; equals that differ are a conflict, the tightest kept."""
    lost = [entry for entry in accepted if entry not in first]
    speaking = [entry for entry in first if not _is_bare(entry)]
    if not speaking:
        return _Verdict(None, False, first, lost, silent=True)
    found = [values[id(entry)] for entry in speaking]
    differ = any(value != found[0] for value in found) or len(speaking) < len(first)
    binding = any(entry.rule.force is Force.BINDING for entry in speaking)
    return _Verdict(combine_all(kind, found), binding, first, lost, first if differ else [])


def _one_status(accepted: list[Entry], first: list[Entry], values: dict[int, Any]) -> _Verdict:
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


def _gathered(kind: PointKind, accepted: list[Entry], first: list[Entry], values: dict[int, Any]) -> _Verdict:
    """All binding rules of the body count together, unless its foremost rule is a default or a delegation."""
    firm = [entry for entry in accepted if entry.rule.force is Force.BINDING]
    if any(entry in firm for entry in first):
        total = combine_all(kind, (values[id(entry)] for entry in firm))
        made = [entry for entry in firm if values[id(entry)] == total or _matters(kind, entry, firm, total, values)]
        at_odds = [entry for entry in first if entry not in firm and values[id(entry)] != total]
        conflict = [*at_odds, *(entry for entry in first if entry in firm)] if at_odds else []
        made += at_odds
        return _Verdict(total, True, made, [entry for entry in accepted if entry not in made], conflict)
    lost = [entry for entry in accepted if entry not in first]
    speaking = [entry for entry in first if not _is_bare(entry)]
    if not speaking:
        return _Verdict(None, False, first, lost, silent=True)
    return _Verdict(combine_all(kind, (values[id(entry)] for entry in speaking)), False, first, lost)


def _matters(kind: PointKind, entry: Entry, among: list[Entry], total: Any, values: dict[int, Any]) -> bool:
    others = [values[id(other)] for other in among if other is not entry]
    return not others or combine_all(kind, others) != total


def _impose(kind: PointKind, verdict: _Verdict, composed: _Composition) -> None:
    """Add the verdict of the next body down to the result so far."""
    composed.lost.extend((entry, OUTRANKED) for entry in verdict.lost)
    if verdict.conflict:
        composed.conflicts.append(verdict.conflict)
    composed.grants.extend(entry for entry in verdict.made if entry.rule.force is Force.DELEGATED)
    if verdict.silent:
        composed.by = [*composed.by, *verdict.made]
        return
    softer = [entry for entry in composed.by if entry not in composed.hard_by]
    granted = [entry for entry in softer if entry.rule.force is Force.DELEGATED]
    composed.lost.extend((entry, CHANGED_BELOW) for entry in softer if entry not in granted)
    hard = composed.hard
    new = verdict.value if hard is _UNSET else combine(kind, hard, verdict.value)
    keep: list[Entry] = []
    if hard is not _UNSET:
        if new == verdict.value != hard:
            composed.lost.extend((entry, TIGHTER_STANDS) for entry in composed.hard_by)
        else:
            keep = composed.hard_by
    composed.value = new
    composed.by = [*keep, *granted, *verdict.made]
    if verdict.binding:
        composed.hard = new
        composed.hard_by = composed.by
    elif keep != composed.hard_by:
        # A softer word may be changed again below, but never past what was binding above.
        composed.upheld.update({id(entry): entry for entry in composed.hard_by})


def _answer(
    spec: PointSpec, composed: _Composition, values: dict[int, Any], fallbacks: list[Entry]
) -> tuple[Answer, tuple[Conflict, ...]]:
    conflicts = tuple(_conflict(spec, entries) for entries in composed.conflicts)
    in_conflict = {id(entry) for entries in composed.conflicts for entry in entries}
    made = {id(entry): entry for entry in composed.by}
    made.update(composed.upheld)
    for entries in composed.conflicts:
        made.update({id(entry): entry for entry in entries})
    if any(entry.shut and values[id(entry)] is Status.FALLBACK for entry in made.values()):
        made.update({id(entry): entry for entry in fallbacks})
    because = [
        _because(entry, values[id(entry)], _note(entry, id(entry) in in_conflict, values[id(entry)], composed))
        for entry in made.values()
    ]
    value = composed.value
    if value is _UNSET:
        value = spec.default
        because.append(Because(f"law/default/{spec.point}", spec.default_source, value, NOT_SAID))
    lost = {
        id(entry): _because(entry, values[id(entry)], note) for entry, note in composed.lost if id(entry) not in made
    }
    return (
        Answer(spec.point, value, tuple(sorted(because, key=_by_rule)), tuple(sorted(lost.values(), key=_by_rule))),
        conflicts,
    )


def _note(entry: Entry, in_conflict: bool, value: Any, composed: _Composition) -> str:
    if in_conflict:
        return IN_CONFLICT
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


def _conflict(spec: PointSpec, entries: list[Entry]) -> Conflict:
    rules = tuple(sorted({entry.rule.id for entry in entries}))
    clauses = " và ".join(
        sorted({f"{e.rule.source.document} mục {e.rule.source.clause or '?'} ({e.rule.id})" for e in entries})
    )
    return Conflict(spec.point, rules, f"Hai quy định cùng cơ quan, cùng ngày, nói khác nhau: {clauses}.")
