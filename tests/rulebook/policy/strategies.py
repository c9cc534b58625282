"""Rules and questions for the properties: few places, few values, so that rules meet often."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from motcua.rulebook.policy.terms import RECEIVE_CHANNELS, Facts, Force, Rule, Source, Status, When

VN = ZoneInfo("Asia/Ho_Chi_Minh")
BODIES = ["", "H22", "H22/H22.27", "H22/H22.27/1"]
CHANNELS = [f"receive.{name}" for name in RECEIVE_CHANNELS]
POINTS = [*CHANNELS, "receive.counter.days", "room.cap", "entry.mask"]
START = datetime(2021, 3, 1, tzinfo=VN)
ISSUED = [date(2021, 2, 26), date(2021, 3, 2)]

some_days = st.frozensets(st.integers(1, 6), max_size=4)
some_caps = st.one_of(st.none(), st.integers(1, 6))
some_checked = st.frozensets(st.sampled_from(["staff", "visitors"]))


def value_for(point: str) -> st.SearchStrategy[Any]:
    if point.endswith(".days"):
        return some_days
    if point.endswith("cap"):
        return some_caps
    return some_checked if point.startswith("entry.") else st.sampled_from(Status)


def bounds_for(point: str) -> st.SearchStrategy[Any]:
    if point.endswith(".days"):
        return st.one_of(st.none(), some_days.map(lambda days: {"within": sorted(days)}))
    if point.endswith("cap"):
        return st.one_of(st.none(), st.integers(1, 6).map(lambda most: {"max": most}))
    if point.startswith("entry."):
        return st.none()
    return st.one_of(st.none(), st.lists(st.sampled_from(Status), max_size=3).map(lambda some: {"within": some}))


@st.composite
def whens(draw: st.DrawFn, body: str) -> When:
    """Mostly no condition at all, so that rules meet."""
    if draw(st.integers(0, 2)):
        return When()
    below = [place for place in BODIES if place.startswith(body)]
    return When(
        under=draw(st.one_of(st.just(""), st.sampled_from(below))),
        unit_kinds=draw(st.sampled_from([frozenset(), frozenset({"district_unit"}), frozenset({"commune_unit"})])),
        online_levels=draw(st.sampled_from([frozenset(), frozenset({3, 4}), frozenset({2})])),
        procedures=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"P1"})])),
        urgent=draw(st.sampled_from([None, None, True, False])),
        uses_neither=draw(st.sampled_from([None, None, True, False])),
        weekdays=draw(st.sampled_from([frozenset(), frozenset(), frozenset({2, 5})])),
    )


@st.composite
def rules(draw: st.DrawFn, point: str | None = None, forces: Any = Force) -> Rule:
    point = point or draw(st.sampled_from(POINTS))
    body = draw(st.sampled_from(BODIES))
    force = draw(st.sampled_from(forces))
    value = draw(value_for(point))
    if force is Force.DELEGATED and draw(st.booleans()):
        value = None
    begins = START + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 3])))
    return Rule(
        id="",
        point=point,
        value=value,
        when=draw(whens(body)),
        source=Source("1/UBND", "1"),
        body=body,
        issued_on=draw(st.sampled_from(ISSUED)),
        in_force_from=begins,
        in_force_to=draw(
            st.one_of(st.none(), st.none(), st.integers(3, 6).map(lambda days: begins + timedelta(days=days)))
        ),
        force=force,
        bounds=draw(bounds_for(point)) if force is Force.DELEGATED else None,
    )


def with_ids(found: list[Rule]) -> list[Rule]:
    from dataclasses import replace

    return [replace(rule, id=f"r{place}") for place, rule in enumerate(found)]


rule_sets = st.lists(rules(), max_size=9).map(with_ids)


@st.composite
def rule_sets_on(draw: st.DrawFn, points: list[str]) -> list[Rule]:
    """Sets crowded on few points."""
    return with_ids(draw(st.lists(st.sampled_from(points).flatmap(lambda point: rules(point)), max_size=8)))


@st.composite
def questions(draw: st.DrawFn) -> Facts:
    unit, kind = draw(
        st.sampled_from(
            [("H22/H22.27", "district_unit"), ("H22/H22.27/1", "commune_unit"), ("H22/TT", "provincial_centre")]
        )
    )
    return Facts(
        unit=unit,
        unit_kind=kind,
        at=START + timedelta(hours=draw(st.integers(0, 24 * 9))),
        online_level=draw(st.integers(1, 4)),
        procedure=draw(st.sampled_from(["", "P1", "P2"])),
        urgent=draw(st.booleans()),
        uses_neither=draw(st.booleans()),
        holiday=draw(st.booleans()),
    )
