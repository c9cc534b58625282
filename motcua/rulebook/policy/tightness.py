"""Compare values of points for tightness, combine them, keep them within the bounds of a delegation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any, Final

from motcua.rulebook.policy.points import PointKind
from motcua.rulebook.policy.terms import Status
from motcua.rulebook.policy.values import APPOINTMENTS, Hours, clean_value

# From wide to narrow. ONLY stands where a channel is open while its siblings are shut: tighter than ALLOWED as a
# statement, yet open itself; the closing of the siblings is carried by rules of their own (see index.py).
TIGHTNESS: Final[dict[Status, int]] = {
    Status.ENCOURAGED: 0,
    Status.ALLOWED: 1,
    Status.ONLY: 2,
    Status.DISCOURAGED: 3,
    Status.FALLBACK: 4,
    Status.CLOSED: 5,
}


def combine(kind: PointKind, one: Any, two: Any) -> Any:
    """The tighter of two values, or what both together leave: common days, smallest cap, union of checks.

    Where no order exists (texts, reports) the first stands.
    """
    if one == two:
        return one
    if kind is PointKind.STATUS:
        if one is None or two is None:
            return two if one is None else one
        return one if TIGHTNESS[one] >= TIGHTNESS[two] else two
    if kind is PointKind.DAYS:
        return one & two
    if kind is PointKind.WHO:
        return one | two
    if kind is PointKind.FLAG:
        return one or two
    if kind is PointKind.ITEM:
        return _merge_items(one, two)
    if kind is PointKind.APPOINTMENT:
        said = [word for word in (one, two) if word is not None]
        return max(said, key=APPOINTMENTS.index) if said else None
    if kind in (PointKind.CAP, PointKind.HOURS, PointKind.SLA, PointKind.TARGET):
        if one is None or two is None:
            return two if one is None else one
        if kind is PointKind.HOURS:
            return _common_hours(one, two)
        return max(one, two) if kind is PointKind.TARGET else min(one, two)
    return one


def combine_all(kind: PointKind, values: Iterable[Any]) -> Any:
    """`combine` over at least one value."""
    return reduce(lambda one, two: combine(kind, one, two), values)


def loosens(kind: PointKind, standing: Any, proposed: Any) -> bool:
    """Whether `proposed` adds no restriction to `standing` and differs from it: what a lower body may not do."""
    return bool(proposed != standing and combine(kind, standing, proposed) == standing)


def within(kind: PointKind, value: Any, bounds: Any) -> bool:
    """Whether `value` stays inside the `bounds` of a delegation; None bounds leave it free.

    Bounds: a list or set of permitted weekdays, statuses or persons; or a mapping with "within", "min", "max"
    (numbers; for days the number of days in a week).
    """
    if bounds is None:
        return True
    rules = bounds if isinstance(bounds, Mapping) else {"within": bounds}
    allowed = rules.get("within")
    if allowed is not None and not _inside(kind, value, allowed):
        return False
    size = len(value) if kind in (PointKind.DAYS, PointKind.WHO) else value
    if isinstance(size, bool) or not isinstance(size, int | float):
        # A bound in numbers says nothing about a value without a number, except that a cap must have one.
        return not (kind is PointKind.CAP and ("max" in rules or "min" in rules))
    return bool(rules.get("min", size) <= size <= rules.get("max", size))


def _inside(kind: PointKind, value: Any, allowed: Any) -> bool:
    if kind is PointKind.STATUS:
        return value in {clean_value(kind, status) for status in allowed}
    limit = clean_value(kind, allowed)
    if kind in (PointKind.DAYS, PointKind.WHO):
        return bool(value <= limit)
    if kind is PointKind.HOURS:
        return value is not None and _common_hours(limit, value) == value
    return bool(value == limit)


def _common_hours(one: Hours, two: Hours) -> Hours:
    spans = ((max(a, c), min(b, d)) for a, b in one for c, d in two)
    return tuple(sorted((begin, end) for begin, end in spans if begin < end))


def _merge_items(one: Any, two: Any) -> Any:
    """Union of two requirements: either makes it required; numbers by the larger; details key by key."""
    if not isinstance(one, Mapping) and not isinstance(two, Mapping):
        return max(one, two) if one and two else one or two
    if not one or not two:
        return one or two
    if not isinstance(one, Mapping) or not isinstance(two, Mapping):
        return one if isinstance(one, Mapping) else two
    merged: dict[str, Any] = {}
    for key in sorted(set(one) | set(two)):
        found = {repr(v): v for side in (one, two) if key in side for v in _listed(side[key])}
        both = [found[name] for name in sorted(found)]
        many = any(isinstance(side.get(key), list | tuple) for side in (one, two))
        merged[key] = both if many or len(both) > 1 else both[0]
    return merged


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else (value,)
