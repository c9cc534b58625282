"""One open stream, which keeps only the newest message, so that slow readers use no memory."""

from __future__ import annotations

import asyncio


class StreamReader:
    """A reader of one stream; a newly offered message replaces the one not sent yet."""

    __slots__ = ("_pending", "_wake", "closed", "key", "kind")

    def __init__(self, kind: str, key: str) -> None:
        self.kind = kind
        self.key = key
        self.closed = False
        self._pending: bytes | None = None
        self._wake = asyncio.Event()

    def offer(self, message: bytes) -> None:
        """Keep `message` to be sent next, in place of one not sent yet."""
        self._pending = message
        self._wake.set()

    def close(self) -> None:
        """End the stream: `take` returns at once."""
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
