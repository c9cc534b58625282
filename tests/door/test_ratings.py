"""What people say of the service: once, when it is over."""

from __future__ import annotations

import pytest

from motcua.door.models import Rating
from motcua.door.queue.actions.calls import call_next, finish_serving
from motcua.door.queue.actions.ratings import rate_service
from motcua.journal.models import Event
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.door.gate_scene import Door
from tests.door.queue_scene import later, sit, take


def test_once_when_over(door: Door) -> None:
    counter, officer = sit(door)
    ticket = take(door)
    with pytest.raises(NotAllowed):
        rate_service(ticket_id=ticket.pk, score=5, at=later(1))
    call_next(counter_id=counter, by=officer, at=later(1))
    finish_serving(ticket_id=ticket.pk, by=officer, at=later(9))
    for score in (0, 6, -1):
        with pytest.raises(InvalidInput):
            rate_service(ticket_id=ticket.pk, score=score, at=later(10))
    with pytest.raises(InvalidInput):
        rate_service(ticket_id=ticket.pk, score=3, remark="a" * 1001, at=later(10))
    rate_service(ticket_id=ticket.pk, score=4, remark=" Hướng dẫn rõ ràng\0 ", at=later(10))
    assert Rating.objects.values_list("score", "remark").get() == (4, "Hướng dẫn rõ ràng")
    with pytest.raises(AlreadyDone):
        rate_service(ticket_id=ticket.pk, score=1, at=later(11))
    event = Event.objects.get(name="ticket.rated")
    assert event.data["score"] == 4 and "Hướng dẫn" not in str(event.data), "the remark is not in the journal"
