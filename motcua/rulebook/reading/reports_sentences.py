"""The sentences of a letter's clauses with whoever is told in each: where report series are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from motcua.rulebook.reading.assignments import flatten, paragraph_spans
from motcua.rulebook.reading.limits import own_spans
from motcua.rulebook.reading.parts import Assignment, Clause, Header, Span
from motcua.rulebook.reading.phrases import compiled, flat
from motcua.rulebook.reading.words import word_list

_STOP: Final = re.compile(r"\./\.|(?<=\w{2})[.](?=\s+\W*[A-ZÀ-ỸĐ])|(?<=[)\"”»])[.](?=\s)")


@dataclass(frozen=True, slots=True)
class ReportSentence:
    """One sentence of a clause and the assignment it lies in."""

    ref: str
    span: Span
    owner: Assignment | None


@dataclass(slots=True)
class Document:
    """The letter being read: text and flat text, its sentences, and who is told what."""

    text: str
    flat: str
    issued: date | None
    year: int | None
    sentences: list[ReportSentence] = field(default_factory=list)
    owners: list[Assignment] = field(default_factory=list)

    def words(self, span: Span) -> str:
        """The flat text of a span."""
        return self.flat[span[0] : span[1]]

    def owner_at(self, ref: str, at: int) -> Assignment | None:
        """The assignment of clause `ref` in which the place `at` lies; the smallest of several."""
        inside = [owner for owner in self.owners if owner.ref == ref and owner.span[0] <= at < owner.span[1]]
        return min(inside, key=lambda owner: owner.span[1] - owner.span[0]) if inside else None


def read_document(
    text: str, header: Header, clauses: tuple[Clause, ...], assignments: tuple[Assignment, ...]
) -> Document:
    """All sentences of the clauses; of a letter without clauses, those of its assignments (number "")."""
    issued = header.date.value if isinstance(header.date.value, date) else None
    year = header.year.value if isinstance(header.year.value, int) else None
    document = Document(text, flat(text), issued, year)
    owners = document.owners = list(flatten(assignments))
    stretches = [*own_spans(clauses), *(("", owner.span) for owner in owners if not owner.ref)]
    subject = flat(str(header.subject.value or ""))
    if not stretches and compiled(word_list("phrases")["gate"]["one_stop"]).search(subject):
        stretches = [("", span) for span in _own_words(document, header.body)]
    by_ref: dict[str, list[Assignment]] = {}
    for owner in owners:
        by_ref.setdefault(owner.ref, []).append(owner)
    for ref, span in stretches:
        for low, high in paragraph_spans(document.text, *span):
            for place in split(document.text, low, high):
                document.sentences.append(ReportSentence(ref, place, _owner(by_ref.get(ref, []), place)))
    return document


def _own_words(document: Document, body: Span) -> Iterator[Span]:
    """The paragraphs of a letter without clauses and orders, its preamble left out."""
    preamble = compiled(word_list("phrases")["gate"]["preamble"])
    for low, high in paragraph_spans(document.text, *body):
        if not preamble.match(document.flat, low):
            yield low, high


def split(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a paragraph."""
    at = start
    for stop in _STOP.finditer(text, start, end):
        if text[at : stop.start()].strip():
            yield at, stop.start()
        at = stop.end()
    if text[at:end].strip():
        yield at, end


def _owner(owners: list[Assignment], span: Span) -> Assignment | None:
    inside = [owner for owner in owners if owner.span[0] <= span[1] and span[0] < owner.span[1]]
    return min(inside, key=lambda owner: owner.span[1] - owner.span[0]) if inside else None


def parts(document: Document, span: Span) -> Iterator[Span]:
    """The parts of a sentence between semicolons."""
    at, end = span
    while (semicolon := document.flat.find(";", at, end)) >= 0:
        yield at, semicolon
        at = semicolon + 1
    yield at, end
