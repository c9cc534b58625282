"""The sentences of a letter's clauses with what holds for each: whose duty, which way, under which condition.

A fragment "Đối với những hồ sơ chưa cần thiết." and a label "Trả kết quả:" set conditions for what follows them in the
paragraph; "Thời gian thực hiện: Từ ngày 31/3/2020" sets the first day for its whole clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from motcua.rulebook.reading.assignments import flatten, paragraph_spans
from motcua.rulebook.reading.due import read_due
from motcua.rulebook.reading.limits import own_spans
from motcua.rulebook.reading.parts import Assignment, Clause, Header, Span
from motcua.rulebook.reading.phrases import compiled, flat
from motcua.rulebook.reading.words import word_list

_STOP: Final = re.compile(r"\./\.|(?<=\w{2})[.](?=\s+\W*[A-ZÀ-ỸĐ])|(?<=[)\"”»])[.](?=\s)")
_BULLET: Final = re.compile(r"\s*[-+•–]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a clause with what holds for it."""

    ref: str
    span: Span
    direction: str  # "receive", "return" or "": what a label before it says
    when: dict[str, Any]
    owner: Assignment | None
    begins: str | None  # ISO, from which day
    ends: str | None  # ISO, the last day
    rest: bool = False  # it speaks of "các thủ tục còn lại": those that the sentence before left over


@dataclass(slots=True)
class Document:
    """The letter being read: text and flat text, its sentences, and whether it speaks of one-stop shops."""

    text: str
    flat: str
    issued: date | None
    year: int | None
    subject: str
    sentences: list[Sentence] = field(default_factory=list)
    clause_texts: dict[str, str] = field(default_factory=dict)
    owners: list[Assignment] = field(default_factory=list)

    def words(self, span: Span) -> str:
        """The flat text of a span."""
        return self.flat[span[0] : span[1]]

    def owner_at(self, ref: str, at: int) -> Assignment | None:
        """The assignment of clause `ref` in which the place `at` lies; the smallest of several."""
        inside = [owner for owner in self.owners if owner.ref == ref and owner.span[0] <= at < owner.span[1]]
        return min(inside, key=lambda owner: owner.span[1] - owner.span[0]) if inside else None

    def about_one_stop(self, sentence: Sentence) -> bool:
        """Whether the sentence, its clause or the letter's subject speaks of one-stop shops."""
        gate = compiled(word_list("phrases")["gate"]["one_stop"])
        return bool(gate.search(self.subject) or gate.search(self.clause_texts.get(sentence.ref, "")))


def read_document(
    text: str, header: Header, clauses: tuple[Clause, ...], assignments: tuple[Assignment, ...]
) -> Document:
    """All sentences of the clauses; of a letter without clauses, those of its assignments (number "")."""
    issued = header.date.value if isinstance(header.date.value, date) else None
    year = header.year.value if isinstance(header.year.value, int) else None
    document = Document(text, flat(text), issued, year, flat(str(header.subject.value or "")))
    owners = document.owners = list(flatten(assignments))
    stretches = [*own_spans(clauses), *(("", owner.span) for owner in owners if not owner.ref)]
    if not stretches and compiled(word_list("phrases")["gate"]["one_stop"]).search(document.subject):
        stretches = [("", span) for span in _own_words(document, header.body)]
    for ref, span in stretches:
        document.clause_texts[ref] = document.clause_texts.get(ref, "") + " " + document.words(span)
    whole = _whole_period(document, (min((span[0] for _, span in stretches), default=0), header.body[1]))
    periods: dict[str, tuple[str | None, str | None]] = {"": whole}
    for ref, span in stretches:
        begins, ends = _period(document, span)
        above = next((periods[outer] for outer in _above(ref) if outer in periods), whole)
        periods[ref] = (begins or above[0], ends or above[1])
        document.sentences += _sentences(document, ref, span, owners, periods[ref])
    return document


def _own_words(document: Document, body: Span) -> Iterator[Span]:
    """The paragraphs of a letter without clauses and orders ("Công an tỉnh thông báo: …"), its preamble left out."""
    preamble = compiled(word_list("phrases")["gate"]["preamble"])
    for low, high in paragraph_spans(document.text, *body):
        if not preamble.match(document.flat, low):
            yield low, high


def _whole_period(document: Document, span: Span) -> tuple[str | None, str | None]:
    """A period set for all: "Quyết định này có hiệu lực kể từ ngày ký", "áp dụng từ ngày … đến hết ngày …"."""
    if compiled(word_list("phrases")["effect"]["immediate"]).search(document.flat, *span) and document.issued:
        return document.issued.isoformat(), None
    general = compiled(word_list("phrases")["effect"]["general"]).search(document.flat, *span)
    if general:
        return _period(document, (general.start(), min(span[1], general.end() + 200)))
    return None, None


def _above(ref: str) -> Iterator[str]:
    """The clauses a clause stands under, nearest first: "2.1.a" stands under "2.1" and "2"."""
    while "." in ref:
        ref = ref.rpartition(".")[0]
        yield ref


def _period(document: Document, span: Span) -> tuple[str | None, str | None]:
    begins = ends = None
    for due in read_due(document.text, document.flat, *span, document.issued, document.year):
        if due.kind == "from" and due.iso:
            begins, ends = begins or due.iso, ends or due.until
        elif due.kind == "fixed" and due.iso and not due.exclusive and "den het" in flat(due.words):
            ends = ends or due.iso
    return begins, ends


def _sentences(
    document: Document,
    ref: str,
    span: Span,
    owners: list[Assignment],
    period: tuple[str | None, str | None],
) -> Iterator[Sentence]:
    begins, ends = period
    direction, named = "", frozenset[int]()
    labels = word_list("phrases")["direction"]
    for low, high in paragraph_spans(document.text, *span):
        carried: dict[str, Any] = {}
        if _BULLET.match(document.text, low, high):
            direction = ""
        if compiled(labels["label_return"]).match(document.flat, low, high):
            direction = "return"
        elif compiled(labels["label_receive"]).match(document.flat, low, high):
            direction = "receive"
        for first, last in split(document.text, low, high):
            words = document.flat[first:last]
            when = stated_conditions(words)
            rest = (
                bool(compiled(word_list("phrases")["condition"]["rest"]).search(words)) and "online_levels" not in when
            )
            if rest:
                when["online_levels"] = sorted(frozenset({1, 2, 3, 4}) - (named or frozenset({3, 4})))
            elif when.get("online_levels"):
                named = frozenset(when["online_levels"])
            fragment = re.match(r"\s*[-+•\"* ]*doi voi", words) and not _says(words)
            if fragment:
                carried = when
                continue
            owner = _owner(owners, ref, (first, last))
            yield Sentence(ref, (first, last), direction, {**carried, **when}, owner, begins, ends, rest)


def _says(words: str) -> bool:
    """Whether a sentence says something, and is not only a condition for the next one."""
    statuses = [status["pattern"] for status in word_list("phrases")["status"]]
    verbs = "|".join([*statuses, r"thực hiện tiếp nhận", r"sẽ|được|phải|giao|yêu cầu|bố trí"])
    return bool(compiled(rf"(?<!\w)(?:{verbs})").search(words))


def split(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a paragraph."""
    at = start
    for stop in _STOP.finditer(text, start, end):
        if text[at : stop.start()].strip():
            yield at, stop.start()
        at = stop.end()
    if text[at:end].strip():
        yield at, end


def _owner(owners: list[Assignment], ref: str, span: Span) -> Assignment | None:
    inside = [owner for owner in owners if owner.ref == ref and owner.span[0] <= span[1] and span[0] < owner.span[1]]
    return min(inside, key=lambda owner: owner.span[1] - owner.span[0]) if inside else None


def stated_conditions(words: str) -> dict[str, Any]:
    """Conditions a sentence sets, as fields of `When` (lists for sets); `words` is flat text."""
    patterns = word_list("phrases")["condition"]
    found: dict[str, Any] = {}
    if compiled(patterns["uses_neither"]).search(words):
        found["uses_neither"] = True
    if compiled(patterns["not_urgent"]).search(words):
        found["urgent"] = False
    elif compiled(patterns["urgent"]).search(words):
        found["urgent"] = True
    levels = {int(digit) for hit in compiled(patterns["levels"]).finditer(words) for digit in _digits(hit["levels"])}
    if "uses_neither" not in found:
        if compiled(patterns["full"]).search(words):
            levels.add(4)
        if compiled(patterns["part"]).search(words):
            levels.add(3)
        if levels:
            found["online_levels"] = sorted(levels)
    epidemic = compiled(patterns["epidemic"]).search(words)
    if epidemic:
        found["epidemic_levels"] = sorted({int(digit) for digit in _digits(epidemic["epidemic"])})
    groups = [name for name, pattern in word_list("phrases")["groups"].items() if compiled(pattern).search(words)]
    if groups and re.search(r"doi voi|uu tien", words):
        found["groups"] = sorted(groups)
    return found


def _digits(words: str) -> list[str]:
    return re.findall(r"[1-4]", words)


def unit_kinds(words: str) -> list[str]:
    """Kinds of unit a stretch names: provincial_centre, district_unit, commune_unit."""
    kinds = word_list("phrases")["unit_kinds"]
    return [name for name, pattern in kinds.items() if compiled(pattern).search(words)]


def parts(document: Document, span: Span) -> Iterator[Span]:
    """The parts of a sentence between semicolons."""
    at, end = span
    while (semicolon := document.flat.find(";", at, end)) >= 0:
        yield at, semicolon
        at = semicolon + 1
    yield at, end


def where(document: Document, sentence: Sentence, at: int) -> list[str]:
    """Kinds of unit that the part of the sentence around `at` is about; none where it speaks of all levels."""
    for low, high in parts(document, sentence.span):
        if low <= at < high:
            words = document.flat[low:high]
            kinds = unit_kinds(words)
            if len(kinds) == len(word_list("phrases")["unit_kinds"]):
                return []  # all kinds named one by one
            return [] if re.search(r"(?:cac|moi) cap(?!\w)", words) else kinds
    return []


def said(words: str) -> tuple[str, ...]:
    """The directions that the words name."""
    patterns = word_list("phrases")["direction"]
    back = compiled(patterns["return"]).search(words)
    forth = compiled(patterns["handing"]).search(words)
    return tuple(name for name, on in zip(("receive", "return"), (forth, back), strict=True) if on)
