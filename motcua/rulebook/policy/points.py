"""The closed list of points a rule may settle, each with the kind of value it takes.

A point is a name in a family ("receive.counter.days", "entry.mask"). Families with an open last part
(a check, a role, a topic) take any plain slug, so that a new letter needs no new code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from motcua.rulebook.policy.terms import RECEIVE_CHANNELS, RETURN_CHANNELS, Source

WEEKDAYS: Final = frozenset(range(1, 8))
WORKING_WEEK: Final = frozenset(range(1, 6))


class PointKind(StrEnum):
    """What sort of value a point takes; decides how it is checked, compared and combined."""

    STATUS = "status"
    DAYS = "days"
    HOURS = "hours"
    CAP = "cap"
    FLAG = "flag"
    WHO = "who"
    ITEM = "item"
    REPORT = "report"
    TARGET = "target"
    SLA = "sla"
    TEXT = "text"
    MAPPING = "mapping"
    APPOINTMENT = "appointment"
    ADDRESS = "address"


# Kinds whose rules all count together (smallest cap, common days, union of checks); in the others one rule wins.
GATHERED: Final = frozenset(
    {PointKind.DAYS, PointKind.HOURS, PointKind.CAP, PointKind.FLAG, PointKind.WHO, PointKind.ITEM}
)


@dataclass(frozen=True, slots=True)
class PointSpec:
    """One point: its kind, the value where nothing is said, and the article that stands behind that silence."""

    point: str
    kind: PointKind
    default: Any
    default_source: Source
    channel: str = ""
    direction: str = ""

    @property
    def siblings(self) -> tuple[str, ...]:
        """The other channels of the same direction: what an ONLY on this point closes. Empty for other points."""
        if self.kind is not PointKind.STATUS or not self.channel:
            return ()
        every = RECEIVE_CHANNELS if self.direction == "receive" else RETURN_CHANNELS
        return tuple(f"{self.direction}.{name}" for name in every if name != self.channel)


class UnknownPoint(ValueError):
    """The name is not in the closed list of points."""


GOVERNMENT: Final = "Chính phủ"
_ND61: Final = "61/2018/NĐ-CP"
_FORBIDDEN_ACTS = Source(_ND61, "Điều 5", GOVERNMENT)
_FACILITIES = Source(_ND61, "Điều 13", GOVERNMENT)
_SENDING_STAFF = Source(_ND61, "Điều 12", GOVERNMENT)
_GUIDANCE = Source(_ND61, "Điều 15", GOVERNMENT)
_HEAD_OF_UNIT = Source(_ND61, "Điều 9", GOVERNMENT)
_HANDING_IN = Source(_ND61, "Điều 16", GOVERNMENT)
_RETURN = Source(_ND61, "Điều 20", GOVERNMENT)
_FEES = Source(_ND61, "Điều 17", GOVERNMENT)
_DEADLINE = Source(_ND61, "Điều 19", GOVERNMENT)
_ASSESSMENT = Source(_ND61, "Điều 31", GOVERNMENT)
_WORKING_WEEK = Source("188/1999/QĐ-TTg", "Điều 1", "Thủ tướng Chính phủ")

_FIXED: Final[dict[str, tuple[PointKind, Any, Source]]] = {
    "room.cap": (PointKind.CAP, None, _FACILITIES),
    "unit.cap": (PointKind.CAP, None, _FACILITIES),
    "cap.counts_officers": (PointKind.FLAG, False, _FACILITIES),
    "plan.required": (PointKind.FLAG, False, _HEAD_OF_UNIT),
    "guard.keep_receiving": (PointKind.FLAG, False, _FORBIDDEN_ACTS),
    "sla.online_acceptance": (PointKind.SLA, None, _FEES),
    "pay.online": (PointKind.STATUS, None, _FEES),
    "process.on_the_spot": (PointKind.MAPPING, None, _HEAD_OF_UNIT),
    "plan.before_opening": (PointKind.FLAG, False, _HEAD_OF_UNIT),
    "visit.appointment": (PointKind.APPOINTMENT, None, _HANDING_IN),
    "admit.per_turn": (PointKind.CAP, None, _FACILITIES),
    "tickets.per_person_day": (PointKind.CAP, None, _FACILITIES),
    "receive.anywhere": (PointKind.FLAG, False, _HANDING_IN),
    "receive.assisted": (PointKind.STATUS, None, _GUIDANCE),
    "fee.waived": (PointKind.FLAG, False, _FEES),
    "deadline.extended": (PointKind.FLAG, False, _DEADLINE),
    "unit.closed": (PointKind.FLAG, False, _FORBIDDEN_ACTS),
    "unit.moved": (PointKind.ADDRESS, None, _FACILITIES),
    "return.home": (PointKind.FLAG, False, _RETURN),
    "staff.share": (PointKind.TARGET, None, _SENDING_STAFF),
}
_FAMILIES: Final[dict[str, tuple[PointKind, Any, Source]]] = {
    "entry": (PointKind.WHO, frozenset(), _FORBIDDEN_ACTS),
    "equipment": (PointKind.ITEM, False, _FACILITIES),
    "duty": (PointKind.ITEM, False, _SENDING_STAFF),
    "support": (PointKind.ITEM, False, _GUIDANCE),
    "announce": (PointKind.ITEM, False, _GUIDANCE),
    "report": (PointKind.REPORT, None, _HEAD_OF_UNIT),
    "target": (PointKind.TARGET, None, _ASSESSMENT),
    "advice": (PointKind.TEXT, "", _GUIDANCE),
}
FAMILIES: Final = tuple(_FAMILIES)
FIXED_POINTS: Final = tuple(_FIXED)
_SLUG = re.compile(r"[a-z][a-z0-9_]{0,59}")


@cache
def _channel_spec(point: str) -> PointSpec | None:
    direction, _, rest = point.partition(".")
    channel, _, detail = rest.partition(".")
    channels = {"receive": RECEIVE_CHANNELS, "return": RETURN_CHANNELS}.get(direction, ())
    if channel not in channels:
        return None
    handing = _HANDING_IN if direction == "receive" else _RETURN
    if not detail:
        return PointSpec(point, PointKind.STATUS, None, handing, channel, direction)
    if detail == "days":
        days = WEEKDAYS if channel == "online" else WORKING_WEEK
        return PointSpec(point, PointKind.DAYS, days, _WORKING_WEEK, channel, direction)
    if detail == "hours":
        return PointSpec(point, PointKind.HOURS, None, _WORKING_WEEK, channel, direction)
    return None


def spec_of(point: str) -> PointSpec:
    """The specification of `point`; raises UnknownPoint for a name outside the closed list."""
    spec = _channel_spec(point)
    if spec is not None:
        return spec
    if point in _FIXED:
        return PointSpec(point, *_FIXED[point])
    family, _, item = point.partition(".")
    if family in _FAMILIES and _SLUG.fullmatch(item):
        return PointSpec(point, *_FAMILIES[family])
    raise UnknownPoint(point)


def channel_points(direction: str) -> tuple[str, ...]:
    """The status points of one direction ("receive" or "return"), in their fixed order."""
    names = RECEIVE_CHANNELS if direction == "receive" else RETURN_CHANNELS
    return tuple(f"{direction}.{name}" for name in names)
