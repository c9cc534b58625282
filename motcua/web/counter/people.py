"""Who stands at the counter: found in the register, or read off the card that a scanner types.

Names and numbers stay out of addresses, which end up in logs: what was found waits in the session, and the
address carries only the place in that list.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest

from motcua.journal.actions import record
from motcua.people.queries import Office, find_citizens, staff_actor
from motcua.web.context import moment_of
from motcua.web.desk.access import staff_of

PERSON: Final = ("full_name", "id_number", "phone", "address")
_KEPT: Final = "reception"
# The square code of an identity card: number|old number|name|born|sex|address|issued.
_CARD_PARTS: Final = 6
LONGEST_SCAN: Final = 300


def search_people(request: HttpRequest, office: Office, text: str) -> list[dict[str, str]]:
    """Look people up by what was typed or scanned and keep them for this screen; the look is journalled."""
    typed = text.replace("\0", "").strip()[:LONGEST_SCAN]
    card = _card(typed)
    found = [
        {name: str(getattr(one, name)) for name in PERSON}
        for one in (find_citizens(card["id_number"] if card else typed) if typed else [])
    ]
    if card and not any(one["id_number"] == card["id_number"] for one in found):
        found = [card]
    request.session[_KEPT] = {"text": card["id_number"] if card else typed, "people": found}
    if typed:
        with transaction.atomic():
            record(
                name="citizen.looked_up",
                at=moment_of(request),
                by=staff_actor(staff_of(request)),
                subject=f"office:{office.pk}",
                subject_label=office.name,
                office_path=office.path,
                data={"found": len(found)},
            )
    return found


def last_search(request: HttpRequest) -> tuple[str, list[dict[str, str]]]:
    """What was searched for on this screen and who was found."""
    kept: dict[str, Any] = request.session.get(_KEPT) or {}
    return str(kept.get("text", "")), list(kept.get("people", []))


def chosen(request: HttpRequest, place: str) -> dict[str, str]:
    """The person at that place of the list found last; empty fields where there is none."""
    _text, people = last_search(request)
    if place.isascii() and place.isdecimal() and len(place) < 4 and 0 < int(place) <= len(people):
        return people[int(place) - 1]
    return dict.fromkeys(PERSON, "")


def forget(request: HttpRequest) -> None:
    """The next person begins with an empty screen."""
    request.session.pop(_KEPT, None)


def _card(text: str) -> dict[str, str] | None:
    parts = [part.strip() for part in text.split("|")]
    if len(parts) < _CARD_PARTS or len(parts[0]) != 12 or not parts[0].isdecimal():
        return None
    return {"full_name": parts[2][:120], "id_number": parts[0], "phone": "", "address": parts[5][:300]}
