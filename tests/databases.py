"""The databases tests work on: tables made once, the demo loaded once, and a copy of each for every worker.

A test gets the empty one, or the demo's where it asks for `demo_database`, and leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

LOCK = 5_190_911  # one worker at a time makes or copies a database


class Databases:
    """What this process has made so far on one server."""

    def __init__(self, *, run: str, worker: str) -> None:
        """`run` is shared by the workers of one run of the tests and tells it from all others."""
        self.run, self.worker = run, worker
        self.files = Path()  # what loading the demo stored
        self.wanted = "bare"
        self.spoilt = False  # a test that commits has had the demo's copy: the next one gets a fresh copy
        self._url = ""
        self._load_demo: Callable[[], None] = lambda: None
        self._unblock: Callable[[], AbstractContextManager[None]] = nullcontext
        self._copies: dict[str, str] = {}

    @property
    def open(self) -> bool:
        """The server is known and tables may be made."""
        return bool(self._url)

    def start(
        self,
        url: str,
        *,
        files: Path,
        load_demo: Callable[[], None],
        unblock: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Point Django at the server and at the database that is wanted; `unblock` lets tables be made meanwhile."""
        self._url, self.files, self._load_demo, self._unblock = url, files, load_demo, unblock
        where: dict[str, Any] = conninfo_to_dict(url)
        for target in (settings.DATABASES["default"], connections["default"].settings_dict):
            target["USER"] = where.get("user", "")
            target["PASSWORD"] = where.get("password", "")
            target["HOST"] = where.get("host", "")
            target["PORT"] = str(where.get("port", ""))
            # No pool in tests: it would hold connections that keep a database from being copied or dropped.
            target["OPTIONS"] = {key: value for key, value in target.get("OPTIONS", {}).items() if key != "pool"}
        self.switch()

    def switch(self) -> None:
        """Make the wanted database the one Django speaks to, copied first where this worker has none."""
        if self.spoilt:
            connections["default"].close()
            self._copies.pop("demo", None)
            self.spoilt = False
        if self.wanted not in self._copies:
            name = f"test_{self.run}_{self.worker}_{self.wanted}"
            with self._unblock(), self._alone() as server:
                template = self._template(server, self.wanted)
                _drop(server, name)
                _create(server, name, template)
            self._copies[self.wanted] = name
        self._turn_to(self._copies[self.wanted])

    def _template(self, server: psycopg.Connection[Any], kind: str) -> str:
        name = f"test_{self.run}_{kind}"
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        draft = f"{name}_draft"
        _drop(server, draft)
        _create(server, draft, self._template(server, "bare") if kind == "demo" else "template1")
        self._turn_to(draft)
        if kind == "demo":
            with override_settings(MEDIA_ROOT=str(self.files)):
                self._load_demo()
        else:
            call_command("migrate", verbosity=0, interactive=False)
        with connections["default"].cursor() as cursor:
            cursor.execute("ANALYZE")
        connections["default"].close()
        server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))
        return name

    def _turn_to(self, name: str) -> None:
        connection = connections["default"]
        if connection.settings_dict["NAME"] != name:
            connection.close()
            settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name

    @contextmanager
    def _alone(self) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self._url, autocommit=True) as server:
            server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            yield server


def drop_databases(url: str, run: str) -> None:
    """Remove all that is left of a run when its workers have ended."""
    with psycopg.connect(url, autocommit=True) as server:
        found = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"test_{run}_"])
        for (name,) in found.fetchall():
            _drop(server, name)


def _create(server: psycopg.Connection[Any], name: str, template: str) -> None:
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    server.execute(command.format(sql.Identifier(name), sql.Identifier(template)))


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
