"""The cap of a room: the smallest of the limits of policy, plan, geometry and the unit itself; all of them are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.directives.channels import because_rows, say_clauses
from motcua.directives.queries import PolicyContext, answers_for, plan_room_cap, policy_context_of
from motcua.door.places.models import Room
from motcua.rulebook.policy.terms import Answer
from motcua.rulebook.room_capacity import how_many_fit
from motcua.rulebook.work_calendar import localise

POINTS: Final = ("room.cap", "unit.cap", "admit.per_turn", "cap.counts_officers")


@dataclass(frozen=True, slots=True)
class RoomLimit:
    """One limit: `kind` is policy, plan, geometry or own; `words` say it with its clause; `because` for the record."""

    kind: str
    value: int
    words: str
    because: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Cap:
    """The cap of one room: `limits`, the smallest first. `unit_limit` is that of the whole unit, where there is one.

    `door/gate/occupancy.py` adds the unit's limit and the places held by doors, and says how many may enter now.
    """

    limits: tuple[RoomLimit, ...]
    unit_limit: RoomLimit | None
    counts_officers: bool

    @property
    def value(self) -> int | None:
        """People who may be in the room at once; None where nothing limits it."""
        return self.limits[0].value if self.limits else None

    @property
    def strictest(self) -> RoomLimit | None:
        return self.limits[0] if self.limits else None

    def counted(self, room: Room) -> int:
        """People now in the room who count towards its cap: visitors, and officers where policy counts them."""
        return room.inside_visitors + (room.inside_staff if self.counts_officers else 0)


@dataclass(frozen=True, slots=True)
class CapContext:
    """The policy and the plan that the caps of one unit rest on at one moment, read once for all its rooms."""

    answers: dict[str, Answer]
    plan: int | None


def cap_context_of(office: Any, at: datetime, policy_context: PolicyContext | None = None) -> CapContext:
    """Read the context at `at` (aware); four small queries, one where the unit's `policy_context` is given."""
    policy_context = policy_context or policy_context_of(office=office, at=at)
    answers = dict(answers_for(office=office, at=at, points=POINTS, policy_context=policy_context))
    return CapContext(answers, plan_room_cap(office, localise(at).date()))


def counts_towards_unit(room: Room) -> bool:
    """Whether the people in the room count towards the unit's limit: those who wait in a yard do not."""
    return room.kind != Room.Kind.OUTSIDE


def cap_of(room: Room, at: datetime, cap_context: CapContext | None = None) -> Cap:
    """The cap of one room (its premises and office loaded) at `at` (aware)."""
    known = cap_context or cap_context_of(room.premises.office, at)
    limits: list[RoomLimit] = []
    # A letter and a plan speak of rooms; a yard where people wait for a place is limited by its own size.
    indoors = counts_towards_unit(room)
    policy = known.answers["room.cap"]
    if indoors and policy.value is not None:
        limits.append(_of_policy(policy, _("%(clauses)s: không quá %(n)s người một phòng")))
    turn = known.answers["admit.per_turn"]
    if room.kind == Room.Kind.SERVICE and turn.value is not None:
        # Who is inside is the turn: the next is let in as somebody leaves.
        limits.append(_of_policy(turn, _("%(clauses)s: mỗi lượt không quá %(n)s người")))
    if indoors and known.plan is not None:
        limits.append(
            RoomLimit("plan", known.plan, _("Kế hoạch hoạt động được duyệt: %(n)s người một phòng") % {"n": known.plan})
        )
    fits = how_many_fit(area_m2=room.area_m2, distance_m=room.distance_m, seats=room.seats)
    if fits is not None:
        limits.append(
            RoomLimit("geometry", fits, _("Diện tích, chỗ ngồi và khoảng cách: vừa %(n)s người") % {"n": fits})
        )
    if room.own_cap is not None:
        limits.append(RoomLimit("own", room.own_cap, _("Đơn vị tự đặt: %(n)s người") % {"n": room.own_cap}))
    unit = known.answers["unit.cap"]
    return Cap(
        limits=tuple(sorted(limits, key=lambda limit: limit.value)),
        unit_limit=_of_policy(unit, _("%(clauses)s: không quá %(n)s người cả đơn vị"))
        if unit.value is not None
        else None,
        counts_officers=known.answers["cap.counts_officers"].value is True,
    )


def _of_policy(answer: Answer, words: str) -> RoomLimit:
    said = words % {"clauses": say_clauses(answer.because), "n": answer.value}
    return RoomLimit("policy", int(answer.value), said, tuple(because_rows(answer.because)))
