"""Write a rule as the JSON that `rule_from_data` reads, for tests that take rules there and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final

from motcua.rulebook.policy.data import LOCAL
from motcua.rulebook.policy.points import PointKind, spec_of
from motcua.rulebook.policy.terms import Rule, Status, When

_SETS: Final = (
    "unit_kinds", "unit_levels", "procedures", "fields", "groups", "unit_names", "channels", "epidemic_levels",
    "online_levels", "weekdays",
)  # fmt: skip
_FLAGS: Final = ("urgent", "time_critical", "uses_neither", "holiday")


def rule_to_data(rule: Rule) -> dict[str, Any]:
    """The JSON form of `rule`; reading it back with the same id, body, issue date and source gives an equal rule."""
    kind = spec_of(rule.point).kind
    return {
        "point": rule.point,
        "value": _value_to_json(kind, rule.value),
        "when": _when_to_data(rule.when),
        "from": _iso(rule.in_force_from, end_of_day=False),
        "to": _iso(rule.in_force_to, end_of_day=True),
        "modality": rule.modality.value,
        "force": rule.force.value,
        "bounds": _plain(rule.bounds),
        "replaces": sorted(rule.replaces),
    }


def _when_to_data(when: When) -> dict[str, Any]:
    """Only the conditions that are set, as lists, booleans and text."""
    data: dict[str, Any] = {"under": when.under} if when.under else {}
    for key in _SETS:
        found = getattr(when, key)
        if found:
            data[key] = sorted(found)
    for key in _FLAGS:
        if getattr(when, key) is not None:
            data[key] = getattr(when, key)
    if when.season:
        data["season"] = when.season
    return data


def _value_to_json(kind: PointKind, value: Any) -> Any:
    """The JSON form of a clean value; `clean_value` reads it back."""
    if value is None:
        return None
    if kind is PointKind.STATUS:
        return Status(value).value
    if kind in (PointKind.DAYS, PointKind.WHO):
        return sorted(value)
    if kind is PointKind.HOURS:
        return [[begin.strftime("%H:%M"), end.strftime("%H:%M")] for begin, end in value]
    return value


def _iso(moment: datetime | None, *, end_of_day: bool) -> str | None:
    if moment is None:
        return None
    local = moment.astimezone(LOCAL)
    if local.time() != time():
        return local.isoformat()
    day = local.date() - timedelta(days=1) if end_of_day else local.date()
    return day.isoformat()


def _plain(bounds: Any) -> Any:
    if isinstance(bounds, set | frozenset):
        return sorted(bounds)
    if isinstance(bounds, Mapping):
        return {key: _plain(item) for key, item in bounds.items()}
    return bounds
