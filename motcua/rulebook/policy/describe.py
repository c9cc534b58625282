"""A rule as one natural sentence, for pages and for the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from motcua.rulebook.policy import labels
from motcua.rulebook.policy.data import LOCAL
from motcua.rulebook.policy.points import PointKind, spec_of
from motcua.rulebook.policy.terms import Force, Rule, Source, Status, When
from motcua.rulebook.policy.values import clean_value

_ANOTHER_UNIT = ("đơn vị khác", "other units")
PlaceName = Callable[[str], str]  # an office path as its name
FieldName = Callable[[str, str], str]  # the code of a field and a language as its name


def field_words(code: str, lang: str = "vi") -> str:
    """The name of a field as far as the rulebook knows it; one that no catalogue lists stands as printed."""
    if code.startswith("?"):
        return code[1:]
    return labels.pick(labels.FIELDS, code, lang, ("đã chọn trong danh mục", "chosen from the catalogue"))


def describe_rule(
    rule: Rule, lang: str = "vi", *, place_name: PlaceName = str, field_name: FieldName = field_words
) -> str:
    """ "Nộp hồ sơ trực tuyến: chỉ nhận cách này, với thủ tục mức độ 3, 4, từ 31/3/2020".

    `place_name` gives the name of the office at a path; without it the path stands for itself. `field_name` gives
    that of a field of the catalogue.
    """
    english = lang == "en"
    # "Trang bị: tấm kính chống giọt bắn" needs no "có" behind it.
    parts = ["" if rule.value is True else value_text(rule.point, rule.value, lang)]
    if rule.force is Force.DELEGATED:
        delegated = "the unit's head decides" if english else "giao người đứng đầu đơn vị quyết định"
        limits = bounds_text(rule.point, rule.bounds, lang)
        within = f" ({'within' if english else 'trong phạm vi'}: {limits})" if limits else ""
        parts = [*([] if rule.value is None else parts), delegated + within]
    # A FALLBACK names its persons by itself.
    when = replace(rule.when, uses_neither=None) if rule.value is Status.FALLBACK else rule.when
    parts += when_text(when, lang, place_name=place_name, field_name=field_name, on=rule.issued_on)
    if rule.force is Force.DEFAULT:
        parts.append("unless a lower body says otherwise" if english else "trừ khi cấp dưới quy định khác")
    if rule.replaces:
        parts.append("replaces an earlier rule" if english else "thay quy định trước đó")
    parts.append(span_text(rule, lang))
    said = ", ".join(part for part in parts if part)
    return f"{labels.point_label(rule.point, lang)}{',' if rule.value is True else ':'} {said}"


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


def when_text(
    when: When,
    lang: str = "vi",
    *,
    place_name: PlaceName = str,
    field_name: FieldName = field_words,
    on: date | None = None,
) -> list[str]:
    """The conditions in words, one phrase each, in a fixed order."""
    english = lang == "en"
    phrases = [_procedures(when, lang, field_name), _places(when, lang, place_name, on), _persons(when, lang)]
    if when.epidemic_levels:
        phrases.append(_with("at epidemic level" if english else "ở cấp độ dịch", when.epidemic_levels))
    if when.weekdays:
        phrases.append(("on " if english else "vào ") + labels.days_label(when.weekdays, lang))
    if when.holiday is not None:
        phrases.append(
            ("on holidays" if when.holiday else "not on holidays")
            if english
            else ("vào ngày nghỉ lễ" if when.holiday else "trừ ngày nghỉ lễ")
        )
    phrases += _rare(when, lang)
    return [phrase for phrase in phrases if phrase]


def _rare(when: When, lang: str) -> list[str]:
    """The conditions that few letters use."""
    english = lang == "en"
    found: list[str] = []
    if when.channels:
        another = ("cách khác", "in another way")
        ways = ", ".join(labels.pick(labels.WAYS, way, lang, another) for way in sorted(when.channels))
        found.append(f"handed in {ways}" if english else f"khi nộp {ways}")
    if when.season:
        first, last = (f"{int(day[3:])}/{int(day[:2])}" for day in when.season.split("/"))
        found.append(f"each year from {first} to {last}" if english else f"hằng năm từ {first} đến hết {last}")
    return found


def span_text(rule: Rule, lang: str = "vi") -> str:
    """ "từ 31/3/2020 đến hết 15/4/2020"."""
    begin, end = ("from", "to the end of") if lang == "en" else ("từ", "đến hết")
    text = f"{begin} {moment_text(rule.in_force_from)}"
    if rule.in_force_to is None:
        return text
    last = rule.in_force_to.astimezone(LOCAL)
    if last.time() == time():
        return f"{text} {end} {moment_text(last - timedelta(days=1))}"
    return f"{text} {'to' if lang == 'en' else 'đến'} {moment_text(last)}"


def moment_text(moment: datetime) -> str:
    """A day as 31/3/2020, with its hour where that is not midnight (Asia/Ho_Chi_Minh)."""
    local = moment.astimezone(LOCAL)
    day = f"{local.day}/{local.month}/{local.year}"
    return day if local.time() == time() else f"{local:%H:%M} {day}"


def source_text(source: Source, lang: str = "vi") -> str:
    """ "905/UBND-PVHCC, mục 2.1"; a decree's own "Điều 16" stands as it is."""
    document = source.document or ("a document without number" if lang == "en" else "văn bản không số")
    if not source.clause:
        return document
    if source.clause[0].isdigit():
        return f"{document}, {'clause' if lang == 'en' else 'mục'} {source.clause}"
    return f"{document}, {source.clause}"


def _procedures(when: When, lang: str, field_name: FieldName) -> str:
    english = lang == "en"
    found: list[str] = []
    if when.procedures:
        found.append(_with("" if english else "mã", when.procedures))
    if when.fields:
        named = [field_name(field, lang) for field in when.fields]
        found.append(_with("in the field of" if english else "lĩnh vực", named))
    if when.online_levels:
        found.append(_with("of level" if english else "mức độ", when.online_levels))
    if when.urgent is not None:
        found.append(("urgent" if when.urgent else "not urgent") if english else _yes(when.urgent, "cấp bách"))
    if when.time_critical is not None:
        words = "có thời hạn, thời hiệu"
        found.append(
            ("time-critical" if when.time_critical else "not time-critical")
            if english
            else (words if when.time_critical else f"không {words}")
        )
    if not found:
        return ""
    return ("for procedures " if english else "với thủ tục ") + (", " if english else " ").join(found)


def _places(when: When, lang: str, place_name: PlaceName, on: date | None) -> str:
    found = [labels.unit_kind_label(kind, lang, on=on) for kind in sorted(when.unit_kinds)]
    found += [labels.pick(labels.UNIT_LEVELS, level, lang, _ANOTHER_UNIT) for level in sorted(when.unit_levels)]
    found += sorted(when.unit_names)
    if when.under:
        found.append(place_name(when.under))
    if not found:
        return ""
    return ("at " if lang == "en" else "tại ") + ", ".join(found)


def _persons(when: When, lang: str) -> str:
    english = lang == "en"
    another = ("nhóm người khác", "another group")
    found = [labels.pick(labels.GROUPS, group, lang, another) for group in sorted(when.groups)]
    if when.uses_neither is not None:
        if english:
            found.append(
                "those who use neither online nor post" if when.uses_neither else "those who use online or post"
            )
        else:
            found.append(
                "người không dùng trực tuyến và bưu chính"
                if when.uses_neither
                else "người dùng được trực tuyến hoặc bưu chính"
            )
    if not found:
        return ""
    return ("for " if english else "với ") + ", ".join(found)


def _yes(flag: bool, word: str) -> str:
    return word if flag else f"không {word}"


def _with(word: str, found: Iterable[object]) -> str:
    return f"{word} {', '.join(str(item) for item in sorted(found, key=str))}".strip()


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
