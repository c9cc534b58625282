"""What was read of a letter, arranged for the page: each finding has an id that lights its place in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.directives.compiling import rule_of
from motcua.rulebook.policy.data import PolicyDataError
from motcua.rulebook.policy.describe import describe

HEADER = {
    "issuer": gettext_noop("Cơ quan ban hành"),
    "printed_number": gettext_noop("Số, ký hiệu"),
    "place": gettext_noop("Địa danh"),
    "date": gettext_noop("Ngày"),
    "subject": gettext_noop("Trích yếu"),
    "urgency": gettext_noop("Mức độ khẩn"),
}
CONFIDENCE = {
    "certain": gettext_noop("chắc chắn"),
    "likely": gettext_noop("có lẽ"),
    "unsure": gettext_noop("chưa chắc"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the reading; `mark` is the id that its place in the letter carries."""

    mark: str
    label: str
    text: str


@dataclass(slots=True)
class RuleLine:
    """One proposed rule in words, with what the person must decide."""

    row: Any
    mark: str
    words: str
    changed: bool
    confidence: str


@dataclass(slots=True)
class ReadingView:
    """All the findings, and the spans for the text: (mark, start, end)."""

    header: list[Finding] = field(default_factory=list)
    recipients: list[Finding] = field(default_factory=list)
    cites: list[Finding] = field(default_factory=list)
    assignments: list[Mapping[str, Any]] = field(default_factory=list)
    rules: list[RuleLine] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    signer: str = ""
    spans: list[tuple[str, int, int]] = field(default_factory=list)


def _pair(span: Any) -> tuple[int, int] | None:
    """A span of the JSON as a pair; anything else is no span."""
    if isinstance(span, Sequence) and len(span) == 2 and all(isinstance(edge, int) for edge in span):
        return int(span[0]), int(span[1])
    return None


def reading_of(letter: Any, rule_set: Any, *, language: str) -> ReadingView:
    """Arrange the stored reading of a letter and its rules for the page."""
    found, view = letter.reading, ReadingView()
    spans = found.get("spans") or {}

    def mark(name: str, span: Any) -> str:
        pair = _pair(span)
        if pair is not None:
            view.spans.append((name, *pair))
        return name if pair is not None else ""

    for key, label in HEADER.items():
        value = found.get(key)
        text = (
            str(value)
            if value is not None
            else _("để trống trong văn bản")
            if key in {"printed_number", "date"}
            else ""
        )
        if text:
            view.header.append(Finding(mark(f"h-{key}", spans.get(key)), _(label), text))
    for number, name in enumerate(found.get("recipients") or []):
        span = _nth(spans.get("recipients"), number)
        view.recipients.append(Finding(mark(f"k{number}", span), "", str(name)))
    for number, cite in enumerate(found.get("cites") or []):
        span = _nth(spans.get("cites"), number)
        view.cites.append(Finding(mark(f"c{number}", span), str(cite.get("date") or ""), str(cite["number"])))
    for number, (depth, one, span) in enumerate(_walk(found.get("assignments") or [], spans.get("assignments"))):
        view.assignments.append({**one, "depth": depth, "mark": mark(f"a{number}", span)})
    signer = found.get("signer")
    if signer:
        view.signer = ", ".join(str(signer[key]) for key in ("authority", "title", "name") if signer.get(key))
    view.warnings = [str(one) for one in found.get("warnings") or []]
    for row in rule_set.rows.all():
        words = _words(row, rule_set, language)
        confidence = _(CONFIDENCE[row.confidence]) if row.confidence in CONFIDENCE else ""
        changed = row.proposal is None or row.proposal != row.data
        view.rules.append(RuleLine(row, mark(f"r{row.pk}", row.span), words, changed, confidence))
    return view


def _words(row: Any, rule_set: Any, language: str) -> str:
    try:
        return describe(rule_of(row, rule_set, at=rule_set.created_at), lang=language)
    except PolicyDataError as failure:
        return f"{row.point}: {failure.message}"


def _nth(spans: Any, number: int) -> Any:
    return spans[number] if isinstance(spans, Sequence) and number < len(spans) else None


def _walk(
    assignments: Sequence[Mapping[str, Any]], spans: Any, depth: int = 0
) -> Iterator[tuple[int, Mapping[str, Any], Any]]:
    """Assignments with their children, depth first, each with its own span."""
    for number, one in enumerate(assignments):
        here = _nth(spans, number)
        span = here.get("span") or here.get("text") if isinstance(here, Mapping) else here
        yield depth, one, span
        children = here.get("children") if isinstance(here, Mapping) else None
        yield from _walk(one.get("children") or [], children, depth + 1)
