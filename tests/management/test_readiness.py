"""A database that is whole is used at once; any other is prepared first."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.db import connection

from motcua.management.readiness import is_ready

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def url(database_url: str) -> str:
    """The test database beside the one DATABASE_URL names."""
    return urlsplit(database_url)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def test_a_database_with_all_tables_is_ready_for_work_and_for_the_demo_once_somebody_is_in_it(url: str) -> None:
    assert is_ready(url, demo=False)
    assert not is_ready(url, demo=True)


def test_a_missing_step_is_seen(url: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'journal' AND name LIKE '0001%' RETURNING *")
        row = cursor.fetchone()
        assert not is_ready(url, demo=False)
        cursor.execute("INSERT INTO django_migrations VALUES (%s, %s, %s, %s)", row)
    assert is_ready(url, demo=False)


def test_a_database_that_is_not_there_is_not_ready(url: str) -> None:
    assert not is_ready(url.replace(connection.settings_dict["NAME"], "no_such_database"), demo=False)
