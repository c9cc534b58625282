"""Dates as official documents print them: "07 tháng 5 năm 2021", "31/3/2020", blanks left for a pen, and OCR slips."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from motcua.rulebook.reading.normalise import digits

# On folded text. Letters that OCR makes of digits are allowed where a digit must stand.
_D = r"[0-9oqli|!\]sbz]"
_FILL = r"[\s.…,_-]{0,80}"
LONG = (
    rf"ngay{_FILL}(?P<day>{_D}(?:[⁄'’‘]?{_D})?(?![a-z0-9])|{_D}[a-z%]{{1,2}}(?=\s))?{_FILL}"
    rf"th[ae]{{1,2}}ng{_FILL}(?P<month>{_D}{{1,2}}(?![a-z0-9]))?{_FILL}"
    rf"na[mn]{_FILL}(?P<year>2{_D}{{3}}|1[89]{_D}{{2}})?"
)
SHORT = rf"(?P<d>{_D}{{1,2}})\s?[/.-]\s?(?P<m>{_D}{{1,2}})\s?[/.-]\s?(?P<y>2{_D}{{3}}|1[89]{_D}{{2}})(?![0-9])"
# In running text, digits are digits: a date must not be made of letters there.
IN_TEXT = (
    r"(?:(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>[12]\d{3})(?!\d)"
    r"|(?P<day>\d{1,2})\s+thang\s+(?P<month>\d{1,2})\s*,?\s+nam\s+(?P<year>[12]\d{3}))"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: any part may be blank."""

    day: int | None
    month: int | None
    year: int | None

    @property
    def date(self) -> date | None:
        """The date, or None where a part is blank or no such day exists."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def of_match(found: re.Match[str]) -> PrintedDate:
    """The date of a match of LONG, SHORT or IN_TEXT."""
    groups = found.groupdict()

    def number(*names: str) -> int | None:
        for name in names:
            if groups.get(name):
                text = digits(re.sub(r"[⁄'’‘]", "", groups[name]))
                return int(text) if text.isdigit() else None
        return None

    return PrintedDate(number("day", "d"), number("month", "m"), number("year", "y"))
