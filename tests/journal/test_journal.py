"""The journal: only added to, inside the act's transaction, sealed in a chain that shows every change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from motcua.journal import actions
from motcua.journal.actions import UnknownEvent, record, seal_events
from motcua.journal.actor import SYSTEM
from motcua.journal.models import Event, SealedBatch
from motcua.journal.queries import verify_journal

pytestmark = pytest.mark.django_db
AT = datetime(2020, 3, 30, 1, 0, tzinfo=UTC)


def write(count: int = 1, **data: object) -> None:
    for number in range(count):
        with transaction.atomic():
            record(name="clock.turned", at=AT, by=SYSTEM, subject="clock", data={"number": number, **data})


def test_an_event_without_a_line_in_the_table_is_an_error() -> None:
    with pytest.raises(UnknownEvent), transaction.atomic():
        record(name="dossier.eaten", at=AT, by=SYSTEM, subject="dossier:1")
    assert Event.objects.count() == 0


def test_an_event_cannot_outlive_its_act() -> None:
    """Another thread has its own connection, with no transaction open."""
    with ThreadPoolExecutor(1) as pool:
        tried = pool.submit(record, name="clock.turned", at=AT, by=SYSTEM, subject="clock")
        with pytest.raises(RuntimeError):
            tried.result()


@pytest.mark.parametrize(
    "act", ["UPDATE journal_event SET name = 'x'", "DELETE FROM journal_event", "TRUNCATE journal_event"]
)
def test_the_database_refuses_to_change_what_happened(act: str) -> None:
    write()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)
    assert Event.objects.count() == 1


def test_sealing_covers_everything_once_and_the_chain_holds() -> None:
    write(3)
    assert seal_events(at=AT) == 3
    assert seal_events(at=AT) == 0
    write(2)
    assert seal_events(at=AT) == 2
    write(1)
    verdict = verify_journal()
    assert (verdict.broken, verdict.events, verdict.seals, verdict.unsealed) == (None, 5, 2, 1)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE journal_event SET actor_name = 'Người khác' WHERE id = (SELECT min(id) FROM journal_event)",
        "DELETE FROM journal_event WHERE id = (SELECT min(id) + 1 FROM journal_event)",
        "DELETE FROM journal_seal WHERE id = (SELECT min(id) FROM journal_seal)",
        "UPDATE journal_seal SET digest = repeat('0', 64) WHERE id = (SELECT min(id) FROM journal_seal)",
    ],
)
def test_verification_finds_what_a_superuser_changed(tampering: str) -> None:
    write(3)
    seal_events(at=AT)
    write(3)
    seal_events(at=AT)
    with connection.cursor() as cursor:
        for table in ("journal_event", "journal_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(tampering)
    assert SealedBatch.objects.count() in {1, 2}
    assert verify_journal().broken is not None


def test_what_is_private_reaches_the_reactions_and_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(actions, "_reactions", lambda: {"clock.turned": (lambda e: told.append(e.private["phone"]),)})
    with transaction.atomic():
        record(name="clock.turned", at=AT, by=SYSTEM, subject="clock", private={"phone": "0912345678"})
    assert told == ["0912345678"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_event e WHERE e::text LIKE '%0912345678%'")
        assert cursor.fetchone() == (0,)
