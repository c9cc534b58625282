"""A passing var folder that the server's account may pass through, also when root runs the tests."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def var() -> Iterator[Path]:
    top = Path(tempfile.mkdtemp(prefix="motcua-embedded-"))
    top.chmod(0o711)
    yield top / "var"
    shutil.rmtree(top, ignore_errors=True)
