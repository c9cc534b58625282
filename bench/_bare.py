"""The floor of the live server: a bare asyncio socket server that writes given bytes to everybody connected.

Started with its port, that of the trigger, and the bytes' number: each line that comes in at the trigger is written on.
"""

from __future__ import annotations

import asyncio
import sys

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: {}\n\n"


async def main(port: int, trigger: int, size: int) -> None:
    """Serve until killed."""
    everybody: set[asyncio.StreamWriter] = set()
    message = b"data: {" + b"x" * (size - 9) + b"\n\n"

    async def reader(come: asyncio.StreamReader, go: asyncio.StreamWriter) -> None:
        await come.readuntil(b"\r\n\r\n")
        go.write(HEAD)
        everybody.add(go)

    async def pulled(come: asyncio.StreamReader, go: asyncio.StreamWriter) -> None:
        while await come.readline():
            for one in everybody:
                one.write(message)

    await asyncio.start_server(reader, "127.0.0.1", port, backlog=2000)
    await asyncio.start_server(pulled, "127.0.0.1", trigger)
    print("listening", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:4])))
