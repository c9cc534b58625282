"""Arranges the reading of a letter for its page; each finding's id marks its place in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.rulebook.policy.labels import PERIODS, pick
from motcua.web.formats import format_day
from motcua.web.policy.rule_lines import ClauseRules, RuleLine, by_clause, rule_line_of

HEADER = {
    "issuer": gettext_noop("Cơ quan ban hành"),
    "printed_number": gettext_noop("Số, ký hiệu"),
    "place": gettext_noop("Địa danh"),
    "date": gettext_noop("Ngày"),
    "subject": gettext_noop("Trích yếu"),
    "urgency": gettext_noop("Mức độ khẩn"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the reading; `mark` is the id of its place in the letter, `was` what was read before a correction."""

    mark: str
    label: str
    text: str
    was: str = ""


@dataclass(slots=True)
class ReadingView:
    """All findings, and the spans of the text: (mark, start, end)."""

    header: list[Finding] = field(default_factory=list)
    recipients: list[Finding] = field(default_factory=list)
    cites: list[Finding] = field(default_factory=list)
    assignments: list[Mapping[str, Any]] = field(default_factory=list)
    rules: list[ClauseRules] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: list[Finding] = field(default_factory=list)
    """Sentences with an order that nothing took, each with its clause."""
    signer: Finding | None = None
    questions: int = 0
    spans: list[tuple[str, int, int]] = field(default_factory=list)

    def mark(self, name: str, span: Any) -> str:
        """Keep where `name` stands in the text; "" where its place is not known."""
        pair = _pair(span)
        if pair is not None:
            self.spans.append((name, *pair))
        return name if pair is not None else ""


def reading_of(letter: Any, rule_set: Any, *, language: str) -> ReadingView:
    """Arrange the stored reading of a letter and its rules for the page."""
    found, view = letter.reading, ReadingView()
    spans = found.get("spans") or {}
    view.header = list(_header(letter, spans, view))
    for number, name in enumerate(found.get("recipients") or []):
        view.recipients.append(Finding(view.mark(f"k{number}", _nth(spans.get("recipients"), number)), "", str(name)))
    for number, cite in enumerate(found.get("cites") or []):
        mark = view.mark(f"c{number}", _nth(spans.get("cites"), number))
        view.cites.append(Finding(mark, _say_date(cite.get("date")), str(cite["number"])))
    for number, (depth, assignment, span) in enumerate(_walk(found.get("assignments") or [], spans.get("assignments"))):
        view.assignments.append(
            {
                **assignment,
                "depth": min(depth, 3),
                "mark": view.mark(f"a{number}", span),
                "due": _say_date(assignment.get("due")),
                "recurrence": pick(PERIODS, str(assignment["recurrence"]), language)
                if assignment.get("recurrence")
                else "",
            }
        )
    signer = found.get("signer") or {}
    read = _words(signer.get("authority"), signer.get("title"), signer.get("name"))
    if now := _words(letter.signer_title, letter.signer_name):
        view.signer = Finding(view.mark("h-signer", _whole(spans.get("signer"))), "", now, read if read != now else "")
    for number, sentence in enumerate(found.get("unread") or []):
        mark = view.mark(f"u{number}", sentence.get("span"))
        view.unread.append(Finding(mark, str(sentence.get("ref") or ""), str(sentence.get("text") or "")))
    view.warnings = [str(value) for value in found.get("warnings") or []]
    lines = [_rule(row, rule_set, view, language) for row in rule_set.rows.all()]
    view.rules = by_clause(lines)
    view.questions = sum(len(line.questions) for line in lines)
    return view


def _rule(row: Any, rule_set: Any, view: ReadingView, language: str) -> RuleLine:
    return rule_line_of(row, rule_set, mark=view.mark(f"r{row.pk}", row.span), language=language)


def _header(letter: Any, spans: Mapping[str, Any], view: ReadingView) -> Iterator[Finding]:
    """The header as it stands, with what was read where a person corrected it; number and date also when blank."""
    read = {key: _as_read(letter.reading, key) for key in HEADER}
    now = {
        **read,
        "issuer": letter.issuer,
        "printed_number": letter.number or letter.printed_number,
        "date": _say_date(letter.issued_on and letter.issued_on.isoformat()),
        "subject": letter.subject,
    }
    unusual = letter.number == letter.reading.get("number")  # not corrected, but printed in its own way
    for key, label in HEADER.items():
        was = read[key] if read[key] != now[key] else ""
        if key == "printed_number" and unusual:
            now[key], was = read[key], ""
        if now[key] or was or key in {"printed_number", "date"}:
            text = now[key] or _("để trống trong văn bản")
            yield Finding(view.mark(f"h-{key}", spans.get(key)), _(label), text, was)


def _as_read(found: Mapping[str, Any], key: str) -> str:
    return _say_date(found.get(key)) if key == "date" else str(found.get(key) or "")


def _words(*parts: Any) -> str:
    return ", ".join(" ".join(str(part).split()) for part in parts if part)


def _say_date(value: Any) -> str:
    """An ISO date in words; other text unchanged; "" for None."""
    try:
        return format_day(date.fromisoformat(str(value)), year=True)
    except ValueError:
        return "" if value is None else str(value)


def _pair(span: Any) -> tuple[int, int] | None:
    """A span of the JSON as a pair; None for anything else."""
    if isinstance(span, Sequence) and len(span) == 2 and all(isinstance(edge, int) for edge in span):
        return int(span[0]), int(span[1])
    return None


def _whole(spans: Any) -> Any:
    """The span from the first to the last place of a finding with several parts."""
    if not isinstance(spans, Mapping):
        return spans
    pairs = [pair for pair in map(_pair, spans.values()) if pair is not None]
    return [min(start for start, _end in pairs), max(end for _start, end in pairs)] if pairs else None


def _nth(spans: Any, number: int) -> Any:
    return spans[number] if isinstance(spans, Sequence) and number < len(spans) else None


def _walk(
    assignments: Sequence[Mapping[str, Any]], spans: Any, depth: int = 0
) -> Iterator[tuple[int, Mapping[str, Any], Any]]:
    """Assignments with their children, depth first, each with its own span."""
    for number, assignment in enumerate(assignments):
        here = _nth(spans, number)
        span = here.get("span") or here.get("text") if isinstance(here, Mapping) else here
        yield depth, assignment, span
        children = here.get("children") if isinstance(here, Mapping) else None
        yield from _walk(assignment.get("children") or [], children, depth + 1)
