"""Times, days, money and file sizes as text in the language of the page: Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from motcua.rulebook.deadlines import Limit
from motcua.rulebook.vietnamese import VIETNAM, WEEKDAYS, say_day, say_moment, say_money
from motcua.web.language import in_english

_ENGLISH_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def format_day(value: date, *, year: bool = False) -> str:
    """A day in words; an aware datetime is taken in Asia/Ho_Chi_Minh."""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    if not in_english():
        return say_day(value, year=year)
    text = f"{_ENGLISH_DAYS[value.weekday()]} {value.day} {_ENGLISH_MONTHS[value.month - 1]}"
    return f"{text} {value.year}" if year else text


def format_limit(limit: Limit) -> str:
    """A limit of time: "3 ngày làm việc", "3 working days"."""
    return limit.words_en if in_english() else limit.words


def format_weekdays(days: Iterable[int]) -> str:
    """ISO weekdays in words: "thứ Ba, thứ Sáu"."""
    names = _ENGLISH_DAYS if in_english() else WEEKDAYS
    return ", ".join(names[number - 1] for number in sorted(days))


def format_moment(value: datetime, *, year: bool = False) -> str:
    """An aware moment in Asia/Ho_Chi_Minh: "10 giờ 30, thứ Ba 31/3" or "10:30, Tuesday 31 March"."""
    if not in_english():
        return say_moment(value, year=year)
    local = value.astimezone(VIETNAM)
    return f"{local:%H:%M}, {format_day(local.date(), year=year)}"


def format_money(amount: int) -> str:
    """Whole đồng: "1.250.000 đ" or "VND 1,250,000"."""
    return f"VND {amount:,}" if in_english() else say_money(amount)


def format_file_size(size: int) -> str:
    """Bytes as "1,2 MB" or "340 KB" (never less than 1 KB)."""
    if size >= 1_000_000:
        text = f"{size / 1_000_000:.1f} MB"
        return text if in_english() else text.replace(".", ",")
    return f"{max(1, round(size / 1000))} KB"
