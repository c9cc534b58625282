"""Who watches gets the newest state, once, and nothing piles up: the hub on a state of our own, in one loop."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from motcua.web.board.payloads import UnitState
from motcua.web.live.clients import StreamReader
from motcua.web.live.hub import Hub
from tests.dossiers.world import MONDAY


class Unit:
    """A unit whose state the test sets; `readings` counts how often it was read."""

    def __init__(self) -> None:
        self.waiting = 0
        self.tickets: dict[str, dict[str, Any]] = {}
        self.readings = 0
        self.broken = 0

    def read(self, premises_id: int) -> UnitState:
        self.readings += 1
        if self.broken:
            self.broken -= 1
            raise ConnectionError("no database")
        return UnitState(MONDAY, {"waiting": self.waiting}, {"rooms": []}, dict(self.tickets))


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 20))


def made(unit: Unit) -> Hub:
    return Hub(unit.read, ThreadPoolExecutor(1))


async def taken(client: StreamReader) -> dict[str, Any]:
    """The next message, however long it takes (the scene's own limit ends a wait in vain)."""
    message = await client.take(15)
    assert message is not None
    found: dict[str, Any] = json.loads(message.decode().removeprefix("data: "))
    return found


def test_the_state_comes_at_once_and_each_change_after_it() -> None:
    async def scene() -> None:
        unit = Unit()
        hub = made(unit)
        client = StreamReader("bang", "k")
        hub.join(1, client)
        assert (await taken(client))["waiting"] == 0
        unit.waiting = 5
        hub.mark(1)
        assert (await taken(client))["waiting"] == 5

    run(scene())


def test_what_did_not_change_is_not_sent_again() -> None:
    async def scene() -> None:
        unit = Unit()
        unit.tickets = {"t": {"before": 1}}
        hub = made(unit)
        board, phone = StreamReader("bang", "k"), StreamReader("so", "t")
        hub.join(1, board)
        hub.join(1, phone)
        await taken(board), await taken(phone)
        unit.tickets = {"t": {"before": 0}}
        hub.mark(1)
        assert (await taken(phone))["before"] == 0
        assert await board.take(0.1) is None

    run(scene())


def test_a_slow_reader_holds_one_message_the_newest() -> None:
    async def scene() -> None:
        unit = Unit()
        hub = made(unit)
        slow, quick = StreamReader("bang", "k"), StreamReader("bang", "k")
        hub.join(1, slow)
        hub.join(1, quick)
        await taken(quick)
        for number in range(1, 6):
            unit.waiting = number
            hub.mark(1)
            assert (await taken(quick))["waiting"] == number
        assert (await taken(slow))["waiting"] == 5
        assert await slow.take(0.05) is None

    run(scene())


def test_a_hundred_changes_at_once_are_few_readings() -> None:
    async def scene() -> None:
        unit = Unit()
        hub = made(unit)
        client = StreamReader("bang", "k")
        hub.join(1, client)
        await taken(client)
        before = unit.readings
        for number in range(100):
            unit.waiting = number + 1
            hub.mark(1)
        while (await taken(client))["waiting"] != 100:
            pass
        assert unit.readings - before <= 3

    run(scene())


def test_a_unit_that_could_not_be_read_is_read_again() -> None:
    async def scene() -> None:
        unit = Unit()
        unit.broken = 2
        hub = made(unit)
        client = StreamReader("cua", "k")
        hub.join(1, client)
        assert (await taken(client))["rooms"] == []
        assert unit.readings >= 3

    run(scene())


def test_a_new_ticket_is_read_though_nobody_told_of_it() -> None:
    async def scene() -> None:
        unit = Unit()
        hub = made(unit)
        board = StreamReader("bang", "k")
        hub.join(1, board)
        await taken(board)
        unit.tickets = {"new": {"before": 3}}
        phone = StreamReader("so", "new")
        hub.join(1, phone)
        assert (await taken(phone))["before"] == 3

    run(scene())


def test_without_watchers_nothing_is_read() -> None:
    async def scene() -> None:
        unit = Unit()
        hub = made(unit)
        client = StreamReader("bang", "k")
        watched = hub.join(1, client)
        await taken(client)
        hub.leave(watched, client)
        before = unit.readings
        hub.mark(1)
        hub.mark_all()
        await asyncio.sleep(0.2)
        assert unit.readings == before

    run(scene())


def test_closing_ends_every_stream() -> None:
    async def scene() -> None:
        hub = made(Unit())
        clients = [StreamReader("bang", "k"), StreamReader("cua", "k")]
        for number, client in enumerate(clients):
            hub.join(number, client)
            await taken(client)
        hub.close()
        for client in clients:
            assert await client.take(15) is None and client.closed

    run(scene())
