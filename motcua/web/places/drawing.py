"""Draws a place's floor plan from its rooms and counters."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from motcua.door.places.queries.places import CounterStatus, PlaceStatus, RoomStatus
from motcua.rulebook.floor_plan import Drawing, PlanCounter, PlanRoom, draw, overlapping


def drawing_of(now: PlaceStatus) -> Drawing | None:
    """The picture of the rooms in use; None where there are none."""
    counters = [
        PlanCounter(room.room.pk, each.counter.number, _words(each), each.counter.x, each.counter.y)
        for room in now.rooms
        for each in room.counters
    ]
    return draw(_rooms(now), counters)


def overlaps_of(now: PlaceStatus) -> list[str]:
    """Sentences about rooms drawn over each other."""
    return [_("%(one)s và %(two)s") % {"one": first, "two": second} for first, second in overlapping(_rooms(now))]


def say_inside(one: RoomStatus) -> str:
    """ "12/20 người", or the count alone where nothing limits the room."""
    if one.cap.value is None:
        return _("%(inside)s người") % {"inside": one.inside}
    return _("%(inside)s/%(cap)s người") % {"inside": one.inside, "cap": one.cap.value}


def say_over(one: RoomStatus) -> str:
    """What it means that the room is full or over its capacity; "" where there is room."""
    if one.cap.value is None or one.inside < one.cap.value:
        return ""
    words = {"inside": one.inside, "cap": one.cap.value, "again": one.enters_again_at}
    if one.enters_again_at is None:
        return _("Đang có %(inside)s người; mức hiện hành không cho ai vào.") % words
    if one.over:
        return (
            _("Đang có %(inside)s người, mức mới %(cap)s: không cho thêm ai vào đến khi còn %(again)s. "
              "Người đang ở trong không phải ra.")
            % words
        )  # fmt: skip
    return _("Đã đủ %(cap)s người: có người ra mới cho người vào.") % words


def _rooms(now: PlaceStatus) -> list[PlanRoom]:
    return [_plan_room(room) for room in now.rooms]


def _plan_room(one: RoomStatus) -> PlanRoom:
    room: Any = one.room
    lines = [say_inside(one)]
    if room.seats:
        lines.append(_("%(seats)s chỗ ngồi") % {"seats": room.seats})
    if room.closed_at is not None:
        lines.append(_("đang đóng"))
    return PlanRoom(
        key=room.pk,
        name=room.name,
        kind=room.kind,
        x=room.x,
        y=room.y,
        width=room.width,
        depth=room.depth,
        doors=tuple(room.doors),
        lines=tuple(lines),
    )


def _words(each: CounterStatus) -> str:
    """The words that fit on the picture: the name, else the fields; the table has both."""
    return each.counter.name or ", ".join(each.fields)
