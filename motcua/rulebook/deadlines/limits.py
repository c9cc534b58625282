"""A legal limit as data, and the reader of the way the national database of procedures writes it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from motcua.rulebook import law
from motcua.rulebook.vietnamese import fold


class Unit(StrEnum):
    """Units of a limit. Minutes, hours and half days run in working time; days, months and years by the calendar."""

    MINUTES = "minutes"
    HOURS = "hours"
    HALF_DAYS = "half_days"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    SAME_DAY = "same_day"


_WORDS: Final = {
    Unit.MINUTES: "phút làm việc",
    Unit.HOURS: "giờ làm việc",
    Unit.HALF_DAYS: "buổi (nửa ngày làm việc)",
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.DAYS: "ngày",
    Unit.MONTHS: "tháng",
    Unit.YEARS: "năm",
}
_ENGLISH: Final = {
    Unit.MINUTES: "working minute",
    Unit.HOURS: "working hour",
    Unit.HALF_DAYS: "half working day",
    Unit.WORKING_DAYS: "working day",
    Unit.DAYS: "day",
    Unit.MONTHS: "month",
    Unit.YEARS: "year",
}
# Above this a figure is a slip of the pen: no procedure of the national list passes 3 years.
_MOST: Final = {Unit.MINUTES: 100_000, Unit.HOURS: 10_000, Unit.MONTHS: 600, Unit.YEARS: 50}
_MOST_DAYS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Limit:
    """How long an office has, e.g. Limit(3, Unit.WORKING_DAYS). ValueError on a value the unit cannot carry.

    Working days may have halves (1.5), minutes and hours any fraction of whole minutes; other units are whole.
    """

    value: Decimal
    unit: Unit

    def __init__(self, value: Decimal | int | str = 1, unit: Unit | str = Unit.WORKING_DAYS) -> None:
        object.__setattr__(self, "unit", Unit(unit))
        object.__setattr__(self, "value", Decimal(1) if self.unit is Unit.SAME_DAY else _plain(value))
        self._check()

    def _check(self) -> None:
        if not self.value.is_finite() or self.value <= 0:
            raise ValueError("Thời hạn phải lớn hơn 0.")
        if self.value > _MOST.get(self.unit, _MOST_DAYS):
            raise ValueError(f"Thời hạn quá dài: {self.words}.")
        step = {Unit.WORKING_DAYS: 2, Unit.HOURS: 60}.get(self.unit, 1)
        if (self.value * step) % 1:
            raise ValueError(f"Thời hạn không tính được đến phút: {self.words}.")

    @property
    def words(self) -> str:
        """The limit in Vietnamese: "3 ngày làm việc", "1,5 ngày làm việc", "trong ngày"."""
        if self.unit is Unit.SAME_DAY:
            return "trong ngày"
        return f"{self.value:f}".replace(".", ",") + f" {_WORDS[self.unit]}"

    @property
    def words_en(self) -> str:
        """The limit in English: "3 working days", "1 working hour", "the same day"."""
        if self.unit is Unit.SAME_DAY:
            return "the same day"
        return f"{self.value:f} {_ENGLISH[self.unit]}" + ("" if self.value == 1 else "s")


def limit_of_law(name: str, on: date) -> Limit:
    """The limit that the law's value `name` (rulebook.law) sets on the day. KeyError if there is none."""
    return Limit(law.number(name, on=on), law.law_value(name).unit)


@dataclass(frozen=True, slots=True)
class ParsedLimit:
    """What was understood: the limit, or None with the reason in Vietnamese; `stages` are the parts of a composite."""

    limit: Limit | None
    reason: str = ""
    stages: tuple[Limit, ...] = ()


_UNITS: Final = (
    (r"ngay\s+lam\s+viec", Unit.WORKING_DAYS),
    (r"nlv", Unit.WORKING_DAYS),
    (r"ngay", Unit.DAYS),
    (r"gio(?:\s+lam\s+viec)?", Unit.HOURS),
    (r"phut", Unit.MINUTES),
    (r"buoi", Unit.HALF_DAYS),
    (r"tuan", Unit.DAYS),
    (r"thang", Unit.MONTHS),
    (r"nam", Unit.YEARS),
)
_AMOUNT: Final = r"(?:(?P<half>nua|1/2|½)|(?P<figure>\d+(?:[.,]\d+)?)(?:\s*\([^)]*\))?)"
_ONE: Final = re.compile(
    rf"{_AMOUNT}\s*(?P<unit>{'|'.join(pattern for pattern, _ in _UNITS)})\b",
)
# With marks, for "ngay" (at once) is not "ngày" (day).
_SAME_DAY: Final = re.compile(r"\btrong\s+ngày(?!\s*\d)|\bngay\b", re.IGNORECASE)
_RANGE: Final = re.compile(r"\d\s*(?:-|–|den)\s*\d")


def parse_limit(text: str) -> ParsedLimit:
    """Read "3 Ngày làm việc", "60 Ngày", "8 Giờ", "1,5 ngày làm việc", "01 tháng", "Trong ngày", or a composite.

    Stages of one unit add up; stages of several units give no single limit, and a person must choose.
    A bare number has no unit and is not guessed.
    """
    plain = fold(text)
    if not plain:
        return ParsedLimit(None, "Không ghi thời hạn.")
    if _RANGE.search(plain):
        return ParsedLimit(None, f"“{text.strip()[:80]}” là một khoảng, cần người chọn.")
    try:
        stages = tuple(_read(found) for found in _ONE.finditer(plain))
    except ValueError as wrong:
        return ParsedLimit(None, str(wrong))
    if not stages:
        if _SAME_DAY.search(unicodedata.normalize("NFC", text)):
            return ParsedLimit(Limit(1, Unit.SAME_DAY))
        if re.fullmatch(r"\d+(?:[.,]\d+)?", plain):
            return ParsedLimit(None, f"“{text.strip()}” không ghi đơn vị thời gian.")
        return ParsedLimit(None, f"Không nhận ra thời hạn trong “{text.strip()[:80]}”.")
    if len(stages) == 1:
        return ParsedLimit(stages[0])
    if len({stage.unit for stage in stages}) > 1:
        return ParsedLimit(None, "Gồm nhiều giai đoạn tính theo đơn vị khác nhau, cần người chọn.", stages)
    if not re.search(r"\+|\bcong\b|\bgiai doan\b|\bva\b|;", plain):
        return ParsedLimit(None, "Nêu nhiều thời hạn cho nhiều trường hợp, cần người chọn.", stages)
    return ParsedLimit(Limit(sum((stage.value for stage in stages), Decimal(0)), stages[0].unit), "", stages)


def _read(found: re.Match[str]) -> Limit:
    unit_text = found["unit"]
    unit = next(unit for pattern, unit in _UNITS if re.fullmatch(pattern, unit_text))
    if found["half"]:
        if unit in (Unit.WORKING_DAYS, Unit.DAYS):
            return Limit(1, Unit.HALF_DAYS)
        return Limit("0.5", unit)
    value = Decimal(found["figure"].replace(",", "."))
    if unit_text == "tuan":
        value *= 7
    if unit is Unit.DAYS and value % 1:
        # No law counts part of a calendar day: the half is worked in office hours.
        unit = Unit.WORKING_DAYS
    return Limit(value, unit)


def _plain(value: Decimal | int | str) -> Decimal:
    """The same number without exponent or needless zeros, so that equal limits look equal."""
    number = Decimal(value)
    return Decimal(f"{number.normalize():f}") if number.is_finite() else number
