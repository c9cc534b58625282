"""The public screen and the state that pages ask for by themselves."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from motcua.clock.actions import turn_to
from motcua.door.models import Announcement, Ticket
from tests.door.gate_scene import Door, make_door
from tests.dossiers.world import MONDAY


@pytest.fixture
def door(db: None) -> Door:
    turn_to(MONDAY, frozen=True)
    return make_door()


def take(door: Door, number: int, **fields: object) -> Ticket:
    return Ticket.objects.create(
        premises=door.premises, day=MONDAY.date(), series="A", number=number, source="kiosk", taken_at=MONDAY,
        queued_at=MONDAY, name="Vàng Thị Mỷ", **fields,
    )  # fmt: skip


def test_the_board_shows_calls_without_a_script_and_no_name(door: Door, client: Client) -> None:
    take(door, 1, state="called", counter=door.counters[1], called_at=MONDAY)
    take(door, 2)
    Announcement.objects.create(premises=door.premises, text="Nghỉ trưa 11 giờ 30", shown_from=MONDAY, by=door.head)
    page = client.get(f"/bang/{door.premises.board_key}/", headers={"accept-language": "vi"}).content.decode()
    assert re.search(r"<strong>A001</strong><b>2</b>", page)
    assert "<li>A002</li>" in page and "Nghỉ trưa 11 giờ 30" in page
    assert '<noscript><meta http-equiv="refresh" content="15"></noscript>' in page
    assert f'data-live="/song/bang/{door.premises.board_key}"' in page
    assert "Mỷ" not in page


def test_it_has_a_face_for_daylight(door: Door, client: Client) -> None:
    address = f"/bang/{door.premises.board_key}/"
    assert 'class="wall light"' in client.get(f"{address}?mat=sang").content.decode()
    assert 'class="wall"' in client.get(address).content.decode()


def test_an_unknown_screen_is_not_found(door: Door, client: Client) -> None:
    assert client.get("/bang/khong-co/").status_code == 404
    assert client.get(f"/bang/{door.premises.door_key}/").status_code == 404
    assert client.get("/bang/%00/").status_code == 404


def test_each_kind_of_page_can_ask_for_its_state(door: Door, client: Client) -> None:
    ticket = take(door, 1)
    found = {
        kind: client.get(f"/trang-thai/{kind}/{key}/")
        for kind, key in (("bang", door.premises.board_key), ("so", ticket.token), ("cua", door.premises.door_key))
    }
    assert {answer.status_code for answer in found.values()} == {200}
    assert json.loads(found["bang"].content)["next"] == ["A001"]
    mine = json.loads(found["so"].content)
    assert (mine["state"], mine["before"], mine["at"]) == ("waiting", 0, int(MONDAY.timestamp() * 1000))
    assert json.loads(found["cua"].content)["rooms"][0]["inside"] == 0
    assert "no-store" in found["so"]["Cache-Control"]


def test_a_ticket_that_ended_or_was_just_taken_has_its_state(door: Door, client: Client) -> None:
    client.get(f"/trang-thai/bang/{door.premises.board_key}/")  # read a moment ago: it knows none of these
    waiting = take(door, 1)
    ended = take(door, 2, state="done", ended_at=MONDAY - timedelta(hours=1))
    states = [json.loads(client.get(f"/trang-thai/so/{ticket.token}/").content)["state"] for ticket in (waiting, ended)]
    assert states == ["waiting", "done"]


@pytest.mark.parametrize("path", ["so/khong-co", "khac/x", "bang/khong-co", "so/%00"])
def test_an_unknown_state_is_not_found(door: Door, client: Client, path: str) -> None:
    assert client.get(f"/trang-thai/{path}/").status_code == 404


def test_many_who_ask_read_the_unit_once(door: Door, client: Client, django_assert_num_queries: object) -> None:
    address = f"/trang-thai/bang/{door.premises.board_key}/"
    client.get(address)
    with django_assert_num_queries(2):  # type: ignore[operator]  # the clock, and whose key it is
        client.get(address)
