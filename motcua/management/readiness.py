"""Check that a database can be used as it is, on a short connection of its own, so that a second start is quick."""

from __future__ import annotations

import psycopg
from django.contrib.auth import get_user_model
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from motcua.management.database_check import unknown_steps


def is_ready(url: str, *, demo: bool) -> bool:
    """True where every migration of this code is in, and with `demo` somebody can sign in.

    False for any doubt, an unreachable database included: `prepare` then mends the cause or reports it.
    """
    loader = MigrationLoader(None)
    people = sql.Identifier(get_user_model()._meta.db_table)
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            done = set(connection.execute("SELECT app, name FROM django_migrations").fetchall())
            if not loader.disk_migrations.keys() <= done or unknown_steps(done, loader):
                return False
            anybody = connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(people)).fetchone()
    except psycopg.Error:
        return False
    return not demo or anybody is not None
