"""Single tickets: of who holds the address, of a browser that took some, and those that officers see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

# Pages know tickets by these queries alone, their type too.
from motcua.door.permissions import CALLS_TICKETS
from motcua.door.places.models import CounterSession, Room
from motcua.door.places.queries.places import premises_with_role
from motcua.door.queue.models import Rating, Ticket
from motcua.door.queue.queries.queue import IN_LINE
from motcua.people.models import Staff
from motcua.rulebook.work_calendar import localise

LATEST = 8


def ticket_by_token(token: str) -> Ticket | None:
    """The ticket whose page has this token, with all that the page shows; None where there is none."""
    if "\0" in token or not token or len(token) > 24:
        return None
    return _all().filter(token=token).first()


def waiting_among(tokens: Iterable[str], premises_id: int, day: date) -> list[Ticket]:
    """Those of the tickets with these tokens that wait, or are at a counter, at the unit on that day."""
    known = [token for token in tokens if token and "\0" not in token]
    if not known:
        return []
    found = _all().filter(token__in=known, premises_id=premises_id, day=day, state__in=IN_LINE)
    return list(found.order_by("id"))


def tickets_visible_to(staff: Staff, at: datetime) -> QuerySet[Ticket]:
    """Tickets of the units where the person calls people, of the day of `at` (aware)."""
    places = [place.pk for place in premises_with_role(staff, CALLS_TICKETS, at)]
    return _all().filter(premises_id__in=places, day=localise(at).date())


def absent_tickets(premises_id: int, day: date) -> list[Ticket]:
    """Tickets of the day that were called in vain to the end, the last first: they may still come."""
    found = _all().filter(premises_id=premises_id, day=day, state=Ticket.State.SKIPPED)
    return list(found.order_by("-ended_at")[:LATEST])


def tickets_done_at(counter_id: int, day: date) -> list[Ticket]:
    """The tickets a counter served last on the day, the last first."""
    found = _all().filter(counter_id=counter_id, day=day, state=Ticket.State.DONE)
    return list(found.order_by("-ended_at")[:LATEST])


def counter_session_of(staff: Staff) -> CounterSession | None:
    """Where the officer sits now, the counter, its fields, room and unit loaded; None for nowhere."""
    return (
        CounterSession.objects.filter(staff=staff, closed_at=None)
        .select_related("counter__room", "counter__premises__office", "staff")
        .prefetch_related("counter__fields")
        .first()
    )


def is_rated(ticket: Ticket) -> bool:
    """Whether the holder has rated the service."""
    return Rating.objects.filter(ticket=ticket).exists()


def waiting_areas(premises_id: int) -> list[Room]:
    """Where one may wait: the unit's waiting areas in use and not closed, in their order."""
    kinds = [Room.Kind.WAITING, Room.Kind.OUTSIDE]
    return list(Room.objects.filter(premises_id=premises_id, active=True, closed_at=None, kind__in=kinds))


def _all() -> QuerySet[Ticket]:
    return Ticket.objects.select_related(
        "premises__office", "procedure__field", "field", "counter__room", "only_counter", "appointment"
    )
