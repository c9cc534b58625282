"""What tests of the door ask for."""

from __future__ import annotations

import pytest

from tests.door.gate_scene import Door, make_door


@pytest.fixture
def door(db: None) -> Door:
    """A commune's one-stop unit with its rooms, counters and people."""
    return make_door()
