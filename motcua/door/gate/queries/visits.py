"""Visits: who is inside now, and what happened at the gate in a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from motcua.door.gate.door_shares import share_held_at
from motcua.door.gate.guests import Guest
from motcua.door.gate.models import GateAct, GateDevice, TurnedAway, Visit
from motcua.door.gate.occupancy import Occupancy, occupancies, open_devices
from motcua.door.permissions import CONTROLS_GATES
from motcua.door.places.capacity import Cap
from motcua.door.places.locking import rooms_of
from motcua.door.places.models import Premises, Room
from motcua.door.places.queries.places import premises_with_role
from motcua.door.queue.models import Ticket
from motcua.people.models import Staff
from motcua.rulebook.vietnamese import VIETNAM

SILENT: Final = timedelta(seconds=30)
"""A door not heard of for so long is taken to be without network."""


@dataclass(frozen=True, slots=True)
class RoomCount:
    """One room now: `held` are places kept by doors without network, `free` is None where nothing limits."""

    room: Room
    inside: int
    cap: Cap
    held: int
    free: int | None


def room_counts(premises_id: int, at: datetime) -> list[RoomCount]:
    """Every active room of a unit at `at` (aware), in its order."""
    premises = Premises.objects.select_related("office").get(pk=premises_id)
    devices = open_devices(premises)
    silent = [device for device in devices if at - device.seen_at > SILENT]
    found = occupancies(premises, rooms_of(premises), devices, at)
    return [_count(occupancy, silent, at) for occupancy in found.values()]


def _count(occupancy: Occupancy, silent: list[GateDevice], at: datetime) -> RoomCount:
    held = sum(
        share_held_at(device.share, device.share_until, at) for device in silent if device.room_id == occupancy.room.pk
    )
    free = None if occupancy.open_now is None else max(0, occupancy.open_now + occupancy.held - held)
    return RoomCount(occupancy.room, occupancy.inside, occupancy.cap, held, free)


def gates_visible_to(staff: Staff, at: datetime) -> list[Premises]:
    """Places whose doors the person may control at `at` (aware)."""
    return premises_with_role(staff, CONTROLS_GATES, at)


def device_by_key(digest: str) -> GateDevice | None:
    """The open door that holds this key, its room and unit loaded; None where it was closed or never was."""
    rows = GateDevice.objects.select_related("room", "premises__office", "staff")
    return rows.filter(key=digest, closed_at=None).first() if digest else None


def devices_of(premises: Premises) -> list[GateDevice]:
    """Open doors of the unit with room and marshal, in the order they were opened."""
    rows = GateDevice.objects.select_related("room", "staff")
    return list(rows.filter(premises=premises, closed_at=None).order_by("id"))


def inside_now(room: Room) -> QuerySet[Visit]:
    """Visits of the room that have not ended, longest first."""
    return Visit.objects.filter(room=room, left_at=None).select_related("staff", "ticket").order_by("entered_at", "id")


@dataclass(frozen=True, slots=True)
class GateDay:
    """One day at the gate of a unit: in, out, most at once of each room, and who was not let in and why."""

    day: date
    entered: int
    left: int
    staff: int
    refused: tuple[tuple[str, int], ...]
    most: tuple[tuple[Room, int], ...]
    visits: tuple[Visit, ...]
    turned_away: tuple[TurnedAway, ...]


def gate_day(premises: Premises, day: date, *, room_id: int | None = None) -> GateDay:
    """The story of one day (of Asia/Ho_Chi_Minh) at a unit or one of its rooms, newest first."""
    begin = datetime.combine(day, time(), VIETNAM)
    end = begin + timedelta(days=1)
    where = Q(room__premises=premises) if room_id is None else Q(room__premises=premises, room_id=room_id)
    visits = list(
        Visit.objects.filter(where, entered_at__gte=begin, entered_at__lt=end)
        .select_related("room", "device_in", "ticket")
        .order_by("-entered_at", "-id")
    )
    away = TurnedAway.objects.filter(premises=premises, at__gte=begin, at__lt=end).select_related("room")
    if room_id is not None:
        away = away.filter(room_id=room_id)
    turned = list(away.order_by("-at", "-id"))
    return GateDay(
        day=day,
        entered=len(visits),
        left=sum(1 for visit in visits if visit.left_at is not None),
        staff=sum(1 for visit in visits if visit.who == Visit.Who.STAFF),
        refused=tuple(Counter(refusal.reason for refusal in turned).most_common()),
        most=tuple(_most(visits)),
        visits=tuple(visits),
        turned_away=tuple(turned),
    )


def _most(visits: list[Visit]) -> list[tuple[Room, int]]:
    """The most people each room held at one time; who leaves makes room for who enters at the same moment."""
    rooms = {visit.room_id: visit.room for visit in visits}
    found: list[tuple[Room, int]] = []
    for key, room in rooms.items():
        steps = [(visit.entered_at, 1) for visit in visits if visit.room_id == key]
        steps += [(visit.left_at, -1) for visit in visits if visit.room_id == key and visit.left_at is not None]
        now = most = 0
        for _moment, step in sorted(steps):
            now += step
            most = max(most, now)
        found.append((room, most))
    return sorted(found, key=lambda most: most[0].position)


def open_visit_of(guest: Guest, premises: Premises) -> Visit | None:
    """Where the person, or the pass, already is in this unit; None for nowhere, or for somebody unknown."""
    same = Q()
    if guest.staff is not None:
        same |= Q(staff=guest.staff)
    if guest.given_pass is not None:
        same |= Q(given_pass=guest.given_pass)
    if guest.person:
        same |= Q(person=guest.person)
    if guest.ticket_id is not None:
        same |= Q(ticket_id=guest.ticket_id)
    if guest.appointment_id is not None:
        same |= Q(appointment_id=guest.appointment_id)
    if not same:
        return None
    return Visit.objects.filter(same, room__premises=premises, left_at=None).order_by("-entered_at", "-id").first()


def most_likely_gone(room: Room, at: datetime, who: str = "") -> Visit | None:
    """The visit that ends when somebody leaves unscanned: one whose ticket is done, else the longest.

    Only who had come by `at`; visitors before officers unless `who` says which.
    """
    rows = Visit.objects.filter(room=room, left_at=None, entered_at__lte=at)
    if who:
        rows = rows.filter(who=who)
    ended = Q(ticket__state__in=[Ticket.State.DONE, Ticket.State.LEFT])
    rows = rows.annotate(
        order=Case(
            When(ended, then=Value(0)),
            When(who=Visit.Who.VISITOR, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
    )
    return rows.order_by("order", "entered_at", "id").first()


def moment_in_order(room: Room, at: datetime) -> datetime:
    """`at`, or the moment of the room's last act where that is a little later: who waited for the lock comes after it.

    So the book read by time says the same as in the order in which it was written.
    """
    last = GateAct.objects.filter(room=room).order_by("-id").values_list("told_at", flat=True).first()
    return last if last is not None and at < last <= at + LONGEST_WAIT else at


LONGEST_WAIT: Final = timedelta(minutes=1)
