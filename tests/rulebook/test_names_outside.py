"""Programs outside that measure the reading and the policy import these names: they stay."""

from __future__ import annotations

from importlib import import_module

import pytest


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("motcua.rulebook.policy.data", ["LOCAL", "PolicyDataError", "rule_from_data"]),
        ("motcua.rulebook.policy.decide", ["decide"]),
        ("motcua.rulebook.policy.index", ["RuleIndex"]),
        ("motcua.rulebook.policy.points", ["UnknownPoint"]),
        ("motcua.rulebook.policy.terms", ["Facts", "Source"]),
        ("motcua.rulebook.reading", ["read"]),
        ("motcua.rulebook.reading.as_json", ["as_json"]),
    ],
)
def test_what_others_import_is_there(module: str, names: list[str]) -> None:
    assert [name for name in names if not hasattr(import_module(module), name)] == []
