"""Numbers, hours, seasons and due times between officers' writing and the rulebook's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final, NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.rulebook.policy import labels
from motcua.rulebook.policy.value_words import number_text
from motcua.web.policy.rule_days import iso_of_typed_day

_NUMBER: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?")
_HOUR: Final = r"([01]?\d|2[0-3])(?::|h|g)([0-5]\d)?"
_SPAN: Final = re.compile(rf"{_HOUR}\s*[-–]\s*{_HOUR}")
_DAY_OF_YEAR: Final = re.compile(r"(\d{1,2})/(\d{1,2})")
_DAYS_EN: Final = {1: "Monday", 2: "Tuesday", 3: "Wednesday", 4: "Thursday", 5: "Friday", 6: "Saturday", 7: "Sunday"}
_WEEKDAY_WORDS: Final = {labels.days_label([day]).casefold(): name for day, name in _DAYS_EN.items()}
_TIMED: Final = re.compile(r"(?:(\d{1,2}:\d\d)\s+)?(thứ \w+|chủ nhật)", re.IGNORECASE)
_MONTH_DAY: Final = re.compile(r"ngày (\d{1,2})", re.IGNORECASE)
_OWN_WORDS: Final = {vietnamese: key for key, (vietnamese, _english) in labels.SAID.items()}
_OWN_WORDS_EN: Final = {english: key for key, (_vietnamese, english) in labels.SAID.items()}


def typed_number(value: Any) -> str:
    """A number as an officer writes it ("62,5"); "" for None."""
    return "" if value is None or isinstance(value, bool) else number_text(value)


def number_of_typed(text: str, *, whole: bool = False) -> int | float:
    """The number typed, an int where it has no part behind the comma. Raises ValidationError."""
    words = text.strip()
    if not _NUMBER.fullmatch(words) or (whole and not words.isdecimal()):
        raise ValidationError(
            _("Hãy ghi một số nguyên, ví dụ 20.") if whole else _("Hãy ghi một số, ví dụ 90 hoặc 62,5.")
        )
    return int(words) if words.isdecimal() else float(words.replace(",", "."))


def typed_hours(value: Any) -> str:
    """[["07:30", "11:30"]] as "07:30–11:30"."""
    return ", ".join("–".join(_hour(one) for one in span) for span in value or ())


def _hour(one: Any) -> str:
    return f"{one:%H:%M}" if isinstance(one, time) else str(one)


def hours_of_typed(text: str) -> list[list[str]]:
    """ "7:30–11:30, 13h30–17h" as pairs of hours, each with two digits. Raises ValidationError."""
    spans = [_SPAN.fullmatch(span.strip()) for span in text.split(",")]
    found = [[f"{int(span[1]):02}:{span[2] or '00'}", f"{int(span[3]):02}:{span[4] or '00'}"] for span in spans if span]
    if len(found) != len(spans):
        raise ValidationError(_("Hãy ghi giờ dạng 7:30–11:30, 13:30–17:00."))
    return found


def typed_season(season: str) -> tuple[str, str]:
    """ "04-01/09-30" as ("1/4", "30/9")."""
    first, _slash, last = season.partition("/")
    return _typed_day_of_year(first), _typed_day_of_year(last)


def _typed_day_of_year(day: str) -> str:
    return f"{int(day[3:])}/{int(day[:2])}" if day else ""


def day_of_year(text: str) -> str:
    """ "1/4" as "04-01". Raises ValidationError."""
    found = _DAY_OF_YEAR.fullmatch(text.strip())
    try:
        return date(2024, int(found[2]), int(found[1])).strftime("%m-%d") if found else _wrong_day()
    except ValueError:
        _wrong_day()


def _wrong_day() -> NoReturn:
    raise ValidationError(_("Hãy ghi ngày và tháng, ví dụ 1/4."))


def word_of_typed(text: str) -> str:
    """A word of the rulebook's list for what is typed ("bằng văn bản" as "written"), else the text itself."""
    return _OWN_WORDS.get(text) or _OWN_WORDS_EN.get(text) or text


def typed_due(report: Mapping[str, Any], lang: str) -> str:
    """When a report is due: "16:00 thứ Sáu"."""
    if report.get("due"):
        due = str(report["due"])
        return labels.vietnamese_due(due) if lang == "vi" else labels.said(due, lang)
    return labels.due_of_rule(report["due_rule"], lang) if report.get("due_rule") else ""


def due_of_typed(text: str) -> str:
    """ "16:00 thứ Sáu" as "Friday 16:00", "ngày 15" as "day 15", a day or moment as ISO; other words stay."""
    words = " ".join(text.split())
    if (timed := _TIMED.fullmatch(words)) and (day := _WEEKDAY_WORDS.get(timed[2].casefold())):
        return f"{day} {timed[1]}" if timed[1] else day
    if monthly := _MONTH_DAY.fullmatch(words):
        return f"day {monthly[1]}"
    try:
        return (iso_of_typed_day(words) or "").removesuffix(":00") if ":" in words else iso_of_typed_day(words) or ""
    except ValueError:
        return word_of_typed(words)
