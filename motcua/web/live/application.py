"""The live server's ASGI application: `/song/<kind>/<key>` as server-sent events."""

from __future__ import annotations

import asyncio
import contextlib
import random
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from types import FrameType
from typing import Any, Final
from urllib.parse import urlsplit

from django.db import Error as DatabaseError
from django.db import connection

from motcua.clock.queries import now
from motcua.door.boards.queries.snapshot import premises_watched
from motcua.web.board.payloads import KINDS, UnitState, ended_message, unit_state
from motcua.web.guards import asking_address
from motcua.web.live.clients import StreamReader
from motcua.web.live.hub import Hub, encoded
from motcua.web.live.limits import StreamLimits, TooManyStreams
from motcua.web.live.listener import listen

BEAT: Final = 15.0  # seconds of silence after which a stream says that it lives
SEND_LIMIT: Final = 60.0  # seconds a reader may take to accept one message
READERS: Final = 2  # threads that read the database

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


class LiveApplication:
    """All streams of one process; they are set up at the first request, within the server's loop."""

    def __init__(
        self, *, database_url: str, public_url: str, proxies: list[str], most: int, most_per_address: int
    ) -> None:
        self._database_url = database_url
        self._public_host = urlsplit(public_url).hostname or ""
        self._proxies = proxies
        self._limits = StreamLimits(total=most, per_address=most_per_address)
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._hub: Hub | None = None
        self._listener: asyncio.Task[None] | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or the server's lifespan events."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            with contextlib.suppress(ConnectionError):
                await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                if self._hub is not None:
                    self._hub.close()
                if self._listener is not None:
                    self._listener.cancel()
                self._pool.shutdown(wait=False, cancel_futures=True)
                await send({"type": "lifespan.shutdown.complete"})
                return

    def _begin(self) -> Hub:
        if self._hub is None:
            self._hub = Hub(_read, self._pool)
            self._listener = asyncio.create_task(listen(self._database_url, self._hub))
            _close_on_signals(self._hub)
        return self._hub

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        common = self._common(headers)
        if scope["method"] != "GET":
            await _refuse(send, 405, common)
            return
        kind, key = _stream_of(scope["path"])
        if not kind:
            await _refuse(send, 404, common)
            return
        peer = (scope.get("client") or ("", 0))[0]
        address = asking_address(peer, headers.get("x-forwarded-for", ""), self._proxies)
        try:
            with self._limits.one(address):
                await self._stream(kind, key, common, receive, send)
        except TooManyStreams as limit:
            await _refuse(send, limit.status, [*common, (b"retry-after", b"30")])

    async def _stream(self, kind: str, key: str, common: Headers, receive: Receive, send: Send) -> None:
        hub = self._begin()
        loop = asyncio.get_running_loop()
        try:
            premises_id, other = await loop.run_in_executor(self._pool, _find, kind, key)
        except DatabaseError:
            await _refuse(send, 503, [*common, (b"retry-after", b"5")])
            return
        if premises_id is None or hub.closing:
            await _refuse(send, 503 if hub.closing else 404, common)
            return
        client = StreamReader(kind, key)
        if other is not None:
            client.offer(encoded(other))
        gone = asyncio.create_task(_until_gone(receive, client))
        unit = hub.join(premises_id, client)
        try:
            await send(
                {
                    "type": "http.response.start",
                    "status": 200,
                    "headers": [*common, (b"content-type", b"text/event-stream")],
                }
            )
            # Readers that lose the server at the same moment do not come back at the same moment.
            await _body(send, b"retry: %d\n\n" % random.randint(2000, 6000))
            while not client.closed:
                message = await client.take(BEAT)
                if message is None and not client.closed:
                    message = b"event: beat\ndata: %d\n\n" % (unit.moment() or 0)
                if message is not None:
                    async with asyncio.timeout(SEND_LIMIT):
                        await _body(send, message)
        except TimeoutError:
            pass  # it accepts nothing any more; it may come back
        finally:
            gone.cancel()
            hub.leave(unit, client)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _common(self, headers: dict[str, str]) -> Headers:
        found: Headers = [
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
            (b"x-content-type-options", b"nosniff"),
            (b"vary", b"Origin"),
        ]
        origin = headers.get("origin", "")
        # The pages answer on another port of the same machine, or at the public address; nobody else may read.
        if origin and _host_of(origin) in {_host_of(f"//{headers.get('host', '')}"), self._public_host}:
            found.append((b"access-control-allow-origin", origin.encode("latin-1")))
        return found


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or " "
    except ValueError:
        return " "


def _stream_of(path: str) -> tuple[str, str]:
    """Kind and key of a stream's address; two empty strings for any other."""
    parts = path.strip("/").split("/")
    if len(parts) == 3 and parts[0] == "song" and parts[1] in KINDS and parts[2]:
        return parts[1], parts[2]
    return "", ""


def _find(kind: str, key: str) -> tuple[int | None, dict[str, Any] | None]:
    """The unit whose state the stream shows, and the message of a ticket that no later state will contain."""
    try:
        return premises_watched(kind, key), ended_message(key, now()) if kind == "so" else None
    finally:
        connection.close()  # back to the pool: a thread keeps none


def _read(premises_id: int) -> UnitState:
    try:
        return unit_state(premises_id)
    finally:
        connection.close()


async def _until_gone(receive: Receive, client: StreamReader) -> None:
    with contextlib.suppress(ConnectionError):
        while (await receive())["type"] != "http.disconnect":
            pass
    client.close()


async def _body(send: Send, chunk: bytes) -> None:
    await send({"type": "http.response.body", "body": chunk, "more_body": True})


async def _refuse(send: Send, status: int, headers: Headers) -> None:
    await send(
        {"type": "http.response.start", "status": status, "headers": [*headers, (b"content-type", b"text/plain")]}
    )
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _close_on_signals(hub: Hub) -> None:
    """End the streams when the server is told to stop; it would wait for them without end."""
    loop = asyncio.get_running_loop()
    for word in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(word)

        def end(number: int, frame: FrameType | None, before: Any = before) -> None:
            loop.call_soon_threadsafe(hub.close)
            if callable(before):
                before(number, frame)

        with contextlib.suppress(ValueError):  # not the main thread: then only the server's own end is left
            signal.signal(word, end)
