"""The public page of a counter today: hours, why it is closed, what to do instead, the next open day."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.catalog.queries.routes import office_by_code
from motcua.directives.channels import ChannelOffer, best_first
from motcua.directives.queries import channels_for
from motcua.dossiers.submission.channel_check import assistance_at
from motcua.people.calendars import calendar_of
from motcua.rulebook.vietnamese import VIETNAM, say_time
from motcua.web.citizen.contact_people import people_to_ask
from motcua.web.request_moment import moment_of


@require_safe
def counter_today(request: HttpRequest, code: str) -> HttpResponse:
    """Show the counter of one unit on the day of the request."""
    office = office_by_code(code)
    if office is None:
        raise Http404
    moment = moment_of(request)
    today = moment.astimezone(VIETNAM).date()
    ways = channels_for(office=office, at=moment)
    # What holds for everyone, and what holds for who can use neither online nor post: the counter may serve them alone.
    counter = _counter(ways)
    special = _counter(channels_for(office=office, at=moment, uses_neither=True))
    limited = counter.exception and special.is_open
    told = special if counter.exception else counter
    calendar = calendar_of(office)
    shown = today if counter.is_open or limited else told.next_day
    sessions = calendar.reception_on(shown) if shown else ()
    page = {
        "office": office,
        "today": today,
        "counter": counter,
        "limited": limited,
        "told": told,
        "receiving_now": (counter.open_now or (limited and special.open_now)) and calendar.is_receiving(moment),
        "hours": [f"{say_time(session.start)} – {say_time(session.end)}" for session in sessions],
        "hours_day": shown,
        "people": people_to_ask(office, moment),
        "assistance": assistance_at(office, moment),
        "instead": [way for way in best_first(ways) if way.is_open and way.channel != "counter"],
    }
    return render(request, "citizen/counter_today.html", page)


def _counter(ways: tuple[ChannelOffer, ...]) -> ChannelOffer:
    return next(way for way in ways if way.channel == "counter")
