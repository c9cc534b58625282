"""The register of letters: its lines, a letter's versions, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from motcua.directives.models import Directive, RuleSet
from motcua.directives.permissions import DECIDES_RULES, WORKS_WITH_LETTERS
from motcua.directives.queries import letters_visible_to
from motcua.people.models import Staff
from motcua.people.permissions import paths_held, roles_of
from motcua.people.queries import offices_under
from motcua.rulebook.vietnamese import fold

State = RuleSet.State


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One line of the register of letters; `revoking` tells that the end of its rules waits for approval."""

    letter: Directive
    state: str
    state_label: str
    revoking: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a letter; `in_force` where its rules hold now."""

    letter: Directive
    in_force: bool


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """A letter that waits for a person: `what` is "approve", "revoke" or "returned", since `at`, from `sender`."""

    rule_set_id: int
    letter: Directive
    what: str
    sender: str
    at: datetime | None


def letter_register(staff: Staff, words: str = "") -> list[LetterRow]:
    """Letters of the person's own tree with the state of their newest rules, newest first; two queries.

    With `words` those in whose number, subject, issuer or signer each of them stands; accents and case do not matter.
    """
    wanted = fold(words).split()
    letters = [letter for letter in letters_visible_to(staff).defer("text", "reading") if _has(letter, wanted)]
    newest = {
        rule_set.directive_id: rule_set for rule_set in RuleSet.objects.filter(directive__in=letters).order_by("id")
    }
    return [_row(letter, newest[letter.pk]) for letter in letters]


def _row(letter: Directive, rule_set: RuleSet) -> LetterRow:
    revoking = rule_set.state == State.APPROVED and rule_set.revocation_proposed_at is not None
    return LetterRow(letter, rule_set.state, str(rule_set.get_state_display()), revoking)


def _has(letter: Directive, wanted: list[str]) -> bool:
    if not wanted:
        return True
    said = (letter.number, letter.printed_number, letter.subject, letter.issuer, letter.signer_name, letter.file_name)
    text = fold(" ".join(said))
    return all(word in text for word in wanted)


def versions_of(letter: Directive) -> list[Version]:
    """Every version of a letter, the first one first; only itself where there is one."""
    rows = [letter]
    while rows[0].earlier is not None:
        rows.insert(0, rows[0].earlier)
    while (later := Directive.objects.filter(earlier=rows[-1]).first()) is not None:
        rows.append(later)
    in_force = set(
        RuleSet.objects.filter(directive__in=rows, state=State.APPROVED).values_list("directive_id", flat=True)
    )
    return [Version(row, row.pk in in_force) for row in rows]


def letters_waiting_for(staff: Staff) -> list[WaitingLetter]:
    """What waits for this person, the longest first: to be approved, to be revoked, returned; never one's own.

    Two queries for whose work letters are; none for others, if their `roles` are prefetched.
    """
    if not roles_of(staff) & WORKS_WITH_LETTERS:
        return []
    bodies = Q(pk__in=[])
    for path in paths_held(staff, DECIDES_RULES):
        bodies |= Q(directive__body__in=offices_under(path))
    to_decide = bodies & Q(state=State.PROPOSED) & ~Q(proposed_by=staff) | bodies & Q(
        state=State.APPROVED, revocation_proposed_at__isnull=False
    ) & ~Q(revocation_proposed_by=staff)
    sets = RuleSet.objects.filter(to_decide | Q(state=State.RETURNED, proposed_by=staff))
    related = ("directive", "proposed_by", "revocation_proposed_by")
    found = _waiting(list(sets.select_related(*related).defer("directive__text", "directive__reading", "difference")))
    return sorted(found, key=lambda one: (one.at is None, one.at))


def _waiting(sets: list[RuleSet]) -> Iterator[WaitingLetter]:
    for rule_set in sets:
        if rule_set.state == State.APPROVED:
            sender, at = rule_set.revocation_proposed_by, rule_set.revocation_proposed_at
            yield WaitingLetter(rule_set.pk, rule_set.directive, "revoke", sender.full_name if sender else "", at)
        else:
            what = "approve" if rule_set.state == State.PROPOSED else "returned"
            sender, at = rule_set.proposed_by, rule_set.proposed_at
            yield WaitingLetter(rule_set.pk, rule_set.directive, what, sender.full_name if sender else "", at)
