"""Other ways for a person who cannot come in now: addresses with QR codes for the phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Offer:
    """Words, an absolute address, and its QR code."""

    words: str
    address: str
    picture: SafeString


def offers_for(other_way: str, premises: Any, online: str) -> list[Offer]:
    """The ways to offer, best first: declare, wait outside with a number, do it online, book an appointment."""
    door = premises.door_key
    ways = {
        "declare": [(_("Khai báo y tế"), _page("web:declare", door))],
        "wait_outside": [
            (_("Lấy số, chờ ở ngoài"), _page("web:take_ticket", door)),
            (_("Làm trực tuyến"), online or settings.PUBLIC_URL + "/"),
            (_("Hẹn giờ khác"), _page("web:book")),
        ],
        "online": [
            (_("Làm trực tuyến"), online or settings.PUBLIC_URL + "/"),
            (_("Hẹn ngày khác"), _page("web:book")),
        ],
    }
    return [Offer(words, address, _picture(address)) for words, address in ways.get(other_way, []) if address]


def _page(name: str, *args: str) -> str:
    try:
        return f"{settings.PUBLIC_URL}{reverse(name, args=args)}"
    except NoReverseMatch:
        return ""


def _picture(address: str) -> SafeString:
    drawn: str = segno.make(address, error="m", micro=False).svg_inline(
        border=2, svgclass="qr", lineclass=None, title=address, omitsize=True
    )
    return mark_safe(drawn)
