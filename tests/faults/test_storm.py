"""Thirty officers acting at random on a hundred dossiers: nothing twice, nothing lost, the journal tells the same."""

from __future__ import annotations

import os
from collections import Counter
from datetime import timedelta

import pytest

from motcua.dossiers.models import Dossier
from motcua.journal.actions import seal_events
from motcua.journal.queries import verify_journal
from tests.dossiers.world import World, at
from tests.faults.storm.books import check_numbers, check_statistics
from tests.faults.storm.cast import hundred_dossiers, make_cast
from tests.faults.storm.play import play
from tests.faults.storm.walks import check_dossier

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

SECONDS = float(os.environ.get("MOTCUA_STORM", "15"))
SEED = int(os.environ.get("MOTCUA_STORM_SEED", "1"))
# Working days of spring 2020: Thursday 2 April is a holiday.
DAYS = [at(30, 8, month=3), at(31, 8, month=3)] + [at(day, 8) for day in (1, 3, 6, 7, 8, 9, 10, 13, 14, 15)]
BORDERS = [at(30, 0, month=3), at(1, 0), at(4, 0), at(8, 0), at(11, 0), at(16, 0)]


def test_thirty_officers_at_random(world: World) -> None:
    cast = make_cast(world)
    hundred_dossiers(cast, DAYS[0] - timedelta(minutes=1))
    result = play(cast, DAYS, seconds=SECONDS, seed=SEED)
    assert not result.faults, Counter(f"{act}: {type(fault).__name__}: {fault}"[:300] for act, fault in result.faults)

    dossiers = list(Dossier.objects.select_related("register_line").order_by("pk"))
    for dossier in dossiers:
        check_dossier(dossier, result.uploads.get(dossier.pk, {}))
    numbers = check_numbers()
    periods = check_statistics(world.province.path, BORDERS)
    seal_events(at=DAYS[-1])
    verdict = verify_journal()
    assert (verdict.broken, verdict.unsealed) == (None, 0)

    acts = {act for (act, outcome) in result.outcomes if outcome == "done"}
    outcomes = Counter(outcome for _, outcome in result.outcomes.elements())
    print(f"\n{len(dossiers)} dossiers, {dict(outcomes)}, {len(acts)} kinds of act done, {verdict.events} events")
    print(numbers, Counter(dossier.state for dossier in dossiers), *periods, sep="\n")
