"""The signed-in member of staff, and the language of the page."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from motcua.people.queries import Staff


def staff_of(request: HttpRequest) -> Staff:
    """The signed-in person; only for views behind `login_required`."""
    return cast(Staff, request.user)


def language_of(request: HttpRequest) -> str:
    """The language of the page: "vi" or "en"."""
    return "en" if (getattr(request, "LANGUAGE_CODE", None) or "vi").startswith("en") else "vi"
