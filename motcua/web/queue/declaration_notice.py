"""The notice on a ticket's page that a declaration is asked before entering: why and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from motcua.door.health.queries.declarations import VISITORS, declaration_clauses
from motcua.web.desk.clauses import say_recorded_clauses
from motcua.web.qr_codes import qr_picture

if TYPE_CHECKING:
    from motcua.door.models import Premises


@dataclass(frozen=True, slots=True)
class Declaring:
    """The declaration's address, its clauses ("" without any), and its QR code for a phone."""

    address: str
    clauses: str
    picture: SafeString | str = ""


def declaring_of(premises: Premises, at: datetime, *, picture: bool = False) -> Declaring | None:
    """The notice for a visitor of the unit at `at` (aware); None where policy asks for no declaration.

    `picture`: a screen shared by many is not typed on about one's health; the page is opened on one's own phone.
    """
    because = declaration_clauses(premises.office, at, VISITORS)
    if because is None:
        return None
    address = reverse("web:declare", args=[premises.door_key])
    if not picture:
        return Declaring(address, say_recorded_clauses(because))
    return Declaring(address, say_recorded_clauses(because), qr_picture(settings.PUBLIC_URL + address, border=2))
