"""Who is asking."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from motcua.people.queries import Staff


def staff_of(request: HttpRequest) -> Staff:
    """The signed-in person; only for views behind `login_required`."""
    return cast(Staff, request.user)
