"""Values of points in words: numbers, days, report series, processes, the bounds of a delegation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motcua.rulebook.policy import labels
from motcua.rulebook.policy.points import PointKind, spec_of
from motcua.rulebook.policy.values import clean_value


def value_text(point: str, value: Any, lang: str = "vi") -> str:
    """A value in words for its point."""
    english = lang == "en"
    kind = spec_of(point).kind
    if kind is PointKind.CAP:
        if value is None:
            return "as the competent body orders" if english else "theo cơ quan có thẩm quyền (không nêu số)"
        unit = (
            ("tickets" if english else "lượt")
            if point == "tickets.per_person_day"
            else ("people" if english else "người")
        )
        return f"{value} {unit}"
    if value is None:
        if kind is PointKind.APPOINTMENT:
            return "not required" if english else "không phải đặt"
        return "not set" if english else "chưa quy định"
    if kind is PointKind.STATUS:
        return labels.status_label(value, lang)
    if kind is PointKind.DAYS:
        return labels.days_label(value, lang)
    if kind is PointKind.HOURS:
        return ", ".join(f"{begin:%H:%M}–{end:%H:%M}" for begin, end in value)
    if kind is PointKind.WHO:
        joint = " and " if english else " và "
        nobody = "nobody" if english else "không ai"
        return joint.join(labels.pick(labels.PERSONS, who, lang) for who in sorted(value, reverse=True)) or nobody
    if kind is PointKind.APPOINTMENT:
        return labels.pick(labels.APPOINTMENTS, value, lang)
    if kind is PointKind.ADDRESS and value is True:
        return "the address is not said" if english else "chưa nêu địa chỉ"
    if kind is PointKind.TARGET:
        return number_text(value, lang) + ("%" if point == "staff.share" else "")
    if kind is PointKind.SLA:
        return f"{number_text(value, lang)} {'working hours' if english else 'giờ làm việc'}"
    if kind is PointKind.REPORT:
        every = [value] if isinstance(value, Mapping) else value  # what one rule says, or all that hold
        return ("; and " if english else "; và ").join(report_text(series, lang) for series in every)
    if point == "process.on_the_spot" and isinstance(value, Mapping):
        return process_text(value, lang)
    return _plain_text(value, lang)


def number_text(value: float, lang: str = "vi") -> str:
    """ "62,5" (in English "62.5"): a number without needless zeros."""
    text = f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return text if lang == "en" else text.replace(".", ",")


def bounds_text(point: str, bounds: Any, lang: str = "vi") -> str:
    """What a delegated head may set: "thứ Ba, thứ Năm; ít nhất 2 ngày"; "" where it is left free."""
    if bounds is None:
        return ""
    rules = bounds if isinstance(bounds, Mapping) else {"within": bounds}
    english, kind, found = lang == "en", spec_of(point).kind, []
    if (allowed := rules.get("within")) is not None:
        if kind is PointKind.STATUS:
            found.append(", ".join(labels.status_label(status, lang) for status in allowed))
        else:
            found.append(value_text(point, clean_value(kind, allowed), lang))
    unit = (" days" if english else " ngày") if kind is PointKind.DAYS else ""
    for end, word in (("min", "at least" if english else "ít nhất"), ("max", "at most" if english else "nhiều nhất")):
        if end in rules:
            found.append(f"{word} {number_text(rules[end], lang)}{unit}")
    return "; ".join(found)


def process_text(process: Mapping[str, Any], lang: str = "vi") -> str:
    """A process: "4 bước, bắt đầu sau khi hết dịch bệnh". What an event is stays in the letter's own words."""
    words: list[str] = []
    for key, said in process.items():
        if said is None:
            continue
        text = _plain_text(said, lang).removeprefix("event:").strip()
        if key == "steps":
            words.append(f"{text} {'steps' if lang == 'en' else 'bước'}")
        elif key == "starts" and lang == "en" and str(said).startswith("event:"):
            words.append(f"starts “{text}”")
        else:
            words.append(f"{_detail(key, lang)} {text}")
    return ", ".join(words)


def report_text(series: Mapping[str, Any], lang: str = "vi") -> str:
    """A report series: "kỳ hằng tuần; hạn 16:00 thứ Sáu; nơi nhận Tỉnh ủy"."""
    words: list[str] = []
    for key, said in series.items():
        if said is None or (key == "due_rule" and series.get("due") is not None):
            continue
        if key == "due_rule" and isinstance(said, Mapping):
            text = labels.due_of_rule(said, lang)
        else:
            text = _plain_text(said, lang)
        if key == "due" and lang == "vi":
            text = labels.vietnamese_due(text)
        words.append(f"{_detail(key, lang)} {text}")
    return "; ".join(words)


def _plain_text(value: Any, lang: str) -> str:
    english = lang == "en"
    if isinstance(value, bool):
        return ("yes" if value else "no") if english else ("có" if value else "không")
    if isinstance(value, Mapping):
        return "; ".join(f"{_detail(k, lang)} {_plain_text(v, lang)}" for k, v in value.items() if v is not None)
    if isinstance(value, list | tuple):
        return ", ".join(_plain_text(item, lang) for item in value)
    if isinstance(value, int | float):
        return number_text(value, lang)
    return labels.said(str(value), lang)


def _detail(key: str, lang: str) -> str:
    return labels.pick(labels.DETAILS, key, lang, labels.OTHER_DETAIL)
