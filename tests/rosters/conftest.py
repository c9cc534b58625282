"""A commune's unit with a head, two officers and one to stand by."""

from __future__ import annotations

import pytest

from tests.rosters.unit import Unit, make_unit


@pytest.fixture
def unit(db: None) -> Unit:
    """The small province's commune with people to plan for."""
    return make_unit()
