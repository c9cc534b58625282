"""Tells a person who takes a number that policy asks for a declaration before entering, why, and where to make it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from motcua.door.health.queries.declarations import VISITORS, declaration_clauses
from motcua.web.desk.clauses import say_clauses

if TYPE_CHECKING:
    from motcua.door.models import Premises


@dataclass(frozen=True, slots=True)
class Declaring:
    """Where one declares, by which clauses ("" where the record has none), and the code of the page for a phone."""

    address: str
    clauses: str
    picture: SafeString | str = ""


def declaring_of(premises: Premises, at: datetime, *, picture: bool = False) -> Declaring | None:
    """What a visitor of the unit is told at `at` (aware); None where policy asks for no declaration.

    `picture`: a screen shared by many is not typed on about one's health; the page is opened on one's own phone.
    """
    because = declaration_clauses(premises.office, at, VISITORS)
    if because is None:
        return None
    address = reverse("web:declare", args=[premises.door_key])
    if not picture:
        return Declaring(address, say_clauses(because))
    return Declaring(address, say_clauses(because), code_of(settings.PUBLIC_URL + address))


def code_of(address: str) -> SafeString:
    """The address as a code that fills whatever size the page gives it; the words beside it say what it is."""
    drawn: str = segno.make(address, error="m", micro=False).svg_inline(
        border=2, svgclass="qr", lineclass=None, omitsize=True
    )
    return mark_safe(drawn.replace("<svg ", '<svg aria-hidden="true" ', 1))
