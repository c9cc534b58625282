"""The place and conditions of a rule, from its clause and what stands above it."""

from __future__ import annotations

from typing import Any, Final

from motcua.rulebook.reading.frames import modality
from motcua.rulebook.reading.frames.context import Context, place_under
from motcua.rulebook.reading.frames.frame import Act, Frame
from motcua.rulebook.reading.frames.places import Place

ORDER: Final = ("provincial_centre", "department", "district_unit", "commune_unit", "support_point", "post_office")


def where(frame: Frame, context: Context) -> dict[str, Any]:
    """The place of a rule as conditions."""
    return place_when(place_under(frame.place, context.place))


def general_where(frame: Frame, context: Context) -> dict[str, Any]:
    """The place of a rule that holds for all whom it is told, unless a shop is named."""
    named = frame.place.shop and (frame.place.kinds or frame.place.names)
    return place_when(frame.place) if named else {}


def place_when(place: Place) -> dict[str, Any]:
    """Kinds and names of unit as fields of `When`; nothing where every kind is meant."""
    found: dict[str, Any] = {}
    if place.names:
        found["unit_names"] = sorted(place.names)
        return found
    kinds = set(place.kinds)
    told_all = place.addressee and not place.levelled and "department" in kinds and len(kinds) > 1
    if kinds >= {"provincial_centre", "district_unit", "commune_unit"} or place.all or told_all:
        return found
    if kinds or place.own:
        found["unit_kinds"] = sorted(kinds or place.own, key=ORDER.index)
    return found


def base_when(frame: Frame, context: Context) -> dict[str, Any]:
    """Place and conditions together."""
    return {**where(frame, context), **frame.conditions.over(context.conditions).when()}


def not_ours(frame: Frame, context: Context) -> bool:
    """Whether a clause looks back, leaves open, or speaks of another body's business."""
    place = place_under(frame.place, context.place)
    if frame.past or context.past or frame.open_question:
        return True
    if frame.place.shop and not frame.place.other:
        return False
    return (place.other or context.other) and not place.post


def directions(act: Act, meaning: str, context: Context, frame: Frame) -> tuple[str, ...]:
    """Handing in, getting back, or both."""
    if act.kind in ("receive", "return"):
        return (act.kind,)
    if meaning in (modality.LIMIT, modality.ENCOURAGED):
        return (context.direction,) if context.direction else ("receive",)
    if context.direction:
        return (context.direction,)
    if act.kind == "transact" and act.token.text in ("giải quyết", "sử dụng") and frame.objects[:1] == ["result"]:
        return ("return",)
    return ("receive", "return")
