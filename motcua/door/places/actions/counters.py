"""Set up the counters of a unit: number, room, fields, what they do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from motcua.catalog.models import Field
from motcua.door.live import send_live_update
from motcua.door.permissions import RUNS_PLACES, may_run_places
from motcua.door.places.input import counter_values
from motcua.door.places.locking import lock_premises
from motcua.door.places.models import Counter, CounterSession, Premises, Room
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.permissions import only_roles
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed

HOLDS_TIME: Final = ("booked", "held")
"""States of an appointment that keep the time of its counter (booking.models)."""


@transaction.atomic
def save_counter(
    *,
    premises_id: int,
    room_id: int | None,
    fields: Iterable[str],
    given: Mapping[str, Any],
    by: Staff,
    at: datetime,
    counter_id: int | None = None,
) -> Counter:
    """Add a counter (`counter_id` None) or change one. `fields` are codes of the catalogue; none is all of them.

    Raises InvalidInput with a message for each field, NotAllowed for one who is not the unit's head, or where a
    counter with somebody at it would move to another room.
    """
    premises = lock_premises(premises_id)
    _must_run(by, premises, at)
    values = counter_values(given)
    room = Room.objects.filter(pk=room_id or 0, premises=premises, active=True).first()
    if room is None:
        raise InvalidInput({"room": "Hãy chọn phòng có quầy."})
    if room.kind != Room.Kind.SERVICE:
        raise InvalidInput({"room": "Quầy chỉ đặt trong phòng giao dịch, không đặt ở khu chờ."})
    codes = sorted(set(fields))
    chosen = list(Field.objects.filter(code__in=codes))
    if len(chosen) < len(codes):
        raise InvalidInput({"fields": "Có lĩnh vực không còn trong danh mục. Hãy chọn lại."})
    same = Counter.objects.filter(premises=premises, number=values["number"]).exclude(pk=counter_id or 0).first()
    if same is not None:
        unused = "" if same.active else " (đang thôi dùng, có thể dùng lại)"
        raise InvalidInput({"number": f"Đơn vị đã có quầy số {same.number}{unused}."})
    counter = Counter(premises=premises, room=room)
    if counter_id is not None:
        counter = _counter_of(premises, counter_id)
        if counter.room_id != room.pk and _sat_at(counter):
            raise NotAllowed(f"Quầy số {counter.number} đang có người ngồi. Hãy đóng quầy trước khi chuyển phòng.")
    counter.room = room
    for name, value in values.items():
        setattr(counter, name, value)
    counter.save()
    counter.fields.set(chosen)
    _record(counter, premises, by=by, at=at, data={"fields": codes, "room": room.name})
    return counter


@transaction.atomic
def set_counter_active(*, counter_id: int, active: bool, by: Staff, at: datetime) -> Counter:
    """Take a counter out of use, or into use again.

    Raises NotAllowed while somebody sits there, appointments are booked at it or its room is out of use, AlreadyDone.
    """
    premises_id = Counter.objects.filter(pk=counter_id).values_list("premises_id", flat=True).first()
    if premises_id is None:
        raise InvalidInput({"": "Không có quầy này."})
    premises = lock_premises(premises_id)
    counter = _counter_of(premises, counter_id)
    _must_run(by, premises, at)
    if counter.active == active:
        raise AlreadyDone(f"Quầy số {counter.number} {'đã được dùng lại' if active else 'đã thôi dùng'}.")
    if active and not counter.room.active:
        raise NotAllowed(f"{counter.room.name} đã thôi dùng. Hãy dùng lại phòng trước.")
    if not active:
        if _sat_at(counter):
            raise NotAllowed(f"Quầy số {counter.number} đang mở. Hãy đóng quầy trước.")
        booked = counter.appointments.filter(state__in=HOLDS_TIME, during__endswith__gt=at).count()
        if booked:
            raise NotAllowed(f"Quầy số {counter.number} còn {booked} lịch hẹn sắp tới. Hãy chuyển các lịch đó trước.")
    counter.active = active
    counter.save(update_fields=["active"])
    _record(counter, premises, by=by, at=at, data={"active": active})
    return counter


def _must_run(by: Staff, premises: Premises, at: datetime) -> None:
    if not may_run_places(by, premises.office, at):
        raise NotAllowed(only_roles(RUNS_PLACES, "được sửa quầy của đơn vị."))


def _counter_of(premises: Premises, counter_id: int) -> Counter:
    found = Counter.objects.select_related("room").filter(premises=premises, pk=counter_id).first()
    if found is None:
        raise InvalidInput({"": "Không có quầy này."})
    return found


def _sat_at(counter: Counter) -> bool:
    return CounterSession.objects.filter(counter=counter, closed_at=None).exists()


def _record(counter: Counter, premises: Premises, *, by: Staff, at: datetime, data: Mapping[str, Any]) -> None:
    record(
        name="room.changed",
        at=at,
        by=staff_actor(by),
        subject=f"premises:{premises.pk}",
        subject_label=f"Quầy số {counter.number}",
        office_path=premises.office.path,
        data={"counter": counter.pk, "number": counter.number, **data},
    )
    send_live_update(premises.pk)
