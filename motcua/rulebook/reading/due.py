"""Deadlines as letters say them: fixed days, days from which, series, events, and words that name no day.

A printed day is kept as printed: "trước ngày 31/3/2020" gives 2020-03-31 with `exclusive` true, because in law the
last day is the one before (Civil Code 2015, Articles 147–148) and only a person may say what the writer meant.
Days are local days of Viet Nam (Asia/Ho_Chi_Minh); times are local times without a zone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from motcua.rulebook.reading.parts import Span
from motcua.rulebook.reading.phrases import compiled, tidy_snippet
from motcua.rulebook.reading.words import word_list

WEEKDAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS: Final = {"2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6, "hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5} | {
    "bay": 6
}
_DAY_WORDS: Final = re.compile(r"[2-7]|(?<!\w)(?:hai|ba|tu|nam|sau|bay)(?!\w)")
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Due:
    """One expression of time. `kind`: fixed, from, series, event, vague. `iso`: a day or a moment, or None."""

    kind: str
    span: Span
    words: str
    iso: str | None = None
    until: str | None = None  # last day of a period "từ ngày … đến hết ngày …"
    exclusive: bool = False
    recurrence: str | None = None
    weekday: int | None = None  # ISO, Monday 1
    month_day: int | None = None
    time: str | None = None  # "16:00"

    def rule(self) -> dict[str, Any] | None:
        """What a calendar needs to compute the next day of a series, or None where nothing is fixed."""
        fixed = {"weekday": self.weekday, "month_day": self.month_day, "time": self.time}
        known = {key: value for key, value in fixed.items() if value is not None}
        return {**known, "exclusive": self.exclusive} if known else None


@cache
def _fixed() -> re.Pattern[str]:
    words = word_list("due")
    day = f"(?:{words['date']}|{words['month']}|{words['quarter']}|{words['year']})"
    lead = f"(?P<before>{words['before']})|(?P<by>{words['by']})"
    return compiled(rf"(?:{lead})\s+(?:{words['time']}[,\s]*)?(?:{words['weekday']}[,\s]*)?{day}")


@cache
def _from() -> re.Pattern[str]:
    words = word_list("due")
    end = re.sub(r"\?P<(\w+)>", r"?P<to_\1>", words["date"])
    return compiled(
        rf"{words['from']}\s+(?:{words['time']}\s*)?(?:{words['weekday']}[,\s]*)?(?:{words['date']}|{words['month']})"
        rf"(?:\s*{words['until']}(?:{re.sub('P<', 'P<to_', words['time'])}\s*)?{end})?"
    )


@cache
def _weekly() -> re.Pattern[str]:
    words = word_list("due")
    lead = f"(?:(?P<before>{words['before']})|(?P<by>{words['by']})|(?<!\\w)(?:vào|trong))"
    return compiled(rf"(?:{lead}\s+)?(?:{words['time']}\s*,?\s*)?(?:vào\s+)?(?:ngày\s+)?{words['weekday']}(?!\w)")


@cache
def _daily() -> re.Pattern[str]:
    words = word_list("due")
    return compiled(rf"(?:(?P<before>{words['before']})|(?P<by>{words['by']}))\s+{words['time']}(?!\s*ngày)")


def read_due(
    text: str, folded: str, start: int, end: int, issued: date | None = None, year: int | None = None
) -> tuple[Due, ...]:
    """All expressions of time in a stretch, in order. Days before `issued` are references, not deadlines.

    `year` completes a day printed without one ("trước ngày 25/12").
    """
    found: list[Due] = []
    year = issued.year if issued else year
    for hit in _from().finditer(folded, start, end):
        found += _from_day(text, hit, year)
    taken = [due.span for due in found]
    for hit in _fixed().finditer(folded, start, end):
        if any(hit.start() < stop and hit.end() > first for first, stop in taken):
            continue
        found += _fixed_day(text, hit, issued, year)
    found += _series(text, folded, start, end)
    found += _others(text, folded, start, end, [due.span for due in found])
    return tuple(sorted(found, key=lambda due: due.span))


def _day(parts: dict[str, str | None], year: int | None, *, first: bool, prefix: str = "") -> date | None:
    """The day of a match; of a month, quarter or year its first day or its last."""
    try:
        if parts.get(prefix + "d"):
            of = int(parts[prefix + "y"] or year or 0)
            return date(of, int(parts[prefix + "m"] or 0), int(parts[prefix + "d"] or 0)) if of else None
        if parts.get("mm"):
            low = high = int(parts["mm"] or 0)
            of = int(parts["my"] or 0)
        elif parts.get("q"):
            high = 3 * _QUARTERS[parts["q"] or ""]
            low, of = high - 2, int(parts["qy"] or 0)
        else:
            low, high, of = 1, 12, int(parts["yy"] or 0)
        return date(of, low, 1) if first else date(of, high, monthrange(of, high)[1])
    except (ValueError, KeyError):
        return None


def _time(parts: dict[str, str | None]) -> str | None:
    if not parts.get("h"):
        return None
    hour, minute = int(parts["h"] or 0), int(parts.get("min") or 0)
    half = (parts.get("half") or "").strip()
    if half in ("chieu", "toi") and hour < 12:
        hour += 12
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _iso(day: date | None, time: str | None) -> str | None:
    if day is None:
        return None
    return f"{day.isoformat()}T{time}" if time else day.isoformat()


def _words(text: str, hit: re.Match[str]) -> str:
    return tidy_snippet(text[hit.start() : hit.end()])


def _from_day(text: str, hit: re.Match[str], year: int | None) -> list[Due]:
    parts = hit.groupdict()
    day = _day(parts, year, first=True)
    last = _day(parts, year, first=False, prefix="to_") if parts.get("to_d") else None
    last_time = _time({name.removeprefix("to_"): value for name, value in parts.items() if name.startswith("to_")})
    if day is None:
        return []
    time = _time(parts)
    return [Due("from", hit.span(), _words(text, hit), iso=_iso(day, time), until=_iso(last, last_time), time=time)]


def _fixed_day(text: str, hit: re.Match[str], issued: date | None, year: int | None) -> list[Due]:
    parts = hit.groupdict()
    before = parts["before"] is not None
    whole = not parts.get("d")  # a month, a quarter or a year
    # "trước tháng 6/2020" leaves no day of June: the last day is 31 May. A printed day stays as printed.
    day = _day(parts, year, first=before and whole)
    if day is not None and before and whole:
        day -= timedelta(days=1)
    if day is None or (issued and day < issued) or (year and day.year < year - (0 if issued else 1)):
        return []
    time = _time(parts)
    return [Due("fixed", hit.span(), _words(text, hit), iso=_iso(day, time), exclusive=before and not whole, time=time)]


def _series(text: str, folded: str, start: int, end: int) -> list[Due]:
    """Series: each "hàng …" with the weekday, day of the month or hour that stands within its reach."""
    found: list[Due] = []
    hits: list[tuple[str, re.Match[str]]] = []
    for every, pattern in word_list("due")["recurrence"].items():
        hits += [(every, hit) for hit in compiled(pattern).finditer(folded, start, end)]
    duty = word_list("due")["duty"]
    hits.sort(key=lambda pair: pair[1].start())
    for index, (every, hit) in enumerate(hits):
        if compiled(duty["never_behind"]).search(folded[max(start, hit.start() - 20) : hit.start()]):
            continue
        if not compiled(duty["near"]).search(folded, max(start, hit.start() - 200), min(end, hit.end() + 120)):
            continue
        low = max(start, hit.start() - 60, hits[index - 1][1].end() if index else start)
        high = min(end, hit.end() + 45, hits[index + 1][1].start() if index + 1 < len(hits) else end)
        span, weekday, month_day, time, exclusive = hit.span(), None, None, None, False
        if every == "week":
            near = list(_weekly().finditer(folded, low, high))
            if near:
                chosen = next((match for match in near if match.group("before") or match.group("by")), near[-1])
                weekday = 7 if chosen.group("sun") else _WEEKDAYS[chosen.group("w")]
                time, exclusive = _time(chosen.groupdict()), chosen.group("before") is not None
                span = (min(span[0], chosen.start()), max(span[1], chosen.end()))
        elif every == "day":
            hour = _daily().search(folded, low, high)
            if hour:
                time, exclusive = _time(hour.groupdict()), hour.group("before") is not None
                span = (min(span[0], hour.start()), max(span[1], hour.end()))
        elif every in ("month", "quarter"):
            of_month = compiled(word_list("due")["month_day"]["pattern"])
            named = of_month.search(folded, low, high) or compiled(r"ngày\s*(?P<dom>\d{1,2})(?!\s*[/\d])").search(
                folded, hit.end(), high
            )
            if named and 1 <= int(named.group("dom")) <= 31:
                month_day = int(named.group("dom"))
                span = (min(span[0], named.start()), max(span[1], named.end()))
                exclusive = bool(compiled(word_list("due")["before"] + r"\s*$").search(folded[low : span[0]])) or bool(
                    compiled(word_list("due")["before"]).search(folded, low, span[1])
                )
        words = tidy_snippet(text[span[0] : span[1]])
        found.append(Due("series", span, words, None, None, exclusive, every, weekday, month_day, time))
    return _merge(found)


def _merge(found: list[Due]) -> list[Due]:
    """ "định kỳ tuần/lần vào ngày Thứ 6 hàng tuần" says one series twice: keep the one that says more."""
    kept: list[Due] = []
    for due in found:
        if kept and kept[-1].recurrence == due.recurrence and due.span[0] - kept[-1].span[1] < 30:
            better = due if due.rule() else kept[-1]
            span = (min(kept[-1].span[0], due.span[0]), max(kept[-1].span[1], due.span[1]))
            kept[-1] = Due(
                "series",
                span,
                better.words,
                None,
                None,
                better.exclusive,
                better.recurrence,
                better.weekday,
                better.month_day,
                better.time,
            )
        else:
            kept.append(due)
    return kept


def _others(text: str, folded: str, start: int, end: int, taken: list[Span]) -> list[Due]:
    found: list[Due] = []
    patterns = [("event", word_list("due")["event"]["pattern"])]
    patterns += [("vague", pattern) for pattern in word_list("due")["vague"].values()]
    for kind, pattern in patterns:
        for hit in compiled(pattern).finditer(folded, start, end):
            if not any(hit.start() < stop and hit.end() > first for first, stop in taken):
                found.append(Due(kind, hit.span(), _words(text, hit)))
    return found


def weekdays(folded: str, start: int, end: int) -> tuple[tuple[int, ...], Span | None]:
    """All weekdays named in a stretch, ISO (Monday 1), in order; "thứ 3, thứ 6", "thứ 2, 4, 6", "thứ ba và thứ sáu"."""
    days: list[int] = []
    low, high = end, start
    one = r"(?<!\w)thứ\s*(?:[2-7](?!\d)|hai|ba|tư|năm|sáu|bảy)(?!\w)"
    more = r"(?:\s*(?:,|và|&|;)\s*(?:ngày\s*)?(?:thứ\s*)?(?:[2-7](?!\d)|hai|ba|tư|năm|sáu|bảy)(?!\w))*"
    run = compiled(rf"{one}{more}|(?<!\w)chủ\s*nhật(?!\w)")
    span_of_days = compiled(rf"{one}\s*(?:đến|-|tới)\s*(?:hết\s*)?(?:(?:sáng|chiều|ngày)\s*)*{one}")
    ranges = [hit.span() for hit in span_of_days.finditer(folded, start, end)]
    for low_day, high_day in ranges:
        first, last = (_WEEKDAYS[day] for day in _DAY_WORDS.findall(folded[low_day:high_day])[:2])
        days += range(first, last + 1)
    for hit in run.finditer(folded, start, end):
        if hit.group().startswith("chu"):
            days.append(7)
        else:
            days += [_WEEKDAYS[word] for word in _DAY_WORDS.findall(hit.group())]
        low, high = min(low, hit.start()), max(high, hit.end())
    return tuple(dict.fromkeys(days)), ((low, high) if days else None)
