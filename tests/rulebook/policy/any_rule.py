"""Any rule that the rulebook takes, as data: every point, every kind of value, every condition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from motcua.rulebook.policy import labels
from motcua.rulebook.policy.data import PolicyDataError, rule_from_data
from motcua.rulebook.policy.known_points import grouped_points
from motcua.rulebook.policy.points import PointKind, spec_of
from motcua.rulebook.policy.terms import Rule, Source, Status

KNOWN_POINTS = [point for _words, points in grouped_points() for point in points]
UNKNOWN_POINTS = ["entry.shoe_covers", "equipment.air_filter", "report.letter_3", "advice.anything", "support.lift_boy"]
WORDS = ["Tổ 5, phường Nguyễn Trãi", "Trang thông tin của xã", "Bà Vàng Thị Mỷ", "0219 3866 113"]
ISSUED = date(2021, 3, 1)

some_text = st.sampled_from(WORDS)
some_spans = st.sampled_from(
    [[["07:30", "11:30"]], [["07:30", "11:30"], ["13:30", "17:00"]], [["08:00", "10:15"]], [["00:00", "23:59"]]]
)
some_numbers = st.one_of(st.integers(0, 500), st.sampled_from([62.5, 0.25, 99.9]))
some_days = st.lists(st.integers(1, 7), unique=True, min_size=1).map(sorted)
STATUSES = [status.value for status in Status]
some_people = st.sampled_from([["visitors"], ["staff"], ["visitors", "staff"]])
some_statuses = st.lists(st.sampled_from(STATUSES), unique=True, min_size=1).map(
    lambda some: sorted(some, key=STATUSES.index)
)
some_dues = st.sampled_from(["Friday 16:00", "day 15", "2021-03-31", "2021-03-31T16:00", "promptly", "hết quý"])
some_events = st.sampled_from(["event: sau khi hết dịch bệnh", "promptly"])


def rule_of(data: dict[str, Any], body: str = "") -> Rule:
    return rule_from_data(data, id="r", body=body, issued_on=ISSUED, source=Source("905/UBND-PVHCC", "2.1"))


def _parts(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=parts)


def values_of(point: str, *, by_hand: bool) -> st.SearchStrategy[Any]:
    """Values of a point; `by_hand`: those that a person can choose, without what only a reading or an import writes."""
    kind = spec_of(point).kind
    odd: st.SearchStrategy[Any] = st.nothing()
    if kind is PointKind.STATUS:
        return st.sampled_from(STATUSES)
    if kind is PointKind.DAYS:
        return some_days if by_hand else some_days | st.just([])
    if kind is PointKind.HOURS:
        return some_spans if by_hand else some_spans | st.none() | st.just([["07:30:15", "11:30"]])
    if kind is PointKind.CAP:
        return st.none() | st.integers(1, 500)
    if kind is PointKind.FLAG:
        return st.booleans()
    if kind is PointKind.WHO:
        return some_people | st.just([])
    if kind in {PointKind.TARGET, PointKind.SLA}:
        return some_numbers | st.none() | (odd if by_hand else st.sampled_from([1e-7, 1e300]))
    if kind is PointKind.APPOINTMENT:
        return st.sampled_from([None, *labels.APPOINTMENTS])
    if kind is PointKind.ADDRESS:
        return st.just(True) | some_text
    if kind is PointKind.TEXT:
        return some_text | st.just("Dòng một\n\nDòng hai")
    if kind is PointKind.REPORT:
        report = _parts(
            every=st.sampled_from(sorted(labels.PERIODS)), due=some_dues, to=some_text, medium=st.just("written")
        ).filter(bool)
        read = st.just({"every": None, "due": "Friday 16:00", "due_rule": {"weekday": 5, "time": "16:00"}, "to": WORDS})
        return report if by_hand else report | read
    if kind is PointKind.MAPPING:
        process = _parts(steps=st.integers(1, 9), starts=some_events)
        return process if by_hand else process | st.just({"steps": 4, "by_whom": {"head_of_unit": True}})
    return _things(point, by_hand=by_hand)


def _things(point: str, *, by_hand: bool) -> st.SearchStrategy[Any]:
    plain: st.SearchStrategy[Any] = st.booleans()
    if point.startswith(("duty.", "equipment.")):
        plain |= st.integers(1, 40)
    if point == "support.contact":
        published = st.lists(st.sampled_from(["portal", "one-stop unit", WORDS[1]]), min_size=1, unique=True)
        plain |= _parts(phone=st.just(WORDS[3]), name=st.just(WORDS[2]), published_at=published).filter(bool)
    if point == "support.point":
        plain |= st.just({"at": "commune"})
    odd = st.sampled_from([{"number": 3, "at": ["commune", "Chợ Đồng Văn"]}, {"per_room": 2}, {"odd": {"deep": [1]}}])
    return plain if by_hand else plain | odd


def _bounds(point: str) -> st.SearchStrategy[Any]:
    kind = spec_of(point).kind
    if kind is PointKind.STATUS:
        return some_statuses.map(lambda some: {"within": some})
    if kind is PointKind.DAYS:
        return _parts(within=some_days, min=st.integers(0, 2), max=st.integers(2, 7)).filter(bool)
    if kind is PointKind.WHO:
        return some_people.map(lambda some: {"within": some})
    if kind is PointKind.HOURS:
        return some_spans.map(lambda some: {"within": some})
    if kind in {PointKind.CAP, PointKind.TARGET, PointKind.SLA}:
        return _parts(min=st.integers(0, 5), max=some_numbers.filter(lambda most: most >= 5)).filter(bool)
    return st.none()


def _some(from_: Sequence[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(list(from_)), unique=True, min_size=1, max_size=3)


def whens(
    *, places: Sequence[str], procedures: Sequence[str], fields: Sequence[str], by_hand: bool
) -> st.SearchStrategy[dict[str, Any]]:
    """Conditions; not `by_hand` also those that no list to choose from has."""
    odd = [] if by_hand else ["odd_key"]
    parts: dict[str, st.SearchStrategy[Any]] = {
        "under": st.sampled_from(list(places)),
        "unit_kinds": _some([*labels.UNIT_KINDS, *odd]),
        "unit_levels": _some([*labels.UNIT_LEVELS, *odd]),
        "epidemic_levels": _some([1, 2, 3, 4]),
        "procedures": _some(procedures),
        "fields": _some(fields),
        "online_levels": _some([1, 2, 3, 4] if by_hand else [0, 1, 2, 3, 4]),
        "urgent": st.booleans(),
        "time_critical": st.booleans(),
        "uses_neither": st.booleans(),
        "groups": _some([*labels.GROUPS, *odd]),
        "weekdays": _some(range(1, 8)),
        "holiday": st.booleans(),
        "channels": _some([*labels.WAYS, *odd]),
        "season": st.sampled_from(["04-01/09-30", "11-15/02-29"]),
    }
    if not by_hand:
        parts["unit_names"] = _some(["phường Trần Phú", "xã Lũng Cú"])
    return st.fixed_dictionaries({}, optional=parts)


@st.composite
def any_rule(
    draw: st.DrawFn,
    *,
    places: Sequence[str] = ("H22",),
    procedures: Sequence[str] = ("1.001193", "9.999999"),
    fields: Sequence[str] = ("ho-tich", "?cư trú", "nong-nghiep"),
    by_hand: bool = False,
) -> dict[str, Any]:
    """Data of a valid rule of a body at the root of `places`."""
    point = draw(st.sampled_from(KNOWN_POINTS if by_hand else [*KNOWN_POINTS, *UNKNOWN_POINTS]))
    when = draw(whens(places=places, procedures=procedures, fields=fields, by_hand=by_hand))
    data: dict[str, Any] = {"point": point, "value": draw(values_of(point, by_hand=by_hand)), "when": when}
    more = {
        "from": st.sampled_from(["2021-03-31", "2021-03-31T07:30:00"]),
        "to": st.sampled_from(["2021-04-15", "2021-04-15T17:00:00", None]),
        "modality": st.sampled_from(["order", "request", "prohibition"]),
        "force": st.sampled_from(["binding", "default"]),
        "replaces": st.just([]) if by_hand else st.sampled_from([[], ["rule:77"]]),
    }
    if not by_hand:
        more |= {"text": some_text, "note": some_text, "bounds": st.none()}
    data |= draw(st.fixed_dictionaries({}, optional=more))
    if draw(st.integers(0, 3)) == 0:
        data |= {"force": "delegated", "bounds": draw(_bounds(point))}
        if draw(st.booleans()) or (by_hand and data["value"] in ([], {}, True)):
            data["value"] = None  # by hand a blank field leaves it to the head
    try:
        rule_of(data)
    except PolicyDataError:
        data["when"] = {key: held for key, held in when.items() if key != "uses_neither"}  # a FALLBACK's own person
    return data
