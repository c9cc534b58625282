"""What every test may ask for: a PostgreSQL, and where the repository is."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from psycopg.conninfo import conninfo_to_dict

from motcua.embedded.address import ROLE
from motcua.embedded.server import SUPERUSER, EmbeddedPostgres

REPOSITORY = Path(__file__).resolve().parent.parent
# What a test database loses in a power cut nobody misses.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


# The same examples every time, so that a change is judged by what it changed, and no limit of time on a busy machine.
# HYPOTHESIS_PROFILE=explore tries new ones.
hypothesis.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of pyproject.toml."""
    return REPOSITORY


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """DATABASE_URL where it is set, else a private server in a passing folder; child processes find it there too."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    folder.chmod(0o711)  # as root the server runs under another account, which must pass through
    try:
        with EmbeddedPostgres(folder, settings=HASTY) as server:
            _let_tests_forge(server)
            os.environ["DATABASE_URL"] = server.url
            yield server.url
    finally:
        os.environ.pop("DATABASE_URL", None)
        shutil.rmtree(folder, ignore_errors=True)


def _let_tests_forge(server: EmbeddedPostgres) -> None:
    """Tests play the forger who goes round the journal's guards; the pages' own role has no right to.

    With DATABASE_URL set, its role needs this right too.
    """
    as_superuser = server.url.replace(f"//{ROLE}@", f"//{SUPERUSER}@")
    with psycopg.connect(as_superuser, autocommit=True) as connection:
        connection.execute(f"GRANT SET ON PARAMETER session_replication_role TO {ROLE}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest, database_url: str) -> None:
    """Point Django at that server; pytest-django then makes its test database there, one for each xdist worker.

    No pool in tests: it would hold connections that keep the test database from being dropped.
    """
    where: dict[str, Any] = conninfo_to_dict(database_url)
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    for target in (settings.DATABASES["default"], connections["default"].settings_dict):
        target["NAME"] = where.get("dbname", "")
        target["USER"] = where.get("user", "")
        target["PASSWORD"] = where.get("password", "")
        target["HOST"] = where.get("host", "")
        target["PORT"] = str(where.get("port", ""))
        target["OPTIONS"] = {key: value for key, value in target.get("OPTIONS", {}).items() if key != "pool"}
        target["TEST"]["NAME"] = "_".join(filter(None, ["test", target["NAME"], worker]))


@pytest.fixture(scope="session", autouse=True)
def journal_can_be_emptied_between_tests() -> Iterator[None]:
    """Tests that commit (live_server, transactional_db) end by emptying all tables, which the journal refuses anybody.

    Only that emptying may pass: the journal's guards stand again before the next test begins.
    """
    empty = DatabaseOperations.execute_sql_flush

    def empty_guarded_too(self: DatabaseOperations, sql_list: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgtype & 32 <> 0")  # TRUNCATE
            guarded = [row[0] for row in cursor.fetchall()]
            for table in guarded:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            empty(self, sql_list)
            for table in guarded:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", empty_guarded_too)
        yield


@pytest.fixture(scope="session", autouse=True)
def files_in_a_passing_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What tests upload never lands among the files of the house beside the code."""
    settings.MEDIA_ROOT = str(tmp_path_factory.mktemp("files"))
