"""What every test may ask for: a PostgreSQL, and where the repository is."""

from __future__ import annotations

import gc
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from psycopg import sql

from motcua.clock.actions import turn_to
from motcua.clock.queries import VIETNAM
from motcua.embedded.address import ROLE
from motcua.embedded.server import SUPERUSER, EmbeddedPostgres
from tests.databases import Databases, drop_databases

DATABASES = pytest.StashKey[Databases]()
RUN = "PYTEST_DATABASES_RUN"  # tells the databases of this run of the tests from those of another on the same server
DEMO_BEGINS = datetime(2020, 3, 30, 8, 0, tzinfo=VIETNAM)
REPOSITORY = Path(__file__).resolve().parent.parent
# What a test database loses in a power cut nobody misses.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


# The same examples every time, so that a change is judged by what it changed, and no limit of time on a busy machine.
# --long tries twice as many; HYPOTHESIS_PROFILE=explore tries new ones.
hypothesis.register_profile(
    "steady", max_examples=50, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.register_profile("long", hypothesis.get_profile("steady"), max_examples=100)
hypothesis.register_profile("explore", hypothesis.get_profile("long"), derandomize=False)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of pyproject.toml."""
    return REPOSITORY


class Server:
    """A private server in a passing folder, its address in DATABASE_URL: child processes find it there too."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="motcua-test-"))
        self.folder.chmod(0o711)  # as root the server runs under another account, which must pass through
        self.postgres = EmbeddedPostgres(self.folder, settings=HASTY)

    def start(self) -> str:
        try:
            url = self.postgres.start()
            _let_tests_forge(self.postgres)
        except BaseException:
            self.stop()
            raise
        os.environ["DATABASE_URL"] = url
        return url

    def stop(self) -> None:
        os.environ.pop("DATABASE_URL", None)
        self.postgres.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long`: what is tried with fewer people or parcels in every run is tried with all of them."""
    parser.addoption("--long", action="store_true", help="the long versions: 200 hand-ins killed, a bag of 20 parcels")


@pytest.fixture(scope="session")
def long_run(request: pytest.FixtureRequest) -> bool:
    """Whether this run was asked to be long."""
    return bool(request.config.getoption("--long"))


def pytest_configure(config: pytest.Config) -> None:
    """Quick passwords; and one server for all workers, started by the process that starts them."""
    profile = "long" if config.getoption("--long") else "steady"
    hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", profile))
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickHasher"]
    worker = getattr(config, "workerinput", {}).get("workerid")
    run = os.environ[RUN] if worker else secrets.token_hex(4)
    config.stash[DATABASES] = Databases(run=run, worker=worker or "one")
    if worker or not getattr(config.option, "numprocesses", None) or config.option.collectonly:
        return
    os.environ[RUN] = run
    if given := os.environ.get("DATABASE_URL"):
        config.add_cleanup(partial(drop_databases, given, run))
    else:
        server = Server()
        config.add_cleanup(server.stop)
        server.start()


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it again and again for garbage would take a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """DATABASE_URL where it is set, else a private server, which goes with all that is in it."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        databases = request.config.stash[DATABASES]
        if databases.worker == "one":
            drop_databases(given, databases.run)
        return
    server = Server()
    try:
        yield server.start()
    finally:
        server.stop()


def _let_tests_forge(server: EmbeddedPostgres) -> None:
    """Tests play the forger who goes round the journal's guards; the pages' own role has no right to.

    With DATABASE_URL set, its role needs this right too.
    """
    as_superuser = server.url.replace(f"//{ROLE}@", f"//{SUPERUSER}@")
    with psycopg.connect(as_superuser, autocommit=True) as connection:
        connection.execute(f"GRANT SET ON PARAMETER session_replication_role TO {ROLE}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Function) -> None:
    """Before any fixture is made: the demo's database for who asks for it, the empty one for all others."""
    databases, asked = item.config.stash[DATABASES], set(item.fixturenames)
    if "demo_database" in asked:
        databases.wanted = "demo"
    elif item.get_closest_marker("django_db") or asked & {"db", "transactional_db"}:
        databases.wanted = "bare"
    if databases.open:
        databases.switch()


def pytest_runtest_teardown(item: pytest.Function) -> None:
    """The demo's copy does not outlive a test that commits."""
    marker = item.get_closest_marker("django_db")
    commits = "transactional_db" in item.fixturenames or (marker is not None and marker.kwargs.get("transaction"))
    if commits and "demo_database" in item.fixturenames:
        item.config.stash[DATABASES].spoilt = True


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any, database_url: str
) -> Iterator[None]:
    """Databases by `Databases`, in place of one made anew by migrations for every worker."""
    databases = request.config.stash[DATABASES]
    shared = request.getfixturevalue("tmp_path_factory").getbasetemp()
    shared = shared if databases.worker == "one" else shared.parent
    databases.start(database_url, files=shared / "demo-files", load_demo=load_demo, unblock=django_db_blocker.unblock)
    yield
    with django_db_blocker.unblock():
        connections["default"].close()


def load_demo() -> None:
    """The demo's offices, people and procedures, with the clock standing on Monday 30 March 2020 at 8:00."""
    turn_to(DEMO_BEGINS, frozen=True)
    call_command("demo", verbosity=0)


@pytest.fixture(scope="session")
def demo_database(request: pytest.FixtureRequest, django_db_setup: None) -> Path:
    """Ask for it, directly or by `province`, and the test's database has the demo; the folder of the demo's files."""
    return request.config.stash[DATABASES].files


# What migrations wrote stays when a test that commits is tidied up after.
_OF_MIGRATIONS = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def committed_rows_go() -> Iterator[None]:
    """Tests that commit (live_server, transactional_db) end with the tables as migrations left them.

    Django would truncate all tables, most of them empty, and make its permissions anew: half a second for each test.
    The journal's guards are off for this emptying alone.
    """

    def empty(case: TransactionTestCase) -> None:
        names = set(connection.introspection.table_names()) - _OF_MIGRATIONS
        look = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
        full = sql.SQL(" UNION ALL ").join(look.format(sql.Literal(name), sql.Identifier(name)) for name in names)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(full)
            for (name,) in cursor.fetchall():
                cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(scope="session", autouse=True)
def files_in_a_passing_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What tests upload never lands among the files of the house beside the code; nor are its collected ones served."""
    settings.MEDIA_ROOT = str(tmp_path_factory.mktemp("files"))
    settings.STATIC_ROOT = str(tmp_path_factory.mktemp("static"))
