"""Rooms and counters of three units of the demo."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from motcua.catalog.models import Field
from motcua.door.models import Counter, Premises, Room
from motcua.management.demo.cast import CENTRE, DONG_VAN_UNIT, NGUYEN_TRAI_UNIT
from motcua.people.models import Office

RESULTS: Final = "Trả kết quả"
"""A counter of this name hands results out and takes nothing in."""
JUSTICE_FIELDS: Final = ("Hộ tịch", "Chứng thực", "Lý lịch tư pháp")


@dataclass(frozen=True, slots=True)
class Place:
    """One unit's rooms (as columns of Room) and counters (number, name, fields; none is all)."""

    office: str
    rooms: tuple[dict[str, Any], ...]
    counters: tuple[tuple[int, str, tuple[str, ...]], ...]


def _room(
    name: str, kind: str, area: int, seats: int, distance: str, *, x: int, y: int, w: int, d: int
) -> dict[str, Any]:
    return {
        "name": name,
        "kind": kind,
        "area_m2": Decimal(area),
        "seats": seats,
        "distance_m": Decimal(distance),
        "x": x,
        "y": y,
        "width": w,
        "depth": d,
    }


PLACES: Final = (
    Place(
        CENTRE,
        (
            {
                **_room("Phòng giao dịch", "service", 240, 48, "2.0", x=0, y=0, w=200, d=120),
                "doors": ["Cửa chính", "Cửa bên phải"],
            },
            _room("Khu chờ trong nhà", "waiting", 60, 24, "1.5", x=200, y=0, w=75, d=80),
            _room("Sân chờ có mái che", "outside", 120, 40, "2.0", x=0, y=120, w=200, d=60),
        ),
        (
            (1, "Tư pháp", JUSTICE_FIELDS),
            (2, "Kế hoạch và đầu tư", ("Thành lập và hoạt động của doanh nghiệp",)),
            (3, "Giao thông vận tải", ("Sát hạch, cấp giấy phép lái xe", "Đường bộ")),
            (4, "Nông nghiệp", ("Thú y",)),
            (5, "Các lĩnh vực khác", ()),
            (6, RESULTS, ()),
        ),
    ),
    Place(
        DONG_VAN_UNIT,
        (
            {**_room("Phòng một cửa", "service", 96, 20, "2.0", x=0, y=0, w=120, d=80), "doors": ["Cửa chính"]},
            _room("Sân chờ", "outside", 80, 20, "2.0", x=0, y=80, w=120, d=60),
        ),
        ((1, "Tiếp nhận", ()), (2, "Tiếp nhận", ()), (3, RESULTS, ())),
    ),
    Place(
        NGUYEN_TRAI_UNIT,
        (
            {
                **_room("Phòng một cửa", "service", 72, 18, "1.5", x=0, y=0, w=90, d=80),
                "doors": ["Cửa chính", "Cửa sau"],
            },
            _room("Sân chờ có mái che", "outside", 90, 24, "2.0", x=0, y=80, w=90, d=60),
        ),
        ((1, "Hộ tịch, chứng thực", JUSTICE_FIELDS), (2, "Các lĩnh vực khác", ()), (3, RESULTS, ())),
    ),
)


def load_places() -> int:
    """Add the premises that are missing, with their rooms and counters; returns how many units got theirs."""
    offices = {office.code: office for office in Office.objects.filter(code__in=[place.office for place in PLACES])}
    fields = {field.name: field for field in Field.objects.all()}
    made = 0
    for place in PLACES:
        premises, new = Premises.objects.get_or_create(office=offices[place.office])
        if not new:
            continue
        made += 1
        rooms = [
            Room.objects.create(premises=premises, position=position, **row)
            for position, row in enumerate(place.rooms, start=1)
        ]
        # Along the upper wall, as far apart as the room allows.
        step = min(30, (rooms[0].width - 4) // len(place.counters))
        for number, name, names in place.counters:
            counter = Counter.objects.create(
                premises=premises,
                room=rooms[0],
                number=number,
                name=name,
                takes_in=name != RESULTS,
                x=4 + step * (number - 1),
                y=5,
            )
            counter.fields.set(fields[name] for name in names if name in fields)
    return made
