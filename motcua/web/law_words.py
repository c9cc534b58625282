"""The counts and times of the law, as they hold on the day of a moment, in the language of the page."""

from __future__ import annotations

from datetime import datetime

from motcua.rulebook import law
from motcua.rulebook.deadlines.limits import limit_of_law
from motcua.rulebook.work_calendar import localise
from motcua.web.formats import format_limit
from motcua.web.language import in_english


def law_times(name: str, at: datetime) -> str:
    """How often the law's value `name` allows something at `at` (aware): "một lần", "once"."""
    return law.say_times(law.number(name, on=localise(at).date()), _language())


def law_working_days(name: str, at: datetime) -> str:
    """The working days of the law's value `name` at `at` (aware), in words: "02 ngày làm việc", "two working days"."""
    return law.say_working_days(law.number(name, on=localise(at).date()), _language())


def law_limit(name: str, at: datetime) -> str:
    """The time that the law's value `name` gives at `at` (aware), in figures: "8 giờ làm việc", "8 working hours"."""
    return format_limit(limit_of_law(name, localise(at).date()))


def _language() -> str:
    return "en" if in_english() else "vi"
