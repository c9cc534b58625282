"""The end of reading by frames: drafts as proposed rules, orders as tasks, and what nothing took as unread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from motcua.rulebook.policy.data import PolicyDataError, rule_from_data
from motcua.rulebook.policy.terms import Source
from motcua.rulebook.reading.frames.certainty import confidence, left_over
from motcua.rulebook.reading.frames.drafts import RuleDraft
from motcua.rulebook.reading.frames.letter_parts import Letter
from motcua.rulebook.reading.frames.letter_reader import LetterReader
from motcua.rulebook.reading.frames.lost_accents import is_spoilt
from motcua.rulebook.reading.frames.orders import Order, read_orders
from motcua.rulebook.reading.frames.whole_letter import joined, period_data
from motcua.rulebook.reading.parts import Assignment, Clause, Header, ProposedRule, Span, Unread
from motcua.rulebook.reading.phrases import tidy_snippet
from motcua.rulebook.reading.questions import Question
from motcua.rulebook.reading.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the frames of a letter give."""

    rules: tuple[ProposedRule, ...]
    orders: tuple[Order, ...]
    unread: tuple[Unread, ...]


def propose(sheet: Sheet, header: Header, clauses: tuple[Clause, ...], owners: list[Assignment]) -> Proposed:
    """The rules a letter seems to ask for, its orders one by one, and the sentences that nothing took."""
    letter = LetterReader(sheet, header, clauses).read(spoilt=is_spoilt(sheet.text, header.body))
    drafts = joined(letter)
    loose = bool(letter.seen)
    rules = [rule for draft in drafts if (rule := _rule(draft, letter, owners, loose=loose)) is not None]
    rules.sort(key=lambda one: one.span)
    orders, unread = read_orders(letter, [rule.span for rule in rules])
    return Proposed(tuple(rules), orders, unread)


def _rule(draft: RuleDraft, letter: Letter, owners: list[Assignment], *, loose: bool) -> ProposedRule | None:
    frame = draft.frame
    sure, asked = confidence(draft, letter, loose)
    asked += _usual_questions(draft)
    when = {key: held for key, held in draft.when.items() if held not in ([], "", None)}
    if draft.period is not None and draft.period.season:
        when["season"] = draft.period.season
    if draft.event is not None:
        event = tidy_snippet(letter.text[draft.event[0] : draft.event[1]])
        draft.value["starts"] = f"event: {event}"
        asked.append(("event_start", {"event": event}))
    data: dict[str, Any] = {
        "point": draft.point,
        "value": draft.value,
        "when": when,
        **period_data(draft.period),
        "modality": _modality(frame.ref, frame.span, frame.has("forbid"), owners),
        "force": draft.force,
        "bounds": None,
        "text": tidy_snippet(letter.text[frame.span[0] : frame.span[1]]),
        "left_over": [token.text for token in left_over(frame)],
    }
    if draft.note:
        data["note"] = draft.note
    if not _valid(data, letter):
        return None
    questions = {question.text: question for question in (Question(name, words) for name, words in asked)}
    return ProposedRule(frame.ref, data, frame.span, sure, tuple(questions.values()))


def _valid(data: dict[str, Any], letter: Letter) -> bool:
    """Whether the policy can take the rule: a period that ends before it begins makes none."""
    issued = letter.issuer.issued
    if issued is None:
        return True
    try:
        rule_from_data(data, id="r", body="", issued_on=issued, source=Source("", ""))
    except PolicyDataError:
        return False
    return True


def _usual_questions(draft: RuleDraft) -> list[tuple[str, dict[str, str]]]:
    """What only a person can answer, whatever the words."""
    asked: list[tuple[str, dict[str, str]]] = []
    if draft.value in ("closed", "only") and draft.point.startswith(("receive.", "return.")):
        if draft.period is None or not (draft.period.ends or draft.period.event):
            asked.append(("until", {}))
        if draft.value == "closed":
            asked.append(("closed_exception", {}))
    if draft.point.endswith(".cap"):
        asked.append(("counts_officers", {}))
    if "urgent" in draft.when:
        asked.append(("which_urgent", {}))
    levels = ", ".join(map(str, draft.when.get("online_levels", [])))
    if levels and draft.frame.conditions.rest:
        asked.append(("rest_levels", {"levels": levels}))
    elif levels and draft.value == "only":
        asked.append(("levels_of_list", {"levels": levels}))
    return asked


def _modality(ref: str, span: Span, forbids: bool, owners: list[Assignment]) -> str:
    if forbids:
        return "prohibition"
    inside = [owner for owner in owners if owner.ref == ref and owner.span[0] <= span[0] < owner.span[1]]
    return min(inside, key=lambda one: one.span[1] - one.span[0]).modality if inside else "order"
