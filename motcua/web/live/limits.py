"""Limits of open streams, in all and by address."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator


class TooManyStreams(Exception):
    """A stream is refused; `status` is 429 for one address, 503 for the whole server."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class StreamLimits:
    """Counts the open streams."""

    def __init__(self, *, total: int, per_address: int) -> None:
        self.total = total
        self.per_address = per_address
        self._open: Counter[str] = Counter()
        self._all = 0

    @contextlib.contextmanager
    def one(self, address: str) -> Iterator[None]:
        """Count one open stream; raises TooManyStreams beyond the limits."""
        if self._all >= self.total:
            raise TooManyStreams(503)
        if self._open[address] >= self.per_address:
            raise TooManyStreams(429)
        self._all += 1
        self._open[address] += 1
        try:
            yield
        finally:
            self._all -= 1
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]
