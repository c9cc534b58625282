"""Any rule is a sentence that people can read: no key, no dictionary, no row's number."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings

from motcua.rulebook.policy import labels
from motcua.rulebook.policy.describe import describe_rule
from motcua.rulebook.policy.known_points import ITEMS_OF, grouped_points
from motcua.rulebook.policy.points import FAMILIES, FIXED_POINTS, channel_points

from .any_rule import any_rule, rule_of
from .test_labels import PROPOSED

_KEYS = {
    "visitors",
    "staff",
    "encouraged",
    "required",
    "allowed",
    "discouraged",
    "fallback",
    "closed",
    "only",
    "postal",
}
_KEYS |= {"postal", "counter", "online", "commune", "district", "province", "elderly", "promptly", "written", "general"}
_KEYS |= {"mask", "marshal", "weekday", "steps", "binding", "delegated", "event", "letter", "True", "False", "None"}
KEY = re.compile(rf"\w+_\w+|[{{}}\[\]]|\b(?:{'|'.join(sorted(_KEYS))})\b|rule:|H22")


@given(any_rule())
@settings(max_examples=300, deadline=None)
def test_no_sentence_has_a_key_in_it(data: dict[str, Any]) -> None:
    said = describe_rule(rule_of(data), place_name={"H22": "tỉnh Hà Giang"}.__getitem__)
    assert not KEY.search(said), said


def test_every_point_can_be_chosen() -> None:
    groups = grouped_points()
    points = [point for _words, some in groups for point in some]
    states = [*channel_points("receive"), *channel_points("return")]
    details = [f"{state}.{detail}" for state in states for detail in ("days", "hours")]
    assert len(points) == len(set(points))
    assert {*FIXED_POINTS, *states, *details, *PROPOSED} <= set(points)
    assert set(ITEMS_OF) == set(FAMILIES)
    assert "Điều khác" not in dict(groups), "a new point has a group of its own"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_point_to_choose_has_words_of_its_own(lang: str) -> None:
    words = [labels.point_label(point, lang) for _heading, points in grouped_points(lang) for point in points]
    assert len(words) == len(set(words))
    assert not [said for said in words if labels.OTHER[lang == "en"] in said]
