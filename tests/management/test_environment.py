"""Settings that nobody reads are named when the house starts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motcua.management.environment import KNOWN, unknown_settings


def test_every_name_the_code_reads_is_known(repository: Path) -> None:
    sources = [path.read_text() for path in (repository / "motcua").rglob("*.py") if path.name != "environment.py"]
    assert {name for source in sources for name in re.findall(r'"(MOTCUA_[A-Z0-9_]+)"', source)} == KNOWN


def test_what_is_known_is_not_spoken_of() -> None:
    assert unknown_settings({"MOTCUA_VAR": "var", "DATABASE_URL": "postgresql:///x", "PATH": ""}) == ""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("MOTCUA_STALE_DAYS", "MOTCUA_STALE_DAYS (có phải MOTCUA_STALLED_DAYS?)"),
        ("MOTCUA_SMS_GATEWAY_ADDRESS", "MOTCUA_SMS_GATEWAY_ADDRESS"),
    ],
)
def test_an_unknown_one_is_named_with_the_nearest_known(name: str, told: str) -> None:
    said = unknown_settings({name: "1", "MOTCUA_VAR": "var"})
    assert said.startswith("Biến môi trường không có tác dụng ở bản này: ")
    assert f": {told}." in said


def test_several_unknown_ones_are_one_sentence() -> None:
    said = unknown_settings({"MOTCUA_DEMOS": "0", "MOTCUA_HOSTT": "x"})
    assert "MOTCUA_DEMOS (có phải MOTCUA_DEMO?), MOTCUA_HOSTT (có phải MOTCUA_HOST?)." in said
