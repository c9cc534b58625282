"""The day that a page's address asks for: read, or said to be wrong beside what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from motcua.people.checks import read_date

_EARLIEST: Final = date(2000, 1, 1)
_LATEST: Final = date(2100, 12, 31)
_LONGEST: Final = 20
FIELD: Final = "ngay"


@dataclass(frozen=True, slots=True)
class DayAsked:
    """The day to show, what the field shows (`typed`), and the error in it; "" where there is none."""

    day: date
    typed: str
    error: str = ""

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The error for the summary, with the id of the field."""
        return [(FIELD, self.error)] if self.error else []


def day_asked(typed: str, today: date, *, past: bool = False, written: str = "%Y-%m-%d") -> DayAsked:
    """The day typed; today where the field is blank, and with an error where it is no day.

    `past`: a day after today is an error too. `written`: how the field shows a day, as for strftime.
    """
    kept = typed.strip()[:_LONGEST]
    if not kept:
        return DayAsked(today, f"{today:{written}}")
    found = read_date(kept)
    if found is None or not _EARLIEST <= found <= _LATEST:
        return DayAsked(today, kept, _("Hãy ghi một ngày có thật, ví dụ 31/3/2020."))
    if past and found > today:
        return DayAsked(today, kept, _("Hãy ghi ngày đã qua, ví dụ 31/3/2020."))
    return DayAsked(found, f"{found:{written}}")
