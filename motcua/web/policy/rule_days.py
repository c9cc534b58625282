"""Converts days of rules between officers' writing (31/3/2020, 07:30 31/3/2020) and the rulebook's ISO."""

from __future__ import annotations

from datetime import date, datetime

from motcua.rulebook.policy.data import LOCAL

_HOURED = "%H:%M %d/%m/%Y"


def typed_day(value: str | None) -> str:
    """An ISO day or moment as an officer writes it; other text unchanged, "" for None."""
    text = value or ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return text
        at = at.astimezone(LOCAL) if at.tzinfo else at
        return f"{at:%H:%M} {at.day}/{at.month}/{at.year}"
    return f"{day.day}/{day.month}/{day.year}"


def iso_of_typed_day(text: str) -> str | None:
    """An officer's day or moment (Vietnamese time) as ISO; None when blank, ValueError for other text."""
    words = " ".join(text.split())
    if not words:
        return None
    for iso in (date.fromisoformat, datetime.fromisoformat):
        try:
            return iso(words).isoformat()
        except ValueError:
            continue
    if ":" in words:
        return datetime.strptime(words, _HOURED).isoformat()  # noqa: DTZ007 - the rulebook takes it as Vietnamese time
    return datetime.strptime(words, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007 - a day has no zone
