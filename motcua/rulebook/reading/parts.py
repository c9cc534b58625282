"""What a reading is made of. Every leaf carries its span: character offsets [start, end) in `Reading.text`.

`Reading.text` is the document's text after NFC and newline normalisation, nothing else removed, so a page can show it
and light a span. Everything here is plain data; the readers fill it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.rulebook.reading.questions import Question

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value found in the text and where: `value` None with a span means "printed, but left blank"."""

    value: Any
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: authority as printed ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), title, name."""

    authority: str | None
    title: str | None
    name: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited by number; `number` as printed in the text, `date` None where the text gives none."""

    number: str
    date: date | None
    span: Span
    type: str | None = None
    usual_form: str | None = None  # "16/CT-TTg" where "16/CTg-TTg" is printed


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered part of the body ("1", "2.1", "Điều 3", "a"); `own` is its text without children and without number.

    `ref` is the clause as numbered in the text, joined where nested ("2.1", "1.a"). `bullets` are the spans of its
    dash paragraphs, `paragraphs` those of all its own paragraphs (bullets included), `heading` the first line or bold
    run that names the assignees or the topic.
    """

    ref: str
    span: Span
    own: Span
    heading: Span | None = None
    paragraphs: tuple[Span, ...] = ()
    bullets: tuple[Span, ...] = ()
    children: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """All that stands around the body. `body` is the span from after the recipients (or title) to the end mark."""

    issuer: Leaf
    number: Leaf  # None where blank
    printed_number: Leaf  # as printed: "/UBND-KSTT2"
    place: Leaf
    date: Leaf  # datetime.date or None where day or month is blank
    year: Leaf
    type: Leaf  # "Công văn", "Chỉ thị", "Quyết định", …
    subject: Leaf
    urgency: Leaf  # "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC" or None
    recipients: tuple[Leaf, ...]
    signer: Signer | None
    copies_to: tuple[Leaf, ...] | None  # None: the file ends before it
    body: Span


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to do what: assignees as named in the text, those they work `with`, and until when.

    `due`: ISO date or datetime of the last moment allowed, or None; `due_text`: the words. `recurrence`: "day", "week",
    "month", "quarter", "year" or None; `modality`: order, request, prohibition.
    """

    ref: str
    assignees: tuple[Leaf, ...]
    text: str
    span: Span
    with_: tuple[Leaf, ...] = ()
    due: str | None = None
    due_text: Leaf | None = None
    recurrence: Leaf | None = None
    modality: str = "order"
    children: tuple[Assignment, ...] = ()
    orders: tuple[Leaf, ...] = ()  # its sentences with an order, one by one; the value is the verb


@dataclass(frozen=True, slots=True)
class StatedLimit:
    """A quantity the text limits: "không quá 20 người trong một phòng" is (20, "people", "room", "max")."""

    ref: str
    value: float
    unit: str
    scope: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class ProposedRule:
    """A rule the text seems to ask for; `data` is the JSON of `rulebook.policy.data` (point, value, when, …)."""

    ref: str
    data: dict[str, Any]
    span: Span
    confidence: str  # certain, likely, unsure
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence with an order in it that no rule, report or task was made of."""

    ref: str
    span: Span


@dataclass(frozen=True, slots=True)
class ProposedReport:
    """A report series the text asks for; keys as in the JSON: from, to, about, every, due, medium."""

    ref: str
    data: dict[str, Any]
    span: Span
    confidence: str = "certain"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of one document."""

    name: str
    text: str
    header: Header
    cites: tuple[Citation, ...] = ()
    basis: tuple[Leaf, ...] = ()
    clauses: tuple[Clause, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    limits: tuple[StatedLimit, ...] = ()
    proposed_rules: tuple[ProposedRule, ...] = ()
    proposed_reports: tuple[ProposedReport, ...] = ()
    warnings: tuple[str, ...] = field(default_factory=tuple)
    unread: tuple[Unread, ...] = ()
