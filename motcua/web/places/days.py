"""Reads a past day from an address."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from motcua.people.checks import read_date


def past_day_asked(typed: str, today: date) -> tuple[date, str]:
    """The day and the error in it; today where it is blank, wrong or in the future."""
    if not typed.strip():
        return today, ""
    found = read_date(typed[:20])
    if found is None or not date(2000, 1, 1) <= found <= today:
        return today, _("Hãy ghi ngày đã qua, ví dụ 31/3/2020.")
    return found, ""
