"""One open stream: it keeps the newest message and nothing else, so that a slow reader never grows memory."""

from __future__ import annotations

import asyncio


class Client:
    """A reader of one stream; offered messages replace each other until it takes the newest."""

    __slots__ = ("_pending", "_wake", "closed", "key", "kind")

    def __init__(self, kind: str, key: str) -> None:
        self.kind = kind
        self.key = key
        self.closed = False
        self._pending: bytes | None = None
        self._wake = asyncio.Event()

    def offer(self, message: bytes) -> None:
        """Keep this one to be sent next, in place of what was not sent yet."""
        self._pending = message
        self._wake.set()

    def close(self) -> None:
        """The reader is gone, or the server ends: `take` returns at once."""
        self.closed = True
        self._wake.set()

    async def take(self, patience: float) -> bytes | None:
        """The newest message not taken yet; None after `patience` seconds without one, or once closed."""
        try:
            async with asyncio.timeout(patience):
                await self._wake.wait()
        except TimeoutError:
            return None
        self._wake.clear()
        message, self._pending = self._pending, None
        return message
