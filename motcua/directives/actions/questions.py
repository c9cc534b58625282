"""Answer a question of the reading by a choice: the rule changes as the choice says, and the question is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from motcua.directives.actions.rules import journal_rule, locked_for_editing
from motcua.directives.models import RuleRow, RuleSet
from motcua.directives.questions import FIELD, OFFICE, OpenQuestion, at_office, open_questions, with_field
from motcua.directives.rules import check_row
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput
from motcua.rulebook.reading.questions import Answered, after_choice, choices_of


@transaction.atomic
def answer_question(
    *, row_id: int, position: int, name: str, answers: Sequence[str], by: Staff, at: datetime
) -> RuleRow:
    """Answer the question `name` at `position` of a rule by keys of its choices; several offices make a rule of each.

    Raises NotAllowed by role or state, AlreadyDone where it was answered meanwhile, InvalidInput({"answer": …}) for
    an answer that is none of its choices or that makes no rule.
    """
    row = RuleRow.objects.get(id=row_id)
    rule_set = locked_for_editing(row.rule_set_id, by)
    row.refresh_from_db()
    asked = next((one for one in open_questions(row, rule_set) if one.position == position), None)
    if asked is None or asked.name != name:
        raise AlreadyDone("Câu hỏi này đã được trả lời.")
    known = dict(asked.choices)
    chosen = list(dict.fromkeys(answers))
    if not chosen or not known.keys() >= set(chosen) or (len(chosen) > 1 and not _together(asked, chosen)):
        raise InvalidInput({"answer": "Hãy chọn một câu trả lời."})
    before, outcome, copies = row.data, *_outcome(row, asked, chosen)
    row.data, row.removed = outcome.data, outcome.removed
    row.questions = [one for place, one in enumerate(row.questions) if place != position]
    beside = [_copy(row, data) for data in copies]
    if outcome.added is not None:
        beside.append(RuleRow(rule_set=rule_set, ref=row.ref, point=outcome.added["point"], data=outcome.added))
    for one in (row, *beside):
        _check(one, rule_set)
    row.save(update_fields=["data", "removed", "questions"])
    _insert(row, beside)
    journal_rule(
        "directive.question_answered", rule_set, row, by, at,
        question=name, answers=chosen, before=before, after=row.data, added=[one.pk for one in beside],
    )  # fmt: skip
    return row


def _together(asked: OpenQuestion, chosen: Sequence[str]) -> bool:
    return asked.several and all(one.startswith(OFFICE) for one in chosen)


def _outcome(row: RuleRow, asked: OpenQuestion, chosen: Sequence[str]) -> tuple[Answered, list[dict[str, Any]]]:
    """What becomes of the rule, and the data of its copies for further offices."""
    first, when = chosen[0], row.data.get("when") or {}
    if first.startswith(OFFICE):
        changed: list[dict[str, Any]] = [
            {**row.data, "when": at_office(when, one.removeprefix(OFFICE))} for one in chosen
        ]
        return Answered(changed[0]), changed[1:]
    if first.startswith(FIELD):
        fields = with_field(when, asked.words.get("field", ""), first.removeprefix(FIELD))
        return Answered({**row.data, "when": fields}), []
    return after_choice(row.data, next(one for one in choices_of(asked.name) if one.key == first)), []


def _copy(row: RuleRow, data: Mapping[str, Any]) -> RuleRow:
    return RuleRow(
        rule_set=row.rule_set, ref=row.ref, point=row.point, data=dict(data), proposal=row.proposal,
        confidence=row.confidence, questions=row.questions, span=row.span,
    )  # fmt: skip


def _check(row: RuleRow, rule_set: RuleSet) -> None:
    try:
        check_row(row, rule_set)
    except InvalidInput as wrong:
        raise InvalidInput({"answer": " ".join(wrong.errors.values())}) from wrong


def _insert(row: RuleRow, beside: Sequence[RuleRow]) -> None:
    """Put new rows right behind the row they stem from."""
    if not beside:
        return
    RuleRow.objects.filter(rule_set=row.rule_set_id, position__gt=row.position).update(
        position=F("position") + len(beside)
    )
    for place, one in enumerate(beside, start=1):
        one.position = row.position + place
        one.save()
