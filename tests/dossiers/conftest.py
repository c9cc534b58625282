"""What tests of dossiers stand on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dossiers.world import World, make_world


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Files go to a passing folder."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def world(db: None) -> World:
    """A small province."""
    return make_world()
