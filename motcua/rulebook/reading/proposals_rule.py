"""One proposed rule: the JSON of `rulebook.policy.data`, with its snippet, span and questions for a person."""

from __future__ import annotations

import re
from typing import Any

from motcua.rulebook.reading.parts import ProposedRule, Span
from motcua.rulebook.reading.phrases import tidy_snippet
from motcua.rulebook.reading.proposals_sentences import Document, Sentence
from motcua.rulebook.reading.words import word_list


def rule(
    document: Document,
    sentence: Sentence,
    point: str,
    value: Any,
    span: Span,
    *,
    when: dict[str, Any] | None = None,
    force: str = "binding",
    questions: list[str] | tuple[str, ...] = (),
    confidence: str = "likely",
    note: str = "",
    words: dict[str, str] | None = None,
) -> ProposedRule:
    """A rule on `point`, with the modality and period of its sentence. `questions` are names of questions.toml."""
    conditions = {key: held for key, held in (when or {}).items() if held not in ([], "", None)}
    data: dict[str, Any] = {
        "point": point,
        "value": value,
        "when": conditions,
        "from": sentence.begins,
        "to": sentence.ends,
        "modality": _modality(document, sentence, span[0]),
        "force": force,
        "bounds": None,
        "text": tidy_snippet(document.text[span[0] : span[1]]),
    }
    if note:
        data["note"] = note
    fills = {"levels": ", ".join(map(str, conditions.get("online_levels", []))), **(words or {})}
    asked = [word_list("questions")[name].format_map(_Blank(fills)) for name in dict.fromkeys(questions)]
    return ProposedRule(sentence.ref, data, span, confidence, tuple(asked))


def _modality(document: Document, sentence: Sentence, at: int) -> str:
    if re.match(r"\W*nghiem cam", document.words(sentence.span)):
        return "prohibition"
    owner = document.owner_at(sentence.ref, at) or sentence.owner
    return owner.modality if owner else "order"


class _Blank(dict[str, str]):
    """A word the letter does not give leaves an ellipsis in the question."""

    def __missing__(self, key: str) -> str:
        return "…"
