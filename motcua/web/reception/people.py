"""Finds the person at the counter in the register, or reads a scanned card.

Names and numbers stay out of addresses, which end up in logs: what was found waits in the session, and the
address carries only the place in that list.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.http import HttpRequest

from motcua.people.actions.citizens import record_citizen_look_up
from motcua.people.queries import Office, find_citizens
from motcua.web.desk.access import staff_of
from motcua.web.reception.cards import LONGEST_SCAN, looks_scanned, read_card
from motcua.web.request_moment import moment_of

PERSON: Final = ("full_name", "id_number", "phone", "address")
_KEPT: Final = "reception"
_BORN: Final = "born"


def search_people(request: HttpRequest, office: Office, text: str) -> list[dict[str, str]]:
    """Look people up by typed or scanned text and keep them for this screen; the look is journalled."""
    typed = text.replace("\0", "").strip()[:LONGEST_SCAN]
    problem = ""
    if looks_scanned(typed):
        card = read_card(typed)
        typed, problem = card.id_number, card.problem
        known = _known(typed) or (_known(card.old_number) if card.old_number else [])
        born = card.born.isoformat() if card.born else ""
        # The card is newer than the register: its number, name and address go into the form, the phone is kept.
        read = {"full_name": card.full_name, "id_number": card.id_number, "address": card.address, _BORN: born}
        before = known[0] if known else dict.fromkeys((*PERSON, _BORN), "")
        found = [before | {name: value for name, value in read.items() if value}] if typed else []
    else:
        found = _known(typed)
    request.session[_KEPT] = {"text": typed, "people": found, "problem": problem}
    if typed:
        record_citizen_look_up(office=office, found=len(found), by=staff_of(request), at=moment_of(request))
    return found


def last_search(request: HttpRequest) -> tuple[str, list[dict[str, str]], str]:
    """The screen's last search: its text, the people found, the problem of a scanned card."""
    kept: dict[str, Any] = request.session.get(_KEPT) or {}
    return str(kept.get("text", "")), list(kept.get("people", [])), str(kept.get("problem", ""))


def person_chosen(request: HttpRequest, place: str) -> dict[str, str]:
    """The person at `place` of the last list; empty fields where there is none."""
    _text, people, _problem = last_search(request)
    if place.isascii() and place.isdecimal() and len(place) < 4 and 0 < int(place) <= len(people):
        return people[int(place) - 1]
    return dict.fromkeys((*PERSON, _BORN), "")


def born_of(person: dict[str, str]) -> date | None:
    """The day of birth that the card or the register gave."""
    day = person.get(_BORN, "")
    return date.fromisoformat(day) if day else None


def forget_search(request: HttpRequest) -> None:
    """Clear the screen for the next person."""
    request.session.pop(_KEPT, None)


def _known(text: str) -> list[dict[str, str]]:
    return [
        {name: str(getattr(citizen, name)) for name in PERSON}
        | {_BORN: citizen.birth_date.isoformat() if citizen.birth_date else ""}
        for citizen in (find_citizens(text) if text else [])
    ]
