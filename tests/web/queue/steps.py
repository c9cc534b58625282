"""Steps at the door of the demo's ward: its key, a number taken by phone, an officer who sits down."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from motcua.door.models import Counter, Premises, Ticket
from tests.web.desk import BIRTH, WARD_UNIT, desk, text


def ward() -> Premises:
    return Premises.objects.get(office__code=WARD_UNIT)


def nobody_waits() -> None:
    """The demo's people leave."""
    Ticket.objects.update(state="left")


def door(source: str = "lay-so") -> str:
    return f"/{source}/{ward().door_key}/"


def key_of(client: Client, address: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', text(client.get(address)))
    assert found
    return found[1]


def take(client: Client, source: str = "lay-so", **fields: Any) -> Any:
    """A number for a birth registration, with the key the form carries."""
    sent = {"viec": "hand_in", "thu-tuc": BIRTH} | fields
    sent.setdefault("key", key_of(client, f"{door(source)}?viec=hand_in&thu-tuc={BIRTH}"))
    return client.post(door(source), sent)


def sits(username: str = "thao.tiepnhan", number: int = 1) -> tuple[Client, int]:
    """The officer's browser, and the counter he has opened."""
    client = desk(username)
    counter = Counter.objects.get(premises=ward(), number=number).pk
    assert client.post(f"/goi-so/quay/{counter}/mo/").status_code == 302
    return client, counter


def serve(client: Client, counter: int) -> Ticket:
    """Call the next, serve and finish."""
    client.post(f"/goi-so/quay/{counter}/goi/")
    ticket = Ticket.objects.get(counter=counter, state="called")
    client.post(f"/goi-so/{ticket.pk}/bat-dau/")
    client.post(f"/goi-so/{ticket.pk}/xong/")
    ticket.refresh_from_db()
    return ticket
