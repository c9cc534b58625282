"""A reading in Vietnamese, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from motcua.rulebook.reading.parts import Assignment, Header, Reading

_RECURRENCE = {
    "day": "hằng ngày",
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "year": "hằng năm",
}
_CONFIDENCE = {"certain": "chắc chắn", "likely": "có thể", "unsure": "chưa chắc"}
_WIDTH = 13


def describe_reading(reading: Reading) -> str:
    """What was understood, a part a paragraph; what is blank or missing is said."""
    lines = [f"■ {reading.name}", *_head(reading.header)]
    lines += _listed("Căn cứ", (_short(str(leaf.value)) for leaf in reading.basis))
    lines += _listed("Dẫn", (_cite(cite) for cite in reading.cites))
    if reading.assignments:
        lines += ["", "  Giao việc"]
        for item in reading.assignments:
            lines += _assignment(item, 4)
    lines += _listed("Giới hạn", (f"[{x.ref}] {x.kind} {x.value:g} {x.unit} / {x.scope}" for x in reading.limits))
    if reading.proposed_rules:
        lines += ["", "  Quy tắc đề xuất"]
        for rule in reading.proposed_rules:
            lines.append(f"    [{rule.ref}] {_data(rule.data)} ({_CONFIDENCE.get(rule.confidence, rule.confidence)})")
            lines += [f"        hỏi: {question.text}" for question in rule.questions]
    if reading.proposed_reports:
        lines += ["", "  Chế độ báo cáo đề xuất"]
        lines += [f"    [{report.ref}] {_data(report.data)}" for report in reading.proposed_reports]
    if reading.warnings:
        lines += ["", "  Cần xem lại"]
        lines += [f"    ! {warning}" for warning in reading.warnings]
    return "\n".join(lines) + "\n"


def _head(header: Header) -> Iterable[str]:
    number = header.number.value or f"(để trống: {header.printed_number.value or 'không in'})"
    yield _field("Cơ quan", header.issuer.value)
    yield _field("Loại", header.type.value)
    yield _field("Số", number)
    yield _field("Ngày", _when(header))
    yield _field("Trích yếu", header.subject.value)
    if header.urgency.value:
        yield _field("Độ khẩn", header.urgency.value)
    yield from _listed("Kính gửi", (str(leaf.value) for leaf in header.recipients))
    signer = header.signer
    signed = " · ".join(part for part in (signer.authority, signer.title, signer.name) if part) if signer else None
    yield _field("Người ký", signed)
    if header.copies_to is None:
        yield _field("Nơi nhận", None)
    else:
        yield from _listed("Nơi nhận", (str(leaf.value) for leaf in header.copies_to))


def _when(header: Header) -> str | None:
    day = header.date.value
    if isinstance(day, date):
        when = f"{day.day:02d}/{day.month:02d}/{day.year}"
    elif header.year.value:
        when = f"(ngày, tháng để trống) năm {header.year.value}"
    else:
        return None
    return f"{header.place.value}, {when}" if header.place.value else when


def _field(label: str, value: Any) -> str:
    return f"  {label:<{_WIDTH}}{value if value else '(không thấy)'}"


def _listed(label: str, values: Iterable[str]) -> list[str]:
    return [f"  {label if at == 0 else '':<{_WIDTH}}– {value}" for at, value in enumerate(values)]


def _short(text: str, most: int = 150) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"


def _cite(cite: Any) -> str:
    named = f"{cite.type} {cite.number}" if cite.type else cite.number
    when = f" ngày {cite.date.day:02d}/{cite.date.month:02d}/{cite.date.year}" if cite.date else " (không ghi ngày)"
    return named + when + (f" (thường ghi {cite.usual_form})" if cite.usual_form else "")


def _assignment(item: Assignment, indent: int) -> list[str]:
    who = "; ".join(str(leaf.value) for leaf in item.assignees) or "(không nêu tên)"
    pad = " " * indent
    lines = [f"{pad}[{item.ref}] {who}"]
    if item.with_:
        lines.append(f"{pad}    phối hợp: {'; '.join(str(leaf.value) for leaf in item.with_)}")
    if item.due or item.due_text:
        lines.append(
            f"{pad}    hạn: {item.due_text.value if item.due_text else item.due}"
            + (f" → {item.due}" if item.due and item.due_text else "")
        )
    if item.recurrence:
        lines.append(f"{pad}    lặp lại: {_RECURRENCE.get(str(item.recurrence.value), item.recurrence.value)}")
    if item.text:
        lines.append(f"{pad}    {_short(' '.join(item.text.split()))}")
    for child in item.children:
        lines += _assignment(child, indent + 4)
    return lines


def _data(data: dict[str, Any]) -> str:
    return " · ".join(f"{name}: {_value(value)}" for name, value in data.items() if value not in (None, [], {}, ""))


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_value(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return ", ".join(_value(part) for part in value)
    return str(value)
