"""Report series: who reports to whom, about what, how often, by when and on what paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from motcua.rulebook.reading.actors import list_at, trimmed
from motcua.rulebook.reading.due import WEEKDAY_NAMES, Due, read_due
from motcua.rulebook.reading.parts import Assignment, Clause, Header, ProposedReport, Span
from motcua.rulebook.reading.phrases import compiled, flat, tidy_snippet
from motcua.rulebook.reading.reports_sentences import Document, ReportSentence, parts, read_document
from motcua.rulebook.reading.words import word_list

_LONGEST_TOPIC: Final = 120


def report_series(document: Document, sentence: ReportSentence) -> Iterator[ProposedReport]:
    """The report series of one sentence, in the keys of the point `report.<series>`; the span gives the words.

    A report of difficulties as they come ("trường hợp vướng mắc") is no series.
    """
    if sentence.owner is None or not sentence.owner.assignees:
        return  # a narrative: nobody is told to report
    for low, high in parts(document, sentence.span):
        verbs = list(_verbs(document, low, high))
        if not verbs:
            continue
        found = [(verb, *_recipients(document, verb[1], high)) for verb in verbs]
        verb, recipients, after = next((hit for hit in found if hit[1]), found[0])
        about = _about(document, verbs[0][1], high) or _about(document, after, high)
        dues = read_due(document.text, document.flat, low, high, document.issued, document.year)
        series = [due for due in dues if due.kind == "series"]
        fixed = [due for due in dues if due.kind == "fixed"]
        vague = [due for due in dues if due.kind == "vague"]
        if not series and not fixed and not (vague and (recipients or _about(document, verb[1], verb[1] + 60))):
            continue
        base = {
            "from": _from(document, sentence, verb[0]),
            "to": recipients,
            "about": about or _topic(document, low, verbs[0][0]),
        }
        for due, reach in _reaches(document, series, (low, high)) if series else [((fixed or vague)[0], (low, high))]:
            data: dict[str, Any] = {
                **base,
                "every": due.recurrence,
                "due": _due(due),
                "due_rule": due.rule() if due.kind == "series" else None,
                "medium": _medium(document.words(reach)),
            }
            sure = "certain" if due.kind in ("series", "fixed") else "likely"
            yield ProposedReport(sentence.ref, data, (verb[0], max(due.span[1], verb[1])), sure)


def propose_reports(
    text: str, header: Header, clauses: tuple[Clause, ...], assignments: tuple[Assignment, ...]
) -> tuple[ProposedReport, ...]:
    """The report series of a letter, in the order of the text."""
    document = read_document(text, header, clauses, assignments)
    return tuple(report for sentence in document.sentences for report in report_series(document, sentence))


def _verbs(document: Document, low: int, high: int) -> Iterator[Span]:
    patterns = word_list("phrases")["report"]
    for hit in compiled(rf"(?<!\w)(?:{patterns['verb']})(?!\w)").finditer(document.flat, low, high):
        before = document.flat[max(low, hit.start() - 25) : hit.start()]
        if compiled(patterns["not_before"]).search(before):
            continue
        if compiled(patterns["not_after"]).match(document.flat, hit.end()):
            continue
        if compiled(patterns["escalation"]).search(document.flat, max(low, hit.start() - 120), hit.start()):
            continue
        yield hit.span()


def _recipients(document: Document, at: int, high: int) -> tuple[str | None, int]:
    """Those the report goes to, as printed, and where what follows them begins."""
    lead = compiled(rf"\s{word_list('phrases')['report']['to_lead']}(?=\s)")
    reach = min(high, at + 80)
    for start in (at, *(hit.end() for hit in lead.finditer(document.flat, at, reach))):
        found = list_at(document.text, document.flat, start, high)
        if found:
            names = [trimmed(document.text, document.flat, name) for name in found.names]
            last = names[-1].span or (start, start)
            return ", ".join(str(name.value) for name in names), last[1]
    return None, at


def _from(document: Document, sentence: ReportSentence, at: int) -> str:
    if compiled(word_list("phrases")["report"]["every_unit"]).search(document.flat, *sentence.span):
        return "every unit"
    owner = document.owner_at(sentence.ref, at) or sentence.owner
    return ", ".join(str(leaf.value) for leaf in owner.assignees) if owner and owner.assignees else "every unit"


def _about(document: Document, at: int, high: int) -> str | None:
    hit = compiled(word_list("phrases")["report"]["about"]).search(document.flat, at, high)
    if hit is None:
        return None
    end = hit.end("about")
    for due in read_due(document.text, document.flat, hit.start("about"), end):
        end = min(end, due.span[0])
    printed = document.text[hit.start("about") : end]
    topic = tidy_snippet(
        re.split(r",? (?:hàng|hằng|định kỳ|trước|gửi|báo cáo|theo) | (?:về|cho|lên) (?=[A-ZĐ])", printed)[0]
    )
    return topic[:_LONGEST_TOPIC] or None


def _topic(document: Document, low: int, at: int) -> str | None:
    """What stands before "báo cáo" in the sentence: the work to be reported."""
    if compiled(rf"[\s\-+•]*(?:{'|'.join(word_list('actors')['modality'].values())})(?!\w)").match(document.flat, low):
        return None  # the order itself, not what is reported
    words = re.sub(r"(?:,|\s+và)\s*$", "", tidy_snippet(document.text[low:at].rstrip(" ,(")))
    return words if len(words.split()) > 3 and len(words) <= _LONGEST_TOPIC else None


def _reaches(document: Document, series: list[Due], span: Span) -> Iterator[tuple[Due, Span]]:
    """Each series with the stretch of words that is its own: "và" between two series divides them."""
    at = span[0]
    for index, due in enumerate(series):
        end = span[1]
        if index + 1 < len(series):
            end = document.flat.find(" va ", due.span[1], series[index + 1].span[0])
            end = end if end >= 0 else series[index + 1].span[0]
        yield due, (at, end)
        at = end


def _medium(words: str) -> str | None:
    patterns = word_list("phrases")["report"]
    for name, medium in (("zalo", "Zalo group"), ("written", "written"), ("email", "e-mail"), ("system", "system")):
        if compiled(patterns[name]).search(words):
            return medium
    return None


def _due(due: Due) -> str | None:
    if due.kind == "vague":
        prescribed = compiled(word_list("due")["vague"]["prescribed"])
        return "as prescribed" if prescribed.search(flat(due.words)) else "promptly"
    if due.weekday:
        name = WEEKDAY_NAMES[due.weekday - 1]
        return f"{name} {due.time}" if due.time else name
    if due.month_day:
        return f"day {due.month_day}"
    return due.iso or due.time
