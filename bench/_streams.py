"""Many readers of event streams in a process of their own, which tells when each heard of something.

Started with the port; on its standard input come one JSON line with the addresses to open, then lines with a moment
(`time.monotonic_ns`): each is answered with the milliseconds from that moment until each reader heard the next message.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Final

PATIENCE: Final = 10.0  # seconds for a message to reach the last reader


class Reader(asyncio.Protocol):
    """One stream: only the moment of its newest message is kept."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.heard = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.write(f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        if b"data: {" in data:
            self.heard = time.monotonic_ns()


async def main(port: int) -> None:
    """Open all, then answer each moment until the input ends."""
    loop = asyncio.get_running_loop()
    paths = json.loads(await loop.run_in_executor(None, sys.stdin.readline))
    readers = []
    for path in paths:
        readers.append((await loop.create_connection(lambda path=path: Reader(path), "127.0.0.1", port))[1])
    await _heard(readers, 0)
    print("open", flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        since = int(line)
        await _heard(readers, since)
        print(
            json.dumps([(reader.heard - since) / 1e6 if reader.heard > since else None for reader in readers]),
            flush=True,
        )


async def _heard(readers: list[Reader], since: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and any(reader.heard <= since for reader in readers):
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
