"""Merge a page that two people fill: changes are kept by field, and both are told where both changed one field.

Plain Python: answers are as a browser posts them, in their own shape (text, addresses, rows of a group).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class MergedPage:
    """The answers to keep; `changed` are the fields that this person changed, `lost` what the other one had in them."""

    answers: dict[str, Any]
    changed: list[str] = field(default_factory=list)
    lost: dict[str, Any] = field(default_factory=dict)


def mark_of(answer: Any) -> str:
    """A short mark of an answer: the same for the same words, "" for nothing; empty parts and rows do not count."""
    kept = _without_empties(answer)
    if kept in ("", [], {}):
        return ""
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def marks_of(answers: Mapping[str, Any]) -> dict[str, str]:
    """The marks of a page's answers as they were shown."""
    return {name: mark_of(answer) for name, answer in answers.items()}


def merge_page(*, kept: Mapping[str, Any], typed: Mapping[str, Any], seen: Mapping[str, str]) -> MergedPage:
    """Merge `typed`, sent by a person who was shown the answers with the marks `seen`, into the page.

    A field that the person left as shown keeps its present answer, whoever wrote it since. A field that was changed
    gets the new words: the last writer wins, and where the other had changed it too, the other's words are in `lost`.
    """
    answers, changed, lost = dict(kept), [], {}
    for name, mine in typed.items():
        # A field that was not shown, such as one that an answer opened since, was empty to its writer.
        mark, shown, now = mark_of(mine), seen.get(name, ""), mark_of(kept.get(name))
        if mark == shown and name in kept:
            continue
        answers[name] = mine
        if mark != now and mark != shown:
            changed.append(name)
            if now != shown and now:
                lost[name] = kept.get(name)
    return MergedPage(answers, changed, lost)


def read_marks(text: str) -> dict[str, str]:
    """Read the marks that a page carried; empty where the text was not made by this module."""
    if len(text) > 20_000:
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): mark for name, mark in found.items() if isinstance(mark, str) and len(mark) <= 16}


def _without_empties(answer: Any) -> Any:
    if isinstance(answer, Mapping):
        inner = {str(name): _without_empties(value) for name, value in answer.items()}
        return {name: value for name, value in inner.items() if value not in ("", [], {})}
    if isinstance(answer, list | tuple):
        rows = [_without_empties(value) for value in answer]
        while rows and rows[-1] in ("", [], {}):
            rows.pop()
        return rows
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return "true" if answer else ""
    if answer == "on":  # a ticked box, as a browser posts it
        return "true"
    return "\n".join(str(answer).replace("\0", "").splitlines()).strip()
