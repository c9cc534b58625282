"""Say the counts of the law in Vietnamese and English, so that no sentence differs from its value."""

from __future__ import annotations

from typing import Final

from motcua.rulebook.vietnamese import number_in_words

_ENGLISH: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TIMES: Final = ("never", "once", "twice")


def say_times(count: int, language: str = "vi") -> str:
    """How often: 1 → "một lần", in English "once"; 3 → "ba lần", "three times"."""
    if language != "en":
        return f"{number_in_words(count)} lần"
    return _TIMES[count] if count < len(_TIMES) else f"{_in_english(count)} times"


def say_working_days(count: int, language: str = "vi") -> str:
    """A number of working days: 3 → "03 ngày làm việc", in English "three working days"."""
    if language != "en":
        return f"{count:02d} ngày làm việc"
    return f"{_in_english(count)} working {'day' if count == 1 else 'days'}"


def _in_english(count: int) -> str:
    return _ENGLISH[count] if count < len(_ENGLISH) else str(count)
