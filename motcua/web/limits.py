"""The limits that sentences of pages name, each from the setting or constant that is obeyed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from django.conf import settings

from motcua.assistance.actions.retention import KEPT
from motcua.assistance.queries.contact_points import CONFIRMED_FOR
from motcua.door.booking.actions.reminders import MISSED_AFTER
from motcua.people.actions.phone_codes import CODE_LASTS
from motcua.signing import verification

LETTER_BYTES: Final = 20 * 1024 * 1024


def _megabytes(size: int) -> str:
    return f"{size // 1024**2} MB"


def _minutes(time: timedelta) -> str:
    return str(time // timedelta(minutes=1))


_LIMITS: Final[Mapping[str, Callable[[], str]]] = {
    "file size": lambda: _megabytes(settings.FILE_LIMIT_BYTES),
    "files at once": lambda: str(settings.DATA_UPLOAD_MAX_NUMBER_FILES),
    "letter size": lambda: _megabytes(LETTER_BYTES),
    "signed file size": lambda: _megabytes(verification.LARGEST),
    "code minutes": lambda: _minutes(CODE_LASTS),
    "late minutes": lambda: _minutes(MISSED_AFTER),
    "contact days": lambda: str(CONFIRMED_FOR.days),
    "question days": lambda: str(KEPT.days),
}


def limit(name: str) -> str:
    """The limit of this name as a sentence has it: "10 MB", "15". KeyError for no such limit."""
    return _LIMITS[name]()
