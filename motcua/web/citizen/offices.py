"""The unit that a person chose, carried in the address as ?don-vi=."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from motcua.catalog.queries import offices_receiving
from motcua.people.queries import offices_under

if TYPE_CHECKING:
    from motcua.catalog.models import Procedure
    from motcua.people.models import Office


def chosen_office(request: HttpRequest, procedure: Procedure) -> tuple[Office | None, list[Office]]:
    """The chosen unit among those that receive the procedure, and all of them; the only one is chosen by itself."""
    offices = list(offices_receiving(procedure).select_related("parent"))
    code = request.POST.get("don-vi") or request.GET.get("don-vi") or ""
    chosen = next((office for office in offices if office.code == code), None)
    return chosen or (offices[0] if len(offices) == 1 else None), offices


def office_by_code(code: str) -> Office | None:
    """The working unit with this code; None when there is none."""
    if "\0" in code or len(code) > 35:
        return None
    return offices_under("").filter(code=code, active=True).first()
