"""What tests of directives stand on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.directives.house import House, build


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Letters go to a passing folder."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def house(db: None) -> House:
    """A small Hà Giang."""
    return build()
