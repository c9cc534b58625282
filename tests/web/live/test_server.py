"""The live server over real sockets and a real database: at once, after each change, after a loss, and to the end."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from motcua.clock.actions import turn_to
from motcua.clock.queries import now
from motcua.door.live import send_live_update
from motcua.door.models import Room, Ticket
from tests.door.gate_scene import Door, make_door
from tests.dossiers.world import MONDAY
from tests.web.live.conftest import Server

Serve = Callable[..., Server]


@pytest.fixture
def door(transactional_db: None) -> Door:
    turn_to(MONDAY)
    return make_door()


def take(door: Door, number: int, *, tell: bool = True) -> Ticket:
    with transaction.atomic():
        at = now()
        ticket = Ticket.objects.create(
            premises=door.premises, day=at.date(), series="A", number=number, source="kiosk", taken_at=at, queued_at=at
        )
        if tell:
            send_live_update(door.premises.pk)
    return ticket


def test_every_kind_of_stream_speaks_at_once_and_hears_of_changes(door: Door, serve: Serve) -> None:
    server = serve()
    mine = take(door, 1)
    board = server.open(f"/song/bang/{door.premises.board_key}")
    phone = server.open(f"/song/so/{mine.token}")
    gate = server.open(f"/song/cua/{door.premises.door_key}")
    assert (board.answer.status, board.answer.headers["content-type"]) == (200, "text/event-stream")
    assert (board.answer.headers["cache-control"], board.answer.headers["x-accel-buffering"]) == ("no-store", "no")
    assert (board.next() or {})["next"] == ["A001"]
    first = phone.next() or {}
    assert (first["state"], first["code"], first["before"]) == ("waiting", "A001", 0)
    assert {room["name"] for room in (gate.next() or {})["rooms"]} == {"Phòng một cửa", "Sân chờ"}
    with transaction.atomic():
        Ticket.objects.filter(pk=mine.pk).update(state="called", counter=door.counters[2], called_at=now())
        Room.objects.filter(pk=door.room.pk).update(inside_visitors=7)
        send_live_update(door.premises.pk)
    called = board.until(lambda state: bool(state["now"]))["now"][0]
    assert (called["code"], called["counter"], called["say"]) == ("A001", 3, "Mời số A không không một đến quầy số 3")
    assert phone.until(lambda state: state["state"] == "called")["counter"] == 3
    assert gate.until(lambda state: state["rooms"][0]["inside"] == 7)


def test_what_was_missed_while_the_database_was_lost_is_told_after_it(door: Door, serve: Serve) -> None:
    server = serve()
    board = server.open(f"/song/bang/{door.premises.board_key}")
    assert (board.next() or {})["waiting"] == 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        assert cursor.fetchone()[0] >= 1
    take(door, 1, tell=False)  # nobody could have heard of it
    assert board.until(lambda state: state["waiting"] == 1)
    take(door, 2)
    assert board.until(lambda state: state["waiting"] == 2)


def test_what_is_not_there_is_not_found(door: Door, serve: Serve) -> None:
    server = serve()
    key = door.premises.board_key
    for path in ("/song/bang/khong-co", f"/song/so/{key}", f"/song/khac/{key}", "/song/bang/", "/", f"/bang/{key}/"):
        assert server.ask(path)[0] == 404, path
    assert server.ask(f"/song/bang/{key}", "POST")[0] == 405


def test_only_pages_of_this_house_may_read_from_another_port(door: Door, serve: Serve) -> None:
    server = serve(MOTCUA_PUBLIC_URL="https://motcua.example")
    path = f"/song/bang/{door.premises.board_key}"
    for origin in ("http://127.0.0.1:8000", "https://motcua.example"):
        status, headers = server.ask(path, Origin=origin)
        assert (status, headers["access-control-allow-origin"]) == (200, origin)
    for stranger in ("https://elsewhere.example", "null", "https://motcua.example.evil", "http://[::"):
        assert server.ask(path, Origin=stranger)[1]["access-control-allow-origin"] is None
    assert server.ask(path, Origin="https://motcua.example")[1]["access-control-allow-credentials"] is None


def test_one_address_has_so_many_streams_and_gets_its_place_back(door: Door, serve: Serve) -> None:
    server = serve(MOTCUA_LIVE_STREAMS_PER_ADDRESS="2")
    path = f"/song/bang/{door.premises.board_key}"
    first, second = server.open(path), server.open(path)
    assert first.next() and second.next()
    status, headers = server.ask(path)
    assert status == 429 and headers["retry-after"]
    first.close()
    while (again := server.open(path)).answer.status == 429:
        again.close()
    assert again.next()


def test_told_to_end_it_ends_its_streams_and_itself(door: Door, serve: Serve) -> None:
    server = serve()
    streams = [server.open(f"/song/bang/{door.premises.board_key}") for _ in range(5)]
    assert all(stream.next() for stream in streams)
    server.process.send_signal(signal.SIGTERM)
    assert [stream.next() for stream in streams] == [None] * 5
    assert server.process.wait(timeout=20) == 0
