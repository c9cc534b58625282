"""Steps at the door of the demo's ward: its key, a number taken by phone, an officer who sits down."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from django.test import Client

from motcua.door.models import Counter, Premises, Ticket
from motcua.people.models import Office, Staff
from tests.dossiers.test_submission import enact
from tests.web.conftest import MONDAY
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


def enact_for(premises: Premises, *rules: dict[str, object]) -> None:
    """Rules of an approved letter of the unit's province, in force since Monday morning."""
    province = Office.objects.get(path=premises.office.path.split("/", 1)[0])
    leader, officer = Staff.objects.order_by("pk")[:2]
    enact(
        SimpleNamespace(province=province, leader=leader, receiver=officer),
        *rules,
        number="7777/UBND-KSTT",
        since=MONDAY,
    )  # type: ignore[arg-type]
