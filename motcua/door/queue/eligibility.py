"""Whether a ticket may be given today: by the policy in force, by the hours, and for a result, by its being there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from motcua.catalog.models import Procedure
from motcua.directives.queries import channels_for
from motcua.door.places.models import Premises
from motcua.door.queue.models import Ticket
from motcua.dossiers.models import Dossier
from motcua.dossiers.results.readiness import RESULT_READY_STATES
from motcua.people.calendars import calendar_of
from motcua.people.models import Office
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.numbering import parse_dossier_code
from motcua.rulebook.vietnamese import VIETNAM, say_time
from motcua.rulebook.work_calendar import localise

BEFORE_OPENING: Final = timedelta(minutes=90)
"""How long before the unit opens a person may begin to take a number without an officer."""


def require_ticket_allowed(
    *,
    premises: Premises,
    purpose: str,
    procedure: Procedure | None,
    dossier_code: str,
    at: datetime,
    uses_neither: bool,
    appointed: bool,
    groups: Collection[str] = (),
) -> Dossier | None:
    """Refuse what the counter does not receive today; returns the dossier to pick up, where its code is given.

    Everybody may come for guidance on a day on which the counter receives anybody. Where a letter lets people hand in
    only by appointment, those outside the `groups` it leaves free are told to book. A person with an appointment is not
    asked again: the appointment was checked when it was made, and a day closed since then has displaced it.
    """
    dossier = (
        dossier_to_pick_up(premises, dossier_code)
        if purpose == Ticket.Purpose.PICK_UP and dossier_code.strip()
        else None
    )
    if appointed:
        return dossier
    picks_up = purpose == Ticket.Purpose.PICK_UP
    channels = channels_for(
        office=premises.office,
        procedure=procedure or (dossier.procedure if dossier is not None else None),
        at=at,
        # Whether the counter is kept for a person depends on the matter; without one, the person comes to ask.
        uses_neither=uses_neither or purpose == Ticket.Purpose.ASK or (procedure is None and dossier is None),
        direction="return" if picks_up else "receive",
        only="counter",
        groups=groups,
    )
    if channels and not channels[0].is_open:
        raise NotAllowed(channels[0].reason or "Hôm nay quầy không nhận việc này.", channels[0].because)
    if channels and channels[0].appointment == "required" and purpose == Ticket.Purpose.HAND_IN:
        raise NotAllowed(channels[0].reason, channels[0].because)
    return dossier


def dossier_to_pick_up(premises: Premises, text: str) -> Dossier:
    """The dossier whose result is picked up here; InvalidInput on `dossier_code` where there is none or none yet."""
    parsed = parse_dossier_code(text)
    found = Dossier.objects.select_related("procedure__field", "office")
    code = str(parsed) if parsed is not None else text.replace("\0", "").strip()[:60]
    row = found.filter(code=code, office=premises.office).first()
    if row is None:
        raise InvalidInput({"dossier_code": "Không có hồ sơ này ở đây. Hãy xem lại mã trên giấy hẹn."})
    if row.state not in RESULT_READY_STATES:
        raise InvalidInput(
            {"dossier_code": "Hồ sơ này chưa có kết quả để nhận. Hãy tra cứu, hoặc lấy số để được hướng dẫn."}
        )
    return row


def require_reception_open(office: Office, at: datetime) -> None:
    """Refuse a ticket without an officer outside the hours of the unit: from a while before it opens until it closes.

    Raises NotAllowed: a number taken at night would stand before everybody who comes in the morning.
    On a day without hours of its own nothing is said here; whether the counter receives then is for policy.
    """
    local = localise(at)
    hours = calendar_of(office).reception_on(local.date())
    if not hours:
        return
    opens = datetime.combine(local.date(), hours[0].start, VIETNAM)
    if local < opens - BEFORE_OPENING:
        since = say_time((opens - BEFORE_OPENING).time())
        raise NotAllowed(f"Chưa đến giờ lấy số. Hôm nay lấy số từ {since}, quầy mở lúc {say_time(hours[0].start)}.")
    if local.time() >= hours[-1].end:
        raise NotAllowed(f"Hôm nay đã hết giờ nhận (đến {say_time(hours[-1].end)}). Mời bạn đến vào ngày làm việc sau.")
