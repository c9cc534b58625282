"""Rows that are truly committed, for tests with several connections or processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dossiers.world import World, make_world
from tests.faults.running_house import PATIENCE, house_in


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> None:
    """Files go to a passing folder."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def world(transactional_db: None, own_files: None) -> World:
    """A small province, committed."""
    return make_world()


@pytest.fixture(scope="session")
def made_var() -> Iterator[Path]:
    """The var folder of a house that came up once from nothing and was stopped: its tables are there."""
    with house_in(None) as first:
        first.start()
        assert first.keeper is not None
        first.keeper.terminate()
        assert first.keeper.wait(timeout=PATIENCE) == 0
        yield first.var
