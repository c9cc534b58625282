"""What is recognised by its form: links, citations, telephone numbers, hours, days, weekdays, shares, numbers.

Each pattern runs once over a paragraph; where two meet, the one of the higher rank (earlier here) stands. Every
repetition is bounded, so that no text makes a pattern slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final

from motcua.rulebook.reading.frames.cues import forms, piece


@dataclass(frozen=True, slots=True)
class Recognised:
    """A stretch known by its form: what it is, and what was read of it."""

    start: int
    end: int
    kind: str
    data: Any = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day as printed: month and year may be missing and are completed from what stands beside it."""

    day: int
    month: int = 0
    year: int = 0


NEW_YEAR: Final = 13  # as a month: the first of the lunar year
LAST: Final = 32  # as a day: the last of its month

_HOUR: Final = piece("hour")
_HALF: Final = piece("half")
_DAY: Final = piece("day")
_NUMBERS: Final = re.compile(r"\d+")
_UNIT: Final = re.compile(r"ngày|tuần|tháng")
_WEEKDAYS: Final = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6, "bẩy": 6} | {
    str(n): n - 1 for n in range(2, 8)
}

Reader = Callable[[re.Match[str]], tuple[str, Any] | None]


def clock(words: str) -> time | None:
    """ "7 giờ 30 phút", "07h00", "16:30 chiều" as a time of day."""
    numbers = [int(n) for n in _NUMBERS.findall(words)[:2]]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if hour < 12 and ("chiều" in words or "tối" in words):
        hour += 12
    if hour == 24 and minute == 0:
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _range(found: re.Match[str]) -> tuple[str, Any] | None:
    hours = re.findall(_HOUR + _HALF, found.group())
    first, last = clock(hours[0]), clock(hours[-1])
    if first is None or last is None:
        return None
    if last <= first and last.hour < 12:
        last = last.replace(hour=last.hour + 12)
    return ("hours", (first, last)) if first < last else None


def _hour(found: re.Match[str]) -> tuple[str, Any] | None:
    at = clock(found.group())
    return ("clock", at) if at is not None else None


def _printed(words: str) -> PrintedDay | None:
    numbers = [int(n) for n in _NUMBERS.findall(words)]
    day = PrintedDay(*numbers[:3])
    return day if 1 <= day.day <= 31 and 0 <= day.month <= 12 else None


def _day(found: re.Match[str]) -> tuple[str, Any] | None:
    day = _printed(found.group())
    return ("date", [day]) if day else None


def _month(found: re.Match[str]) -> tuple[str, Any] | None:
    """The month or year a stretch ends or begins with: "hết tháng 9/2025" is its last day, "từ tháng 10" its first."""
    numbers = [int(n) for n in _NUMBERS.findall(found.group())]
    opens = found.group().startswith(("đầu", "từ"))
    if "tháng" not in found.group():
        return "date", [PrintedDay(1, 1, numbers[0]) if opens else PrintedDay(31, 12, numbers[0])]
    month, year = numbers[0], numbers[1] if len(numbers) > 1 else 0
    return ("date", [PrintedDay(1 if opens else LAST, month, year)]) if 1 <= month <= 12 else None


def _days(found: re.Match[str]) -> tuple[str, Any] | None:
    """Several days of one month: "ngày 05, 06 và 07 tháng 9", "ngày 01 đến ngày 31 tháng 7"."""
    words = found.group()
    last = _printed(re.findall(_DAY, words)[-1])
    head = words[: words.rfind(re.findall(_DAY, words)[-1])]
    days = [int(n) for n in _NUMBERS.findall(head)]
    if last is None or any(not 1 <= day <= 31 for day in days):
        return None
    ranged = len(days) == 1 and re.search(r"đến|tới|-|–", head[head.find(str(days[0])) :])
    printed = [*(PrintedDay(day, last.month, last.year) for day in days), last]
    return ("span" if ranged else "date", printed)


def _whole_month(found: re.Match[str]) -> tuple[str, Any] | None:
    """ "trong tháng 7/2025": from its first day to its last."""
    month, year = (int(n) for n in _NUMBERS.findall(found.group())[:2])
    return ("span", [PrintedDay(1, month, year), PrintedDay(LAST, month, year)]) if 1 <= month <= 12 else None


def _lunar(found: re.Match[str]) -> tuple[str, Any] | None:
    """A day of the first lunar month: "mùng 4 tháng Giêng", perhaps with the name of its year."""
    day = int(_NUMBERS.findall(found.group())[0])
    return ("date", [PrintedDay(day, NEW_YEAR)]) if 1 <= day <= 30 else None


def _days_from(found: re.Match[str]) -> tuple[str, Any] | None:
    """A number of days, weeks or months from a full day on, that day counted: "trong 03 ngày kể từ ngày 15/9/2025"."""
    count, day, month, year = (int(n) for n in _NUMBERS.findall(found.group())[:4])
    unit = _UNIT.search(found.group())
    try:
        first = date(year, month, day)
        if unit and unit.group() == "tháng":
            later = month - 1 + count
            last = date(year + later // 12, later % 12 + 1, min(day, 28)) - timedelta(days=1)
        else:
            last = first + timedelta(days=max(count, 1) * (7 if unit and unit.group() == "tuần" else 1) - 1)
    except ValueError:
        return None
    return "span", [PrintedDay(one.day, one.month, one.year) for one in (first, last)]


def _weekdays(found: re.Match[str]) -> tuple[str, Any] | None:
    words = found.group()
    days: list[int] = []
    ranged = False
    for part in re.finditer(
        r"chủ\s{0,2}nhật|thứ\s{0,2}(\w+)|(?<!\w)(hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)|(đến|tới|-|–)", words
    ):
        if part.group(3):
            ranged = bool(days)
            continue
        day = 7 if part.group().startswith("chủ") else _WEEKDAYS.get(part.group(1) or part.group(2) or "", 0)
        if not day:
            return None
        days += range(days[-1] + 1, day + 1) if ranged and days and days[-1] < day else [day]
        ranged = False
    return "weekday", tuple(dict.fromkeys(days))


def _phone(found: re.Match[str]) -> tuple[str, Any] | None:
    signs = re.sub(r"[^\dx]", "", found.group())
    return ("phone", signs) if 8 <= len(signs) <= 12 or signs.startswith(("18", "19")) else None


def _percent(found: re.Match[str]) -> tuple[str, Any] | None:
    return "percent", float(found.group(1).replace(",", "."))


def _share(found: re.Match[str]) -> tuple[str, Any] | None:
    over, under = int(found.group(1)), int(found.group(2))
    return ("percent", round(100 * over / under, 1)) if 0 < over < under else None


def _levels(found: re.Match[str]) -> tuple[str, Any] | None:
    return "onlevel", tuple(sorted({int(n) for n in re.findall(r"[1-4]", found.group())}))


def _epidemic(found: re.Match[str]) -> tuple[str, Any] | None:
    return "epi", ",".join(sorted(set(re.findall(r"[1-4]", found.group()))))


def _number(found: re.Match[str]) -> tuple[str, Any] | None:
    return "number", int(re.sub(r"\D", "", found.group())[:9])


def _anywhere(_found: re.Match[str]) -> tuple[str, Any] | None:
    return "chan", "anywhere"


def _as(kind: str) -> Reader:
    return lambda found: (kind, found.group())


_READERS: Final[dict[str, Reader]] = {
    "range": _range,
    "hour": _hour,
    "day": _day,
    "days": _days,
    "days_from": _days_from,
    "month_end": _month,
    "lunar": _lunar,
    "whole_month": _whole_month,
    "weekdays": _weekdays,
    "phone": _phone,
    "percent": _percent,
    "share": _share,
    "levels": _levels,
    "epidemic": _epidemic,
    "number": _number,
    "anywhere": _anywhere,
}
_RANKED: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = tuple(
    (form, _READERS.get(reads) or _as(reads)) for reads, form in forms()
)


def recognised(low: str, start: int, end: int) -> list[Recognised]:
    """All that is known by its form in a stretch, in order and without overlap."""
    taken = bytearray(end - start)
    found: list[Recognised] = []
    for pattern, reader in _RANKED:
        for hit in pattern.finditer(low, start, end):
            first, last = hit.start(), hit.end()
            if taken.find(1, first - start, last - start) >= 0:
                continue
            read = reader(hit)
            if read is None:
                continue
            kind, data = read
            taken[first - start : last - start] = b"\x01" * (last - first)
            value = data if kind in ("epi", "chan") else ""
            found.append(Recognised(first, last, kind, data, value))
    found.sort(key=lambda one: one.start)
    return found
