"""The rows of a running house, kept in memory and put back between two files of journeys while it goes on running."""

from __future__ import annotations

import time
from typing import Any, Final

import psycopg
from psycopg import sql

from motcua.embedded.address import ROLE
from motcua.embedded.server import SUPERUSER
from motcua.management.demo.ha_giang import HA_GIANG

PATIENCE: Final = 60.0
# The worker's own registers stay while it runs; what it was asked to do goes.
_KEPT: Final = "tablename <> 'django_migrations' AND tablename NOT LIKE 'procrastinate%'"
_FORGET_JOBS: Final = (
    "DELETE FROM procrastinate_events",
    "UPDATE procrastinate_periodic_defers SET job_id = NULL",
    "DELETE FROM procrastinate_jobs",
)


class SavedRows:
    """All rows and the next number of every series, as they are now."""

    def __init__(self, url: str) -> None:
        """`url` is the house's DATABASE_URL; its server is the house's own, so its superuser may be used."""
        self.url = url.replace(f"//{ROLE}@", f"//{SUPERUSER}@")
        with psycopg.connect(self.url) as connection:
            tables = connection.execute(f"SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND {_KEPT}")  # type: ignore[call-overload]
            self.rows = {name: _read(connection, name) for (name,) in tables.fetchall()}
            series = connection.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
            self.series: dict[str, int | None] = dict(series.fetchall())

    def put_back(self) -> None:
        """Every row as it was kept, the demo's clock at the story's beginning, nothing left to do for the worker.

        It waits for a job in hand to end. Raises TimeoutError when one takes longer than a minute.
        """
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            try:
                with psycopg.connect(self.url) as connection, connection.transaction():
                    connection.execute("LOCK TABLE procrastinate_jobs IN ACCESS EXCLUSIVE MODE")
                    doing = connection.execute("SELECT 1 FROM procrastinate_jobs WHERE status = 'doing'").fetchone()
                    if doing is None:
                        self._write(connection)
                        return
            except psycopg.errors.DeadlockDetected:
                pass
            time.sleep(0.1)
        raise TimeoutError("The worker of the house has been busy with one job for a minute.")

    def _write(self, connection: psycopg.Connection[Any]) -> None:
        # Neither the journal's guards nor the foreign keys look at what is put back: it was whole when it was kept.
        connection.execute("SET LOCAL session_replication_role = replica")
        for statement in _FORGET_JOBS:
            connection.execute(statement)
        # Emptying all tables anew takes ten times as long: most of them are empty as it is.
        look = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
        full = sql.SQL(" UNION ALL ").join(look.format(sql.Literal(name), sql.Identifier(name)) for name in self.rows)
        for (name,) in connection.execute(full).fetchall():
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
        for name, content in self.rows.items():
            if content:
                command = sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(sql.Identifier(name))
                with connection.cursor() as cursor, cursor.copy(command) as copy:
                    copy.write(content)
        for name, last in self.series.items():
            if not name.startswith("procrastinate"):
                connection.execute("SELECT setval(%s::regclass, %s, %s)", [name, last or 1, last is not None])
        connection.execute(
            "UPDATE clock_clockshift SET frozen_at = NULL, seconds = round(extract(epoch FROM %s - now()))",
            [HA_GIANG.begins],
        )


def _read(connection: psycopg.Connection[Any], table: str) -> bytes:
    """A table's rows as COPY writes them, or nothing where it is empty."""
    name = sql.Identifier(table)
    if connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(name)).fetchone() is None:
        return b""
    with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(name)) as copy:
        return b"".join(bytes(part) for part in copy)
