"""A unit, its post office, and a clerk who carries its bags."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.delivery.post import Post, make_post
from tests.dossiers.world import make_world


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Files go to a passing folder."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def post(db: None) -> Post:
    """The commune of the small province, with a post office."""
    return make_post(make_world())
