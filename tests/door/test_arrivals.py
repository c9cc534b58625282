"""Who stands at the door, from whatever a scanner or a thumb types."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.door.gate.queries.arrivals import recognise
from motcua.door.models import Ticket
from motcua.door.person_keys import person_key
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY


def ticket(door: Door, number: int, name: str = "", **more: Any) -> Ticket:
    return Ticket.objects.create(
        premises=door.premises, day=MONDAY.date(), series="A", number=number, source="kiosk", taken_at=MONDAY,
        queued_at=MONDAY, name=name, **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("", "nobody", ""),
        ("002190777888||Lầu Thị Súng|05021990|Nữ|Má Lầu|01012020", "card", "Lầu Thị Súng"),
        ("002190777888||Lầu Thị Súng|05021990|Nữ|Má Lầu|01012020".encode().decode("latin-1"), "card", "Lầu Thị Súng"),
        ("\ufeff002190777888||Lầu Thị Súng\r\n", "card", "Lầu Thị Súng"),
        ("002190777888||||", "card", ""),
        ("002190777888", "number", ""),
        ("0912 345 678", "phone", ""),
        ("Lầu Thị Súng", "name", "Lầu Thị Súng"),
        ("a007", "ticket", "Vàng Mí Chá"),
    ],
)
def test_what_was_typed_is_told_apart(door: Door, typed: str, kind: str, name: str) -> None:
    ticket(door, 7, "Vàng Mí Chá")
    found = recognise(typed, premises=door.premises, at=MONDAY)
    assert (found.kind, found.guest.full_name, found.stop) == (kind, name, False)


def test_card_and_number_are_the_same_person(door: Door) -> None:
    by_card = recognise("002190777888||Lầu Thị Súng|05021990", premises=door.premises, at=MONDAY)
    by_hand = recognise("002190777888", premises=door.premises, at=MONDAY)
    assert by_card.guest.person == by_hand.guest.person == person_key(id_number="002190777888")


@pytest.mark.parametrize("typed", ["MC1:xyz", "H4K7-92", "x" * 24, "https://example.com/the/abcdefghijklmnop", "12345"])
def test_codes_of_nobody_stop_with_a_reason(door: Door, typed: str) -> None:
    found = recognise(typed, premises=door.premises, at=MONDAY)
    assert found.stop
    assert found.problem


def test_two_of_one_name_are_asked_which(door: Door) -> None:
    ticket(door, 1, "Vàng Mí Chá")
    ticket(door, 2, "Vàng Mí Chá")
    found = recognise("vàng mí chá", premises=door.premises, at=MONDAY)
    assert [row.text for row in found.choices] == ["A001", "A002"]


def test_a_ticket_of_another_day_is_nobodys_today(door: Door) -> None:
    ticket(door, 3)
    Ticket.objects.update(day=MONDAY.date().replace(day=27))
    assert recognise("A003", premises=door.premises, at=MONDAY).ticket is None


@given(text=st.text(max_size=500))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_breaks_the_door(door: Door, text: str) -> None:
    assert recognise(text, premises=door.premises, at=MONDAY).kind
