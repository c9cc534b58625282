"""Rules of single phrases: checks at the door, equipment, people on duty, caps, targets, support, announcements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from motcua.rulebook.reading.parts import ProposedRule, Span
from motcua.rulebook.reading.phrases import compiled, tidy_snippet
from motcua.rulebook.reading.proposals_rule import rule
from motcua.rulebook.reading.proposals_sentences import Document, Sentence, unit_kinds, where
from motcua.rulebook.reading.words import word_list


def fact_rules(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    """Rules of one sentence that hold whatever the channel."""
    yield from _facts(document, sentence)
    yield from _caps(document, sentence)
    yield from _targets(document, sentence)
    yield from _on_the_spot(document, sentence)


def _facts(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    words = document.words(sentence.span)
    for fact in word_list("phrases")["fact"]:
        hit = compiled(rf"(?<!\w)(?:{fact['pattern']})").search(document.flat, *sentence.span)
        if hit is None or _negated(document, hit.start(), fact["point"]):
            continue
        if fact.get("capital") and not document.text[hit.start()].isupper():
            continue  # "Báo Hà Giang", not "đảm bảo"
        if fact.get("needs") and not compiled(fact["needs"]).search(words):
            continue
        if fact.get("not") and compiled(fact["not"]).search(words):
            continue
        for point in (fact["point"], *fact.get("also", [])):
            yield rule(
                document,
                sentence,
                point,
                _value(fact, words),
                hit.span(),
                when=_where(fact, document, sentence, hit.start()),
                questions=[*fact.get("questions", []), *_who_asked(fact, words)],
                confidence=fact.get("confidence", "likely"),
                note=fact.get("note", ""),
            )


def _negated(document: Document, at: int, point: str) -> bool:
    """ "không phải khai báo y tế" asks nothing; for the guard against refusing, the negation is the rule."""
    before = document.flat[max(0, at - 22) : at]
    return not point.startswith("guard.") and bool(
        re.search(r"(?<!\w)(?:khong (?:phai|can|bat buoc)|mien|chua|da)\s+$", before)
    )


def _value(fact: dict[str, Any], words: str) -> Any:
    if fact.get("who"):
        who = [name for name, pattern in word_list("phrases")["who"].items() if compiled(pattern).search(words)]
        return sorted(who) if who else ["staff", "visitors"]
    if fact.get("published"):
        places = [
            name for name, pattern in word_list("phrases")["published"].items() if compiled(pattern).search(words)
        ]
        told = re.search(r"thong bao|cong khai|niem yet", words)
        return {"published_at": places} if places and told else True
    return None if fact.get("value_null") else fact["value"]


def _who_asked(fact: dict[str, Any], words: str) -> list[str]:
    named = any(compiled(pattern).search(words) for pattern in word_list("phrases")["who"].values())
    return [] if named or not fact.get("who") else ["who_checked"]


def _where(fact: dict[str, Any], document: Document, sentence: Sentence, at: int) -> dict[str, Any]:
    """The kinds of unit a fact holds for: those its sentence names; for plans and reopening also its clause."""
    family = fact["point"].partition(".")[0]
    if family == "plan" or fact.get("note") == "required_open":
        words = document.words(sentence.span)
        return {"unit_kinds": unit_kinds(words) or unit_kinds(document.clause_texts.get(sentence.ref, ""))}
    return {"unit_kinds": where(document, sentence, at)} if family in ("entry", "equipment", "duty") else {}


def _caps(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    patterns = word_list("phrases")["cap"]
    hits = list(compiled(patterns["number"]).finditer(document.flat, *sentence.span))
    for hit in hits:
        near = document.flat[hit.end() : min(sentence.span[1], hit.end() + 70)]
        room = compiled(patterns["room"]).search(near) or compiled(patterns["room"]).search(
            document.flat, max(sentence.span[0], hit.start() - 50), hit.start()
        )
        value = int(hit["n"])
        if value:
            point = "room.cap" if room else "unit.cap"
            yield rule(
                document,
                sentence,
                point,
                value,
                hit.span(),
                when={"unit_kinds": where(document, sentence, hit.start())},
                questions=["counts_officers"],
                confidence="certain",
            )
    ordered = compiled(patterns["as_ordered"]).search(document.flat, *sentence.span)
    if ordered and not hits:
        for point in ("room.cap", "unit.cap"):
            yield rule(
                document,
                sentence,
                point,
                None,
                ordered.span(),
                when={"unit_kinds": where(document, sentence, ordered.start())},
                questions=["cap_number", "counts_officers"],
                confidence="unsure",
            )


def _targets(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    for indicator, target in word_list("phrases")["target"].items():
        hit = compiled(target["pattern"]).search(document.flat, *sentence.span)
        if hit is None:
            continue
        number = float((hit["n"] or hit.groupdict().get("n2") or "0").replace(",", "."))
        value = int(number) if number.is_integer() else number
        yield rule(
            document,
            sentence,
            f"target.{indicator}",
            value,
            hit.span(),
            questions=target.get("questions", []),
            confidence="certain",
        )


def _on_the_spot(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    patterns = word_list("phrases")["on_the_spot"]
    hit = compiled(patterns["pattern"]).search(document.flat, *sentence.span)
    if hit is None or not compiled(patterns["needs"]).search(document.words(sentence.span)):
        return
    starts = _event_after(document, sentence.span)
    value: dict[str, Any] = {"steps": int(hit["n"])}
    questions: list[str] = []
    if starts:
        value["starts"] = f"event: {starts}"
        questions.append("event_start")
    words = {"event": starts} if starts else None
    yield rule(
        document,
        sentence,
        "process.on_the_spot",
        value,
        (hit.start(), hit.end()),
        questions=questions,
        words=words,
    )


def _event_after(document: Document, span: Span) -> str:
    pattern = compiled(r"sau khi (?:hết|kết thúc|có|hoàn thành|được)[^.;:,]{3,60}")
    hit = pattern.search(document.flat, *span)
    return tidy_snippet(document.text[hit.start() : hit.end()]) if hit else ""
