"""What a delegated head may set, as form fields: permitted days, statuses or persons, the least and the most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from motcua.rulebook.policy import labels
from motcua.rulebook.policy.points import PointKind, PointSpec
from motcua.rulebook.policy.terms import Status
from motcua.web.policy.rule_values import NUMBERS, line_of_text, number_input, ticks, weekdays
from motcua.web.policy.typed_values import hours_of_typed, number_of_typed, typed_hours, typed_number

_SIZED: Final = NUMBERS | {PointKind.DAYS}
_TICKED: Final = frozenset({PointKind.STATUS, PointKind.DAYS, PointKind.WHO})


def bounds_fields(spec: PointSpec, lang: str) -> dict[str, forms.Field]:
    """The fields for the bounds of a delegation; none for kinds that the rulebook cannot bound."""
    found: dict[str, forms.Field] = {}
    label = _("Khi tự quyết, chỉ được chọn trong")
    if spec.kind is PointKind.STATUS:
        statuses = [(status.value, labels.status_label(status, lang)) for status in Status]
        found["bounds_within"] = ticks(label, statuses)
    elif spec.kind is PointKind.DAYS:
        found["bounds_within"] = ticks(label, weekdays())
    elif spec.kind is PointKind.WHO:
        people = [(who, labels.pick(labels.PERSONS, who, lang)) for who in labels.PERSONS]
        found["bounds_within"] = ticks(label, people)
    elif spec.kind is PointKind.HOURS:
        found["bounds_within"] = line_of_text(_("Khi tự quyết, chỉ được nằm trong khung giờ"), "07:30–17:00")
    if spec.kind in _SIZED:
        days = spec.kind is PointKind.DAYS
        found["bounds_min"] = number_input(_("Ít nhất (số ngày mỗi tuần)") if days else _("Khi tự quyết, ít nhất"))
        found["bounds_max"] = number_input(
            _("Nhiều nhất (số ngày mỗi tuần)") if days else _("Khi tự quyết, nhiều nhất")
        )
    return found


def _parts(bounds: Any) -> dict[str, Any]:
    if bounds is None:
        return {}
    return dict(bounds) if isinstance(bounds, Mapping) else {"within": bounds}


def shown_bounds(spec: PointSpec, bounds: Any) -> dict[str, Any]:
    """What the fields show of the bounds."""
    parts = _parts(bounds)
    shown: dict[str, Any] = {f"bounds_{end}": typed_number(parts.get(end)) for end in ("min", "max")}
    if spec.kind in _TICKED:
        shown["bounds_within"] = [str(one) for one in parts.get("within") or ()]
    elif spec.kind is PointKind.HOURS:
        shown["bounds_within"] = typed_hours(parts.get("within"))
    return shown


def read_bounds(spec: PointSpec, given: Mapping[str, Any], before: Any, changed: frozenset[str]) -> Any:
    """The bounds typed, None where they are left free. Raises ValidationError with the field at fault."""
    parts = _parts(before)
    if "bounds_within" in changed:
        parts.pop("within", None)
        if chosen := given.get("bounds_within"):
            parts["within"] = _within(spec.kind, chosen)
    for end in ("min", "max"):
        if f"bounds_{end}" in changed:
            parts.pop(end, None)
            if text := given.get(f"bounds_{end}"):
                parts[end] = _typed(f"bounds_{end}", lambda text=text: number_of_typed(text))
    if parts.get("max", float("inf")) < parts.get("min", 0):
        raise forms.ValidationError({"bounds_max": _("Số nhiều nhất phải từ số ít nhất trở lên.")})
    return parts or None


def _within(kind: PointKind, chosen: Any) -> Any:
    if kind is PointKind.HOURS:
        return _typed("bounds_within", lambda: hours_of_typed(chosen))
    return [int(day) for day in chosen] if kind is PointKind.DAYS else chosen


def _typed(name: str, read: Any) -> Any:
    """What `read` reads; its error is told at the field `name`."""
    try:
        return read()
    except forms.ValidationError as wrong:
        raise forms.ValidationError({name: wrong.messages}) from wrong
