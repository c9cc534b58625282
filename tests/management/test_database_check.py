"""A database that another version or another program has written is refused in one sentence, and stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from motcua.management.database_check import other_tables, why_not_usable
from motcua.management.readiness import is_ready

HISTORY = "CREATE TABLE django_migrations (id bigserial PRIMARY KEY, app text, name text, applied timestamptz)"
# As a demo of before the first base to upgrade from left it: rooms of today among rooms that have other names now.
OLD_STEPS = [
    ("contenttypes", "0001_initial"), ("people", "0001_initial"), ("people", "0006_alter_delegation_role"),
    ("counters", "0001_initial"), ("counters", "0019_appointment_not_over"), ("dossiers", "0005_backfill_handling"),
]  # fmt: skip


@pytest.fixture
def bare(database_url: str) -> Iterator[str]:
    """The address of a new, empty database."""
    name = f"bare_{uuid4().hex[:12]}"
    with psycopg.connect(database_url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    yield urlsplit(database_url)._replace(path=f"/{name}").geturl()
    with psycopg.connect(database_url, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def old_demo(bare: str) -> str:
    """A database as an old demo left it, with somebody's number in it."""
    with psycopg.connect(bare) as base:
        base.execute(HISTORY)
        base.cursor().executemany(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", OLD_STEPS
        )
        base.execute("CREATE TABLE counters_ticket (id bigserial PRIMARY KEY, number text)")
        base.execute("CREATE TABLE people_staff (id bigserial PRIMARY KEY, username text)")
        base.execute("INSERT INTO counters_ticket (number) VALUES ('A001')")
    return bare


def held(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every table with its rows."""
    with psycopg.connect(url) as base:
        tables = base.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
        return {
            name: base.execute(sql.SQL("SELECT * FROM {} ORDER BY 1").format(sql.Identifier(name))).fetchall()
            for (name,) in tables
        }


def motcua(command: str, url: str, var: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": url, "MOTCUA_VAR": str(var), **more}
    return subprocess.run(
        [sys.executable, "-m", "motcua", command], env=environment, capture_output=True, text=True, timeout=300
    )


@pytest.mark.parametrize("command", ["prepare", "up", "migrate"])
def test_an_old_demo_is_refused_in_one_sentence_and_stays_as_it_was(
    old_demo: str, tmp_path: Path, command: str
) -> None:
    before = held(old_demo)
    ended = motcua(command, old_demo, tmp_path)
    said = [line for line in ended.stderr.splitlines() if "bản motcua khác" in line]
    assert ended.returncode != 0
    assert len(said) == 1 and "Traceback" not in ended.stderr
    assert "counters.0001_initial" in said[0] and "Chưa có gì bị thay đổi" in said[0]
    assert held(old_demo) == before


def test_a_table_in_the_way_is_named_and_stays_as_it_was(bare: str, tmp_path: Path) -> None:
    with psycopg.connect(bare) as base:
        base.execute("CREATE TABLE people_office (id bigserial PRIMARY KEY, name text)")
        base.execute("INSERT INTO people_office (name) VALUES ('của ai đó')")
    before = held(bare)
    ended = motcua("prepare", bare, tmp_path)
    assert ended.returncode != 0
    assert "có sẵn bảng trùng tên: people_office." in ended.stderr and "Traceback" not in ended.stderr
    assert held(bare) == before


def test_tables_of_others_are_named_and_left_alone(bare: str, tmp_path: Path) -> None:
    with psycopg.connect(bare) as base:
        base.execute("CREATE TABLE counters_ticket (id bigserial PRIMARY KEY, number text)")
        base.execute("INSERT INTO counters_ticket (number) VALUES ('A001')")
    before = held(bare)["counters_ticket"]
    ended = motcua("prepare", bare, tmp_path, MOTCUA_DEMO="0", MOTCUA_STALE_DAYS="4")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("counters_ticket") == 1
    assert "MOTCUA_STALE_DAYS (có phải MOTCUA_STALLED_DAYS?)" in ended.stderr
    after = held(bare)
    assert after["counters_ticket"] == before
    assert "people_office" in after


@pytest.mark.django_db(transaction=True)
def test_our_own_database_is_ours_and_a_step_of_a_later_version_is_not(database_url: str) -> None:
    url = urlsplit(database_url)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    assert (why_not_usable(connection), other_tables(connection)) == ("", "")
    assert is_ready(url, demo=False)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', now())")
        try:
            assert "people.9999_later" in why_not_usable(connection)
            assert not is_ready(url, demo=False)
        finally:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
