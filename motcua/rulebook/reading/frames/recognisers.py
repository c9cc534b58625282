"""What is recognised by its form: links, citations, telephone numbers, hours, days, weekdays, shares, numbers.

Each pattern runs once over a paragraph; where two meet, the one of the higher rank (earlier here) stands. Every
repetition is bounded, so that no text makes a pattern slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any, Final


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


_HOUR = r"(?<![\d/.,])\d{1,2}\s?(?:(?:giờ|g|h)(?:\s?\d{2}(?!\d|/))?(?:\s?phút)?|:\d{2})"
_HALF = r"(?:\s(?:sáng|chiều|tối|trưa))?"
_NUMERIC = r"\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?20\d{2}"
_WORDED = r"\d{1,2}\s+tháng\s+\d{1,2}(?:,?\s+năm\s+20\d{2}|/20\d{2})?"
_SHORT = r"\d{1,2}/\d{1,2}(?![\d/%])"
_DAY = rf"(?:{_NUMERIC}|{_WORDED}|{_SHORT})"
_WEEKDAY = r"(?:thứ\s{0,2}(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7](?![\d/]))|chủ\s{0,2}nhật)(?!\w)"
_MORE = r"(?:thứ\s{0,2})?(?:hai|ba|tư|năm|sáu|bảy|[2-7](?![\d/]))(?!\w|\s(?:giờ|người|ngày|phòng|tháng))"
_JOIN = r"\s{0,2}(?:,|và|hoặc|đến hết|đến|tới|-|–|;)\s{0,2}(?:(?:sáng|chiều|cả|ngày|các|hết|buổi)\s){0,3}"
_NUMBERS: Final = re.compile(r"\d+")
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


def _as(kind: str) -> Reader:
    return lambda found: (kind, found.group())


_CITED = r"(?:của\s(?:thủ tướng chính phủ|chính phủ|quốc hội|bộ [^\W\d_]{2,8}(?:\s[^\W\d_]{2,8}){0,4}|chủ tịch ubnd [^\W\d_]+(?:\s[^\W\d_]+)?|(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|tỉnh ủy|thành ủy)(?:\s(?:tỉnh|thành phố|huyện|quận))?))"  # noqa: E501
_RANKED: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            r"(?:https?://|www\.)[^\s)]{3,120}|[\w.]{2,40}@[\w.]{3,40}|\b[a-z0-9-]{3,40}(?:\.[a-z0-9-]{2,20}){0,3}\.(?:gov|com|org|edu)?\.?vn\b",
            _as("fill"),
        ),
        (
            rf"(?:(?:nghị định|nghị quyết|quyết định|chỉ thị|công văn|công điện|thông báo|kế hoạch|văn bản|tờ trình|thông tư|luật|kết luận|hướng dẫn|điểm \d{{1,2}} thông báo|khoản \d{{1,2}} điều \d{{1,2}} quyết định)\s)?số\s?:?\s?\d{{1,5}}/[\w./&-]{{2,40}}(?:\s+ngày\s+{_DAY})?(?:\s{_CITED})?",  # noqa: E501
            _as("cite"),
        ),
        (rf"(?:luật|bộ luật)\s[^.;:\n]{{5,70}}?ngày\s{_DAY}", _as("cite")),
        (r"24/24(?:\s?(?:giờ|h))?|24/7|7/7|40 giờ", _as("fill")),
        (
            r"(?<!\d)(?:\(0\d{1,3}\)\s?|0\d{1,3}[. -]?)[\dx]{2,4}(?:[. -]?[\dx]{2,4}){1,3}(?![\d/])|(?<!\d)1[89]00[. ]?\d{2,4}(?:[. ]?\d{2,4})?",  # noqa: E501
            _phone,
        ),
        (rf"(?:từ\s)?{_HOUR}{_HALF}\s{{0,2}}(?:đến|tới|-|–)\s{{0,2}}{_HOUR}{_HALF}(?!\s?ngày)", _range),
        (rf"(?:từ\s)?{_HOUR}{_HALF}\s{{0,2}}(?:đến|tới|-|–)\s{{0,2}}{_HOUR}{_HALF}", _range),
        (
            rf"ngày\s+\d{{1,2}}\s{{0,2}}(?:(?:,|và|;)\s{{0,2}}(?:ngày\s+)?\d{{1,2}}\s{{0,2}}){{0,9}}(?:,|và|-|–|đến hết|đến|tới)\s{{0,2}}(?:ngày\s+)?{_DAY}",  # noqa: E501
            _days,
        ),
        (rf"(?:ngày\s+|mùng\s+|mồng\s+)?(?<![\d/.,]){_NUMERIC}", _day),
        (rf"(?:ngày\s+|mùng\s+)?(?<![\d/.,]){_WORDED}", _day),
        (r"mức(?:\sđộ)?\s[1-4](?!\d)(?:\s{0,2}(?:,|và|-|&|hoặc)\s{0,2}(?:mức(?:\sđộ)?\s)?[1-4](?!\d)){0,3}", _levels),
        (
            r"(?:dịch(?:\sbệnh)?\s(?:ở\s|thuộc\s)?)?cấp(?:\sđộ)?(?:\sdịch)?\s[1-4](?!\d)(?:\s{0,2}(?:,|và|-|hoặc)\s{0,2}(?:cấp(?:\sđộ)?\s)?[1-4](?!\d)){0,3}",
            _epidemic,
        ),
        (
            r"(?<![\d/])(\d)/(\d)(?=\s(?:số\s)?(?:công chức|cán bộ|biên chế|quân số|nhân sự|số cán bộ|viên chức|người|cbcc))",  # noqa: E501
            _share,
        ),
        (
            rf"(?<=ngày ){_SHORT}|(?<=hết ){_SHORT}|(?<=từ ){_SHORT}|(?<=đến ){_SHORT}|(?<=sáng ){_SHORT}|(?<=chiều ){_SHORT}|(?<=và ){_SHORT}|(?<=, ){_SHORT}|(?<=\(){_SHORT}|(?<=sau ){_SHORT}|(?<=trước ){_SHORT}|(?<=hai ){_SHORT}|(?<=ba ){_SHORT}|(?<=tư ){_SHORT}|(?<=năm ){_SHORT}|(?<=sáu ){_SHORT}|(?<=bảy ){_SHORT}|(?<=nhật ){_SHORT}|(?<=- ){_SHORT}",  # noqa: E501
            _day,
        ),
        (r"ngày\s+\d{1,2}(?!\d|/|\s?(?:giờ|tháng|ngày))", _day),
        (
            r"(?:cho\s)?đến\skhi\s[^.;:,()\n]{3,90}|(?:cho\s)?(?:đến|tới)\s(?:lúc|ngày)\s(?:có\s)?(?:thông báo|văn bản|chỉ đạo|hết|kết thúc)[^.;:,()\n]{0,60}|hết\s(?:dịch|giãn cách|phong tỏa)(?=[.;,)\s])",  # noqa: E501
            _as("event"),
        ),
        (
            r"trong\s(?:suốt\s)?(?:khoảng\s)?(?:thời gian|thời hạn|thời điểm|những ngày|các ngày|(?:cả\s)?(?:hai|ba|bốn|năm|0?\d)\sngày|giờ|đợt|dịp|kỳ nghỉ|giai đoạn)\s(?:này|nói trên|nêu trên|trên|đó|ấy|trực|(?:nêu|quy định)\s(?:tại|ở)\s(?:điều|khoản|điểm|mục)\s[\w.]{1,6})|trong\scả\s(?:hai|ba|bốn|0?\d)\sngày",  # noqa: E501
            _as("same_time"),
        ),
        (
            r"(?:toàn bộ\s|suốt\s|trong\s){0,2}(?:kỳ|dịp|đợt|thời gian|những ngày|các ngày)\snghỉ(?:\slễ|\stết)?(?:\snguyên đán)?",  # noqa: E501
            _as("holiday_time"),
        ),
        (
            r"(?:sau|hết|ngoài)\s(?:khoảng\s)?(?:thời gian|thời hạn|thời điểm|các ngày|những ngày)\s(?:này|nói trên|nêu trên|trên|đó)",  # noqa: E501
            _as("after_time"),
        ),
        (
            r"trong\s(?:suốt\s)?(?:thời gian|giai đoạn|thời kỳ|những ngày|thời điểm)\s(?:thực hiện\s|có\s|xảy ra\s|diễn ra\s|đang\s|phòng,? chống\s|áp dụng\s)?(?:chỉ thị|giãn cách|cách ly|phong tỏa|dịch|bão|mưa|lũ|sửa chữa|nâng cấp|cải tạo|di chuyển|bảo trì|mất điện|bàn giao|chuyển|sắp xếp|thi công|nghỉ|cao điểm|sự cố)[^.;:,()\n]{0,60}",  # noqa: E501
            _as("during"),
        ),
        (
            r"(?:kể\s)?từ\s(?:ngày\s(?:ký|ban hành)(?:\sban hành)?|hôm nay|nay|bây giờ|thời điểm này)(?:,?\sngày\s"
            + _DAY
            + ")?",
            _as("from_issue"),
        ),
        (
            rf"(?<!tuần )(?<!lần )(?<!đợt )(?<!người )(?<!đứng )(?<!năm ){_WEEKDAY}(?:{_JOIN}(?:{_WEEKDAY}|{_MORE})){{0,6}}",  # noqa: E501
            _weekdays,
        ),
        (r"(\d{1,3}(?:,\d{1,2})?)\s?(?:%|phần trăm)", _percent),
        (rf"{_HOUR}{_HALF}", _hour),
        (r"(?<!\w)tháng\s\d{1,2}(?:/20\d{2}|\snăm\s20\d{2})?(?!\d)", _as("month")),
        (r"(?<!\w)(?:quý\s(?:i{1,3}|iv|[1-4])(?:/20\d{2})?|năm\s20\d{2})(?!\w)", _as("fill")),
        (r"\d{1,3}(?:\.\d{3})+|\d{1,6}(?![^\W\d_])", _number),
    )
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
            value = data if kind == "epi" else ""
            found.append(Recognised(first, last, kind, data, value))
    found.sort(key=lambda one: one.start)
    return found
