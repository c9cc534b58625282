"""A reading as plain JSON: what `motcua read --json` prints and what pages and the API show.

Dates are ISO; what is not printed is null. `spans` mirrors the keys: for each leaf its [start, end) in the text.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.rulebook.reading.parts import Assignment, Leaf, Reading, Span, StatedLimit

Json = dict[str, Any]


def as_json(reading: Reading) -> Json:
    """The reading as a dictionary of JSON values, keys in the order in which a person would ask."""
    header = reading.header
    signer = header.signer
    return {
        "issuer": header.issuer.value,
        "number": header.number.value,
        "printed_number": header.printed_number.value,
        "place": header.place.value,
        "date": _plain(header.date.value),
        "year": header.year.value,
        "type": header.type.value,
        "subject": header.subject.value,
        "urgency": header.urgency.value,
        "recipients": [leaf.value for leaf in header.recipients],
        "signer": {"authority": signer.authority, "title": signer.title, "name": signer.name} if signer else None,
        "basis": [leaf.value for leaf in reading.basis],
        "cites": [_cite(cite) for cite in reading.cites],
        "assignments": [_assignment(item) for item in reading.assignments],
        "copies_to": None if header.copies_to is None else [leaf.value for leaf in header.copies_to],
        "limits": [_limit(limit) for limit in reading.limits],
        "proposed_rules": [
            {
                "ref": rule.ref,
                **rule.data,
                "confidence": rule.confidence,
                "questions": [{**question.as_data(), "text": question.text} for question in rule.questions],
                "span": _pair(rule.span),
            }
            for rule in reading.proposed_rules
        ],
        "proposed_reports": [
            {"ref": report.ref, **report.data, "confidence": report.confidence, "span": _pair(report.span)}
            for report in reading.proposed_reports
        ],
        "unread": [
            {
                "ref": sentence.ref,
                "text": reading.text[sentence.span[0] : sentence.span[1]],
                "span": _pair(sentence.span),
            }
            for sentence in reading.unread
        ],
        "warnings": list(reading.warnings),
        "spans": _spans(reading),
    }


def _cite(cite: Any) -> Json:
    found: Json = {"number": cite.number, "date": _plain(cite.date), "type": cite.type}
    if cite.usual_form:
        found["usual_form"] = cite.usual_form
    return found


def _assignment(item: Assignment) -> Json:
    return {
        "ref": item.ref,
        "assignees": [leaf.value for leaf in item.assignees],
        "with": [leaf.value for leaf in item.with_],
        "text": item.text,
        "due": item.due,
        "due_text": item.due_text.value if item.due_text else None,
        "recurrence": item.recurrence.value if item.recurrence else None,
        "modality": item.modality,
        "orders": [leaf.value for leaf in item.orders],
        "children": [_assignment(child) for child in item.children],
    }


def _limit(limit: StatedLimit) -> Json:
    return {
        "ref": limit.ref,
        "value": limit.value,
        "unit": limit.unit,
        "scope": limit.scope,
        "kind": limit.kind,
    }


def _spans(reading: Reading) -> Json:
    header = reading.header
    return {
        "issuer": _pair(header.issuer.span),
        "number": _pair(header.number.span),
        "printed_number": _pair(header.printed_number.span),
        "place": _pair(header.place.span),
        "date": _pair(header.date.span),
        "year": _pair(header.year.span),
        "type": _pair(header.type.span),
        "subject": _pair(header.subject.span),
        "urgency": _pair(header.urgency.span),
        "recipients": _pairs(header.recipients),
        "signer": _pair(header.signer.span) if header.signer else None,
        "basis": _pairs(reading.basis),
        "cites": [_pair(cite.span) for cite in reading.cites],
        "assignments": [_assignment_spans(item) for item in reading.assignments],
        "copies_to": None if header.copies_to is None else _pairs(header.copies_to),
        "limits": [_pair(limit.span) for limit in reading.limits],
        "proposed_rules": [_pair(rule.span) for rule in reading.proposed_rules],
        "proposed_reports": [_pair(report.span) for report in reading.proposed_reports],
        "unread": [_pair(sentence.span) for sentence in reading.unread],
        "body": _pair(header.body),
    }


def _assignment_spans(item: Assignment) -> Json:
    return {
        "text": _pair(item.span),
        "assignees": _pairs(item.assignees),
        "with": _pairs(item.with_),
        "due": _pair(item.due_text.span) if item.due_text else None,
        "recurrence": _pair(item.recurrence.span) if item.recurrence else None,
        "orders": _pairs(item.orders),
        "children": [_assignment_spans(child) for child in item.children],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span[0], span[1]]


def _pairs(leaves: tuple[Leaf, ...]) -> list[list[int] | None]:
    return [_pair(leaf.span) for leaf in leaves]
