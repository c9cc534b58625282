"""Papers and results of the signed-in person's earlier dossiers, offered on the papers page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest

from motcua.dossiers.actions.drafts import reuse_in_draft
from motcua.dossiers.queries.earlier_copies import EarlierCopy, earlier_copies
from motcua.web.account.citizens import citizen_of
from motcua.web.attempts import attempt

if TYPE_CHECKING:
    from motcua.dossiers.models import Draft


def copies_offered(request: HttpRequest, draft: Draft) -> dict[int, list[EarlierCopy]]:
    """Copies by the paper's position; empty for a visitor."""
    session = citizen_of(request)
    return earlier_copies(draft=draft, session=session) if session is not None else {}


def take_chosen(request: HttpRequest, draft: Draft, at: datetime) -> dict[int, list[str]]:
    """Add the chosen copy to its paper; returns the errors by the paper's position."""
    place, _, number = request.POST.get("reuse", "").partition("-")
    session = citizen_of(request)
    if session is None or not (_is_number(place) and _is_number(number)):
        return {}
    with attempt() as tried:
        reuse_in_draft(draft=draft, paper_position=int(place), file_id=int(number), session=session, at=at)
        return {}
    return {int(place): list(tried.errors.values())}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18
