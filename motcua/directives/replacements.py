"""Which clauses of which letters replace one another: for both letters' pages, and against circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from motcua.directives.models import Directive, RuleRow, RuleSet

State = RuleSet.State
STANDING = (State.PROPOSED, State.APPROVED)
_OPEN = (State.DRAFT, State.RETURNED, *STANDING, State.REVOKED, State.REPLACED)


@dataclass(frozen=True, slots=True)
class Replacement:
    """One clause `old_ref` of `old` that the clause `new_ref` of `new` replaces; `state` is that of the new rules."""

    old: Directive
    old_ref: str
    new: Directive
    new_ref: str
    state: str

    @property
    def state_label(self) -> str:
        """The state in Vietnamese."""
        return str(State(self.state).label)


@dataclass(slots=True)
class Circles:
    """What speaks against rules that replace one another: refusals and warnings, as sentences."""

    refusals: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def replaced_by(directive: Directive) -> list[Replacement]:
    """The clauses of this letter that other letters replace, or propose to."""
    return [found for found in _replacements(_OPEN) if found.old.pk == directive.pk != found.new.pk]


def replaces(directive: Directive) -> list[Replacement]:
    """The clauses of other letters that this letter replaces, or proposes to."""
    return [found for found in _replacements(_OPEN) if found.new.pk == directive.pk != found.old.pk]


def mutual_replacements(rule_set: RuleSet) -> Circles:
    """Refuse rules that are replaced, straight or through others, by what they replace; warn of letters that do.

    Beside this set those count that are proposed or in force, so that of two letters the second one is refused.
    """
    found = Circles()
    rows = {row.pk: row for row in _replacing_rows(STANDING, rule_set)}
    names: dict[str, None] = {}
    for row in rows.values():
        if row.rule_set_id == rule_set.pk:
            names.update(dict.fromkeys(_circle(row, rows)))
    here = str(rule_set.directive)
    others = [name for name in names if name != here]
    if others:
        found.refusals.append(
            f"{here} và {', '.join(others)} thay thế lẫn nhau ở cùng một quy định, nên không biết quy định nào còn "
            "lại. Hãy bỏ phần “thay thế” ở một văn bản."
        )
    elif names:
        found.refusals.append(f"{here} ghi một quy định thay thế chính nó. Hãy bỏ phần “thay thế” ấy.")
    pairs = {(one.new.pk, one.old.pk): str(one.old) for one in _replacements(STANDING, rule_set)}
    for (new, old), name in pairs.items():
        if new == rule_set.directive_id != old and (old, new) in pairs and name not in names:
            found.warnings.append(f"{here} và {name} thay thế lẫn nhau ở những mục khác nhau.")
    return found


def _circle(start: RuleRow, rows: Mapping[int, RuleRow]) -> list[str]:
    """The letters on a way along replacements from this rule back to it; [] where there is none."""
    ways: list[tuple[int, list[str]]] = [(start.pk, [])]
    seen: set[int] = set()
    while ways:
        here, names = ways.pop()
        row = rows.get(here)
        if row is None or here in seen:
            continue
        seen.add(here)
        names = [*names, str(row.rule_set.directive)]
        old_ones = _replaced_ids(row)
        if start.pk in old_ones:
            return names
        ways.extend((old, names) for old in old_ones)
    return []


def _replacing_rows(states: Iterable[str], also: RuleSet | None = None) -> list[RuleRow]:
    """The rules that name others which they replace, in sets of these states and in `also`."""
    sets = RuleSet.objects.filter(state__in=states)
    if also is not None:
        sets |= RuleSet.objects.filter(pk=also.pk)
    rows = RuleRow.objects.filter(data__has_key="replaces", removed=False, rule_set__in=sets)
    return list(rows.select_related("rule_set__directive").order_by("-rule_set_id", "position", "id"))


def _replacements(states: Iterable[str], also: RuleSet | None = None) -> Iterator[Replacement]:
    """Every replacement of one clause by another, once, as the newest set of the replacing letter says."""
    new_rows = _replacing_rows(states, also)
    wanted = {old for row in new_rows for old in _replaced_ids(row)}
    old_rows = RuleRow.objects.select_related("rule_set__directive").in_bulk(wanted) if wanted else {}
    seen: set[tuple[int, str, int, str]] = set()
    for row in new_rows:
        for old in (old_rows[name] for name in _replaced_ids(row) if name in old_rows):
            key = (old.rule_set.directive_id, old.ref, row.rule_set.directive_id, row.ref)
            if key not in seen:
                seen.add(key)
                yield Replacement(old.rule_set.directive, old.ref, row.rule_set.directive, row.ref, row.rule_set.state)


def _replaced_ids(row: RuleRow) -> list[int]:
    """The keys of the rows that a rule replaces; ids of the law's rules and of settings are left out."""
    names = row.data.get("replaces") or ()
    numbers = (str(name).removeprefix("rule:") for name in names if str(name).startswith("rule:"))
    return [int(number) for number in numbers if number.isdecimal()]
