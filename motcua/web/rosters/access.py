"""Finds the unit that an address names, where the person may read or plan it."""

from __future__ import annotations

from datetime import date, datetime

from django.http import Http404, HttpRequest

from motcua.people.queries import Office, Staff
from motcua.rosters.permissions import may_plan
from motcua.rosters.queries.shifts import offices_readable
from motcua.rosters.times import monday_of, vietnam_day


def office_of(staff: Staff, code: str, at: datetime) -> Office:
    """The unit whose week the person may read. Http404 for any other."""
    office = offices_readable(staff, at).filter(code=clean(code)).first()
    if office is None:
        raise Http404
    return office


def clean(code: str) -> str:
    """An office's code from an address, cut and without NUL."""
    return code.replace("\0", "")[:35]


def planned_office(staff: Staff, code: str, at: datetime) -> Office:
    """The unit the person plans for. Http404 for any other."""
    office = office_of(staff, code, at)
    if not may_plan(staff, office, at):
        raise Http404
    return office


def monday_asked(request: HttpRequest, at: datetime) -> date:
    """The week the address or the form asks for ("tuan", any day of it), else the current one."""
    return monday_of(day_asked(request, "tuan") or vietnam_day(at))


def day_asked(request: HttpRequest, name: str) -> date | None:
    """The day in the address or the form; None where it is missing or wrong."""
    text = request.POST.get(name) or request.GET.get(name) or ""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def number_asked(request: HttpRequest, name: str) -> int | None:
    """The key in the address or the form; None where it is missing or wrong."""
    text = request.POST.get(name) or request.GET.get(name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
