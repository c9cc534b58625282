"""The proposed rules of a letter as sentences, in the order of its clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.catalog.queries.procedures import field_called
from motcua.directives.questions import OpenQuestion, open_questions
from motcua.directives.rules import rule_of
from motcua.people.queries import office_name
from motcua.rulebook.policy.data import PolicyDataError
from motcua.rulebook.policy.describe import describe_rule, field_words, source_text
from motcua.rulebook.policy.labels import point_label
from motcua.rulebook.policy.terms import Rule

# A sign, a tone and a word: never colour alone.
CONFIDENCE = {
    "certain": ("✓", "good", gettext_noop("chắc chắn")),
    "likely": ("≈", "", gettext_noop("có lẽ")),
    "answered": ("✓", "good", gettext_noop("đã trả lời")),
    "unsure": ("?", "soon", gettext_noop("chưa chắc")),
}


@dataclass(frozen=True, slots=True)
class Confidence:
    """The certainty of the reading: a sign, the tag's tone, the word."""

    sign: str
    tone: str
    word: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One proposed rule in words, with open questions; `change` says what a person changed."""

    row: Any
    mark: str
    words: str
    proposed: str
    change: str
    confidence: Confidence | None
    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True, slots=True)
class ClauseRules:
    """The rules of one clause; `ref` is "" where the letter has no clauses."""

    ref: str
    lines: tuple[RuleLine, ...]


def rule_line_of(row: Any, rule_set: Any, *, mark: str, language: str) -> RuleLine:
    """The line of one rule, with the original proposal beside a change."""
    changed = row.proposal is not None and row.proposal != row.data
    sure = CONFIDENCE.get("answered" if row.confidence == "unsure" and not row.questions else row.confidence)
    return RuleLine(
        row=row,
        mark=mark,
        words=_words(row, row.data, rule_set, language),
        proposed=_words(row, row.proposal, rule_set, language) if changed else "",
        change=_("bỏ") if row.removed else _("thêm tay") if row.proposal is None else _("đã sửa") if changed else "",
        confidence=Confidence(sure[0], sure[1], _(sure[2])) if sure and not row.removed else None,
        questions=() if row.removed else tuple(open_questions(row, rule_set, language)),
    )


def replaceable_lines(rules: Iterable[Rule], language: str) -> list[tuple[str, str]]:
    """Rules of other letters as (id, words), each with its clause; a name is looked up once."""
    places, fields = cache(office_name), cache(_field_name)
    return [
        (rule.id, f"{source_text(rule.source, language)}: {_sentence(rule, language, places, fields)}")
        for rule in rules
    ]


def by_clause(lines: list[RuleLine]) -> list[ClauseRules]:
    """Lines grouped by clause, in the order in which the clauses first appear."""
    found: dict[str, list[RuleLine]] = {}
    for line in lines:
        found.setdefault(line.row.ref, []).append(line)
    return [ClauseRules(ref, tuple(some)) for ref, some in found.items()]


def _words(row: Any, data: Any, rule_set: Any, language: str) -> str:
    before, row.data = row.data, data
    try:
        return _sentence(rule_of(row, rule_set, at=rule_set.created_at), language, office_name, _field_name)
    except PolicyDataError as failure:
        return f"{point_label(row.point, language)}: {failure.message}"
    finally:
        row.data = before


def _field_name(code: str, language: str) -> str:
    return field_called(code) or field_words(code, language)


def _sentence(rule: Rule, language: str, places: Callable[[str], str], fields: Callable[[str, str], str]) -> str:
    said = describe_rule(rule, lang=language, place_name=places, field_name=fields)
    return said[:1].upper() + said[1:]
