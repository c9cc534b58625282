"""Keep a person's rating of the service, once for each ticket (Decree 61/2018 Art. 31)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from motcua.door.queue.actions.events import record_ticket_event
from motcua.door.queue.actions.tickets import locked_ticket
from motcua.door.queue.models import Rating, Ticket
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed

LONGEST: Final = 1000


@transaction.atomic
def rate_service(*, ticket_id: int, score: int, at: datetime, remark: str = "") -> Rating:
    """Keep `score` (1 not content … 5 very content) and the remark.

    NotAllowed before the service is over, AlreadyDone the second time, InvalidInput on `score`.
    """
    ticket = locked_ticket(ticket_id)
    if ticket.state != Ticket.State.DONE:
        raise NotAllowed("Bạn đánh giá được khi việc ở quầy đã xong.")
    if not 1 <= score <= 5:
        raise InvalidInput({"score": "Hãy chọn một trong năm mức."})
    if Rating.objects.filter(ticket=ticket).exists():
        raise AlreadyDone("Bạn đã đánh giá lượt này rồi. Cảm ơn bạn.")
    text = remark.replace("\0", "").strip()
    if len(text) > LONGEST:
        raise InvalidInput({"remark": f"Góp ý dài quá {LONGEST} chữ, hãy viết ngắn lại."})
    kept = Rating.objects.create(ticket=ticket, score=score, remark=text, at=at)
    record_ticket_event("ticket.rated", ticket, by=None, at=at, score=score)
    return kept
