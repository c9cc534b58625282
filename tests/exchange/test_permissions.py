"""Who may bring tables of other systems in: asked by the act itself, not only by its page."""

from __future__ import annotations

import pytest

from motcua.exchange.actions.dossiers import import_dossiers
from motcua.exchange.actions.people import import_offices, import_staff
from motcua.exchange.models import ImportRun
from motcua.refusals import NotAllowed
from tests.dossiers.world import MONDAY, World


def test_who_does_not_keep_accounts_imports_nothing(world: World) -> None:
    for act in (import_offices, import_staff):
        with pytest.raises(NotAllowed):
            act(b"ma,ten\nX,Y\n", name="x.csv", by=world.receiver, at=MONDAY)
    with pytest.raises(NotAllowed):
        import_dossiers(b"ma\n1\n", name="x.csv", source="x", by=world.receiver, at=MONDAY)
    assert not ImportRun.objects.exists()
