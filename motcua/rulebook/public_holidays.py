"""Public holidays of Vietnam with their compensations and swapped days, as plain rows for officials to edit.

Labour Code 2019 Art. 112 names the holidays; the Prime Minister fixes Tết and the National Day each year and
announces swaps. The rows come from the library `holidays`, plus the swaps it does not know yet (`KNOWN_SWAPS`).
Years not announced are a forecast: the row's `note` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from holidays import country_holidays

from motcua.rulebook.special_days import COMPENSATION, HOLIDAY, KINDS, SWAPPED, WORKED, DayRow

__all__ = ["COMPENSATION", "HOLIDAY", "KINDS", "KNOWN_SWAPS", "SWAPPED", "WORKED", "DayRow", "load_vietnam"]

LAST_ANNOUNCED_YEAR: Final = 2026
FORECAST_NOTE: Final = "Dự kiến, chờ thông báo chính thức"
CHECK_NOTE: Final = "Cần đối chiếu với văn bản chính thức"

# Day off → day worked instead, announced but missing from the library.
KNOWN_SWAPS: Final = {date(2026, 1, 2): date(2026, 1, 10)}
# In the library, but its legal ground was not seen in an official text.
TO_CHECK: Final = frozenset({date(2026, 11, 24)})


def load_vietnam(years: Iterable[int]) -> tuple[DayRow, ...]:
    """Rows of the special days of `years`, in order of date; weekends themselves are not listed."""
    wanted = frozenset(years)
    if not wanted:
        return ()
    # A swap may reach over New Year (31/12/2018 was worked on 05/01/2019), so the neighbours are read too.
    source = country_holidays("VN", years=range(min(wanted) - 1, max(wanted) + 2), language="vi")
    rows = {day: DayRow(day, str(label), _kind(str(label)), _note(day)) for day, label in source.items()}
    given_off = {_worked_instead(row.label): row.day for row in rows.values() if row.kind == SWAPPED}
    for day in source.weekend_workdays:
        off = given_off.get(day)
        label = f"Ngày làm việc bù cho {off:%d/%m/%Y}" if off else "Ngày làm việc bù"
        rows[day] = DayRow(day, label, WORKED, _note(day))
    for rest, worked in KNOWN_SWAPS.items():
        rows.setdefault(rest, DayRow(rest, f"Ngày nghỉ (thay cho ngày {worked:%d/%m/%Y})", SWAPPED, CHECK_NOTE))
        rows.setdefault(worked, DayRow(worked, f"Ngày làm việc bù cho {rest:%d/%m/%Y}", WORKED, CHECK_NOTE))
    return tuple(sorted(row for row in rows.values() if row.day.year in wanted))


def _kind(label: str) -> str:
    if "nghỉ bù" in label:
        return COMPENSATION
    return SWAPPED if label.startswith("Ngày nghỉ (thay cho") else HOLIDAY


def _worked_instead(label: str) -> date | None:
    """The make-up day named in "Ngày nghỉ (thay cho ngày 04/05/2024)"."""
    found = re.search(r"(\d{2})/(\d{2})/(\d{4})", label)
    return date(*(int(part) for part in reversed(found.groups()))) if found else None


def _note(day: date) -> str:
    if day.year > LAST_ANNOUNCED_YEAR:
        return FORECAST_NOTE
    return CHECK_NOTE if day in TO_CHECK else ""
