"""Form 06: its identities, and a slow count beside it."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from motcua.dossiers.models import Dossier
from motcua.rulebook.work_calendar import localise
from motcua.supervision.statistics import form_06_rows
from tests.dossiers.world import MONDAY, World, at, at_counter

pytestmark = pytest.mark.django_db
FIRST, END = at(1, 0), at(1, 0, month=5)


def scatter(world: World, seed: int) -> None:
    """Thirty dossiers around April 2020: some done early, late, withdrawn, waiting, moved in without a promise."""
    dice = random.Random(seed)
    for _ in range(30):
        dossier = at_counter(world).dossier
        received = MONDAY + timedelta(hours=dice.randrange(-600, 900))
        due = received + timedelta(hours=dice.randrange(1, 400))
        finished = received + timedelta(hours=dice.randrange(1, 700)) if dice.random() < 0.6 else None
        Dossier.objects.filter(pk=dossier.pk).update(
            received_at=received,
            due_at=due,
            original_due_at=due if dice.random() < 0.9 else None,
            finished_at=finished,
            state=dice.choice(["result_ready", "returned", "withdrawn", "stopped"]) if finished else "appraising",
            paused_at=received if finished is None and dice.random() < 0.3 else None,
            channel=dice.choice(["online", "counter", "postal"]),
        )


def slow(first: datetime, end: datetime) -> dict[str, int]:
    """The same, one dossier at a time."""
    found = dict.fromkeys(
        ("online", "direct", "carried", "early", "on_time", "late", "pending_in_time", "pending_late"), 0
    )
    for dossier in Dossier.objects.filter(received_at__lt=end, parent__isnull=True):
        if dossier.finished_at is not None and dossier.finished_at < first:
            continue
        taken = "carried" if dossier.received_at < first else "online" if dossier.channel == "online" else "direct"
        found[taken] += 1
        promise = dossier.original_due_at or dossier.due_at
        if dossier.finished_at is not None and dossier.finished_at < end:
            if dossier.state in {"withdrawn", "stopped"}:
                found["on_time"] += 1
            elif dossier.finished_at > promise:
                found["late"] += 1
            else:
                early = localise(dossier.finished_at).date() < localise(promise).date()
                found["early" if early else "on_time"] += 1
        else:
            found["pending_late" if promise < end and dossier.paused_at is None else "pending_in_time"] += 1
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_form_against_a_slow_count_and_its_identities(world: World, seed: int) -> None:
    scatter(world, seed)
    (row,) = form_06_rows(world.province.path, FIRST, END)
    assert {name: getattr(row, name) for name in slow(FIRST, END)} == slow(FIRST, END)
    assert row.total == row.resolved + row.pending
    assert row.field == "Hộ tịch" and row.office == world.commune.name
    (after,) = form_06_rows(world.province.path, END, at(1, 0, month=6))
    assert after.carried == row.pending


def test_one_query_and_only_the_units_below(world: World, django_assert_num_queries) -> None:
    at_counter(world)
    with django_assert_num_queries(1):
        assert len(form_06_rows(world.province.path, FIRST - timedelta(days=30), END)) == 1
    assert form_06_rows(world.elsewhere.path, FIRST - timedelta(days=30), END) == []
