"""Watchers of units: a changed unit is read once and the newest state is sent to everybody who watches it."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from typing import Any, Final

from motcua.web.board.payloads import UnitState, milliseconds
from motcua.web.live.clients import StreamReader

COALESCE: Final = 0.05  # seconds between two readings of a unit, however much happens there
REFRESH: Final = 30.0  # seconds after which a unit is read though nobody told of a change: time itself changes things
LONGEST_PAUSE: Final = 10.0  # seconds between two tries while the database does not answer

log = logging.getLogger(__name__)


class Watched:
    """One unit with its watchers; it is read in a loop while there are any."""

    def __init__(self, premises_id: int, read: Callable[[int], UnitState], pool: Executor) -> None:
        self.premises_id = premises_id
        self.clients: set[StreamReader] = set()
        self._read = read
        self._pool = pool
        self._changed = asyncio.Event()
        self._state: UnitState | None = None
        self._read_at = 0.0
        self._task = asyncio.create_task(self._run())

    def mark(self) -> None:
        """Note that the unit has changed."""
        self._changed.set()

    def join(self, client: StreamReader) -> None:
        """Add a watcher; the known state is sent at once, else after a reading."""
        self.clients.add(client)
        message = self._state.of(client.kind, client.key) if self._state else None
        if message is None:
            self.mark()
        else:
            client.offer(self._encoded(message))

    def leave(self, client: StreamReader) -> None:
        """Remove a watcher."""
        self.clients.discard(client)

    def end(self) -> None:
        """Stop reading the unit."""
        self._task.cancel()

    def moment(self) -> int | None:
        """The unit's present time in milliseconds: the last reading's and the time passed since."""
        if self._state is None:
            return None
        return milliseconds(self._state.at) + int(1000 * (time.monotonic() - self._read_at))

    async def _run(self) -> None:
        pause = COALESCE
        self.mark()
        while True:
            try:
                async with asyncio.timeout(REFRESH):
                    await self._changed.wait()
            except TimeoutError:
                pass  # time alone may have changed what is shown
            self._changed.clear()
            try:
                state = await asyncio.get_running_loop().run_in_executor(self._pool, self._read, self.premises_id)
            except (
                Exception
            ) as trouble:  # whatever it is, watchers keep what they see, with its age, and it is tried again
                log.warning("unit %s was not read: %s", self.premises_id, trouble)
                pause = min(LONGEST_PAUSE, max(0.5, pause * 2))
                self.mark()
            else:
                pause = COALESCE
                self._tell(state)
            await asyncio.sleep(pause)

    def _tell(self, state: UnitState) -> None:
        """Offer each watcher its message where it differs from the last."""
        before, self._state, self._read_at = self._state, state, time.monotonic()
        encoded: dict[tuple[str, str], bytes] = {}
        for client in self.clients:
            message = state.of(client.kind, client.key)
            if message is None or (before is not None and before.of(client.kind, client.key) == message):
                continue
            name = (client.kind, client.key if client.kind == "so" else "")
            if name not in encoded:  # one board's bytes serve all boards
                encoded[name] = self._encoded(message)
            client.offer(encoded[name])

    def _encoded(self, message: Mapping[str, Any]) -> bytes:
        return encoded({**message, "at": self.moment()})


class Hub:
    """All watched units of this process."""

    def __init__(self, read: Callable[[int], UnitState], pool: Executor) -> None:
        self._read = read
        self._pool = pool
        self._units: dict[int, Watched] = {}
        self.closing = False

    def join(self, premises_id: int, client: StreamReader) -> Watched:
        """Add a watcher to a unit."""
        unit = self._units.get(premises_id)
        if unit is None:
            unit = self._units[premises_id] = Watched(premises_id, self._read, self._pool)
        unit.join(client)
        return unit

    def leave(self, unit: Watched, client: StreamReader) -> None:
        """Remove a watcher; the last one ends the reading of the unit."""
        unit.leave(client)
        if not unit.clients and self._units.get(unit.premises_id) is unit:
            del self._units[unit.premises_id]
            unit.end()

    def mark(self, premises_id: int) -> None:
        """Note that a unit has changed."""
        if unit := self._units.get(premises_id):
            unit.mark()

    def mark_all(self) -> None:
        """Note that every unit may have changed, after a time without listening."""
        for unit in self._units.values():
            unit.mark()

    def close(self) -> None:
        """End every stream; the browsers connect again by themselves."""
        self.closing = True
        for unit in list(self._units.values()):
            for client in list(unit.clients):
                client.close()


def encoded(message: Mapping[str, Any]) -> bytes:
    """A message as an event of the stream."""
    return b"data: " + json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n\n"
