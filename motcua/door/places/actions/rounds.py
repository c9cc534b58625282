"""Record the round of a checker of officers or visitors, with the checker's name (duty 107)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from motcua.door.permissions import MAKES_ROUNDS, may_make_rounds
from motcua.door.places.input import Typed
from motcua.door.places.models import Premises, Room, Round
from motcua.door.places.queries.rounds import SUBJECTS, measures_for
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.permissions import only_roles
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed

MOST_SEEN: Final = 5000


@transaction.atomic
def make_round(
    *,
    premises_id: int,
    subject: str,
    seen: Any,
    kept: Mapping[str, Any],
    by: Staff,
    at: datetime,
    room_id: int | None = None,
    remark: str = "",
) -> Round:
    """Record whom `by` looked at at `at` (aware) and how many kept each measure in force for them.

    `kept` is by the measure's name, as typed; a measure left empty was not looked at. Raises InvalidInput by field
    (measures as "kept-<name>"), NotAllowed for one who is no checker of the unit.
    """
    premises = Premises.objects.select_related("office").filter(pk=premises_id).first()
    if premises is None:
        raise InvalidInput({"": "Không có đơn vị này."})
    if not may_make_rounds(by, premises.office, at):
        raise NotAllowed(only_roles(MAKES_ROUNDS, "ghi được lượt này."))
    if subject not in SUBJECTS:
        raise InvalidInput({"subject": "Hãy chọn cán bộ hay người đến."})
    room = None
    if room_id is not None:
        room = Room.objects.filter(pk=room_id, premises=premises, active=True).first()
        if room is None:
            raise InvalidInput({"room": "Hãy chọn một phòng của đơn vị."})
    measures = [measure.name for measure in measures_for(premises, subject, at)]
    typed = Typed({"seen": seen, "remark": remark, **{f"kept-{name}": kept.get(name) for name in measures}})
    number = typed.whole("seen", least=1, most=MOST_SEEN)
    if number is None and "seen" not in typed.wrong:
        typed.wrong["seen"] = "Hãy ghi số người đã xem."
    found = {name: typed.whole(f"kept-{name}", least=0, most=MOST_SEEN) for name in measures}
    counted = {name: value for name, value in found.items() if value is not None}
    for name, value in counted.items():
        if number is not None and value > number:
            typed.wrong[f"kept-{name}"] = f"Không thể nhiều hơn số người đã xem ({number})."
    if not typed.wrong and not counted:
        typed.wrong[""] = "Hãy ghi số người thực hiện của ít nhất một biện pháp."
    words = typed.text("remark", most=1000)
    typed.refuse()
    row = Round.objects.create(
        premises=premises, room=room, subject=subject, seen=number or 0, kept=counted, remark=words, at=at, by=by
    )
    record(
        name="round.made",
        at=at,
        by=staff_actor(by),
        subject=f"premises:{premises.pk}",
        subject_label=premises.office.name,
        office_path=premises.office.path,
        data={"subject": subject, "seen": number, "kept": counted, "room": room.name if room else ""},
    )
    return row
