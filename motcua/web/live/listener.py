"""Listens for changes on one database connection; a lost one is opened again and every unit read anew."""

from __future__ import annotations

import asyncio
import logging
import random
from typing import Final, NoReturn

import psycopg
from psycopg import sql

from motcua.door.live import CHANNEL
from motcua.web.live.hub import Hub

CHECK_EVERY: Final = 20.0  # seconds of silence after which the connection is asked whether it still lives
LONGEST_PAUSE: Final = 5.0  # seconds between two tries
_DEAD_SOON: Final = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}

log = logging.getLogger(__name__)


async def listen(url: str, hub: Hub) -> NoReturn:
    """Pass on every notification of the channel, without end; `url` as libpq reads it."""
    pause = 0.0
    while True:
        try:
            connection = await psycopg.AsyncConnection.connect(url, autocommit=True, **_DEAD_SOON)  # type: ignore[arg-type]
            async with connection:
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                # Changes while there was no connection were missed: everything is read again.
                hub.mark_all()
                pause = 0.0
                await _pass_on(connection, hub)
        except (psycopg.Error, OSError) as trouble:
            log.warning("not listening to the database: %s", trouble)
        pause = min(LONGEST_PAUSE, max(0.25, pause * 2))
        await asyncio.sleep(pause * random.uniform(0.7, 1.3))


async def _pass_on(connection: psycopg.AsyncConnection[tuple[object, ...]], hub: Hub) -> None:
    while True:
        async for told in connection.notifies(timeout=CHECK_EVERY):
            if told.payload.isdecimal():
                hub.mark(int(told.payload))
        await connection.execute("SELECT 1")
