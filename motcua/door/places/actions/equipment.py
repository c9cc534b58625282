"""Count what a unit has of what policy demands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from motcua.door.permissions import COUNTS_EQUIPMENT, may_count_equipment
from motcua.door.places.input import Typed
from motcua.door.places.locking import lock_premises
from motcua.door.places.models import Equipment
from motcua.door.places.queries.equipment import equipment_of, row_key
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.permissions import only_roles
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed

MOST: Final = 9999


@dataclass(frozen=True, slots=True)
class EquipmentCount:
    """What was counted of one item at one place, as typed; a `present` left empty was not counted."""

    item: str
    room: int | None
    counter: int | None
    present: Any
    working: Any = None
    note: Any = ""


@transaction.atomic
def count_equipment(*, premises_id: int, counts: Iterable[EquipmentCount], by: Staff, at: datetime) -> int:
    """Record what was counted at `at` (aware); returns how many rows.

    Where `working` is left empty all that is there works. Raises InvalidInput by `row_key` where a number cannot be
    (more work than are there, an item nobody demands, a counter of another unit), NotAllowed.
    """
    premises = lock_premises(premises_id)
    if not may_count_equipment(by, premises.office, at):
        raise NotAllowed(only_roles(COUNTS_EQUIPMENT, "của đơn vị được kiểm đếm trang thiết bị."))
    asked = {row.key for demand in equipment_of(premises, at).demands for row in demand.rows if not row.by_plan}
    wrong: dict[str, str] = {}
    rows = []
    for count in counts:
        if count.present is None or count.present == "":
            continue
        key = row_key(count.item, count.room, count.counter)
        if key not in asked:
            wrong[key] = "Mục này không có trong danh sách của đơn vị."
            continue
        typed = Typed({"present": count.present, "working": count.working, "note": count.note})
        present = typed.whole("present", least=0, most=MOST, default=0) or 0
        working = typed.whole("working", least=0, most=MOST, default=present) or 0
        note = typed.text("note", most=300)
        if not typed.wrong and working > present:
            typed.wrong["working"] = "Số dùng được không thể nhiều hơn số hiện có."
        if typed.wrong:
            wrong[key] = " ".join(dict.fromkeys(typed.wrong.values()))
        rows.append((count, {"present": present, "working": working, "note": note}))
    if wrong:
        raise InvalidInput(wrong)
    if not rows:
        raise InvalidInput({"": "Hãy ghi số lượng của ít nhất một mục."})
    for count, values in rows:
        place: dict[str, Any] = {"room_id": count.room, "counter_id": count.counter, "item": count.item}
        counted = {**values, "checked_at": at, "checked_by": by}
        Equipment.objects.update_or_create(premises=premises, **place, defaults=counted)
    record(
        name="equipment.counted",
        at=at,
        by=staff_actor(by),
        subject=f"premises:{premises.pk}",
        subject_label=premises.office.name,
        office_path=premises.office.path,
        data={"rows": len(rows), "missing": equipment_of(premises, at).missing},
    )
    return len(rows)
