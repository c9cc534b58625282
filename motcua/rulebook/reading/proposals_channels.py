"""Rules on the ways to hand in and to get back: the last way of some, days and hours, what a head decides alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from motcua.rulebook.reading.due import weekdays
from motcua.rulebook.reading.parts import ProposedRule
from motcua.rulebook.reading.phrases import compiled, flat
from motcua.rulebook.reading.proposals_rule import rule
from motcua.rulebook.reading.proposals_sentences import Document, Sentence, parts, said, unit_kinds, where
from motcua.rulebook.reading.proposals_statuses import DIRECTIONS, status_rules
from motcua.rulebook.reading.words import word_list

_WORKING_WEEK: Final = (1, 2, 3, 4, 5)


def channel_rules(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    """Rules of one sentence on channels: statuses, days, hours, delegation to the unit's head."""
    if sentence.when.get("uses_neither"):
        yield from _for_those_left(document, sentence)
        return
    yield from status_rules(document, sentence)
    yield from _days(document, sentence, {})
    yield from _hours(document, sentence)
    yield from _delegated(document, sentence, {})


# Those who can use neither way: the counter as a last way, on its days.


def _for_those_left(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    words = document.words(sentence.span)
    if not re.search(r"tiep nhan|tra ket qua|truc tiep|bo phan|trung tam", words):
        return
    for direction in _both(words):
        yield rule(document, sentence, f"{direction}.counter", "fallback", sentence.span, confidence="certain")
    yield from _days(document, sentence, {})
    yield from _hours(document, sentence)
    yield from _delegated(document, sentence, {})


def _both(words: str) -> tuple[str, ...]:
    return said(words) or DIRECTIONS


# Days and hours of the counter.


def _days(document: Document, sentence: Sentence, when: dict[str, Any]) -> Iterator[ProposedRule]:
    patterns = word_list("phrases")["days"]
    for low, high in parts(document, sentence.span):
        words = document.flat[low:high]
        added = compiled(patterns["added"]).search(words)
        if compiled(patterns["not"]).search(words) or not compiled(patterns["needs"]).search(words):
            continue
        days, span = weekdays(document.flat, low, high)
        if not days or span is None:
            continue
        kinds = unit_kinds(words)
        for direction in _both(words):
            yield rule(
                document,
                sentence,
                f"{direction}.counter.days",
                sorted({*_WORKING_WEEK, *days}) if added else sorted(days),
                span,
                when={**when, **({"unit_kinds": kinds} if kinds else {})},
                confidence="unsure" if added else "certain",
            )


def _hours(document: Document, sentence: Sentence) -> Iterator[ProposedRule]:
    patterns = word_list("phrases")
    words = document.words(sentence.span)
    if not compiled(patterns["days"]["needs"]).search(words) or re.search(r"bao cao|hop truc", words):
        return
    hits = list(compiled(patterns["hours"]["pattern"]).finditer(document.flat, *sentence.span))
    hours = [
        [f"{int(hit['h1']):02d}:{int(hit['m1'] or 0):02d}", f"{int(hit['h2']):02d}:{int(hit['m2'] or 0):02d}"]
        for hit in hits
        if int(hit["h1"]) < int(hit["h2"]) < 24
    ]
    if hours:
        span = (hits[0].start(), hits[-1].end())
        for direction in _both(words):
            when = {"unit_kinds": where(document, sentence, span[0])}
            yield rule(document, sentence, f"{direction}.counter.hours", sorted(hours), span, when=when)


# What the unit's head decides alone.


def _delegated(document: Document, sentence: Sentence, when: dict[str, Any]) -> Iterator[ProposedRule]:
    patterns = word_list("phrases")["delegation"]
    for low, high in parts(document, sentence.span):
        hit = compiled(patterns["pattern"]).search(document.flat, low, high)
        if not hit or not compiled(patterns["days"]).search(document.flat, low, high):
            continue
        words = document.flat[low:high]
        kinds = unit_kinds(words)
        if not kinds or kinds == ["provincial_centre"]:
            # "Bộ phận Một cửa các cấp" beside the provincial centre: the units below it.
            centre = "provincial_centre" in unit_kinds(document.words(sentence.span))
            kinds = ["district_unit", "commune_unit"] if centre or "cac cap" in words else kinds
        kinds = kinds or _kinds_of_owner(document, sentence, hit.start())
        for direction in _both(words):
            yield rule(
                document,
                sentence,
                f"{direction}.counter.days",
                None,
                (hit.start(), high),
                when={**when, **({"unit_kinds": kinds} if kinds else {})},
                force="delegated",
                questions=list(patterns["questions"]),
                confidence="likely",
            )


def _kinds_of_owner(document: Document, sentence: Sentence, at: int) -> list[str]:
    """The kinds of unit of those told: "UBND các xã, phường" runs the communes' one-stop units."""
    owner = document.owner_at(sentence.ref, at) or sentence.owner
    names = flat(", ".join(str(leaf.value) for leaf in owner.assignees)) if owner else ""
    kinds = word_list("phrases")["unit_kinds_of_body"]
    return [kind for kind, pattern in kinds.items() if compiled(pattern).search(names)]
