"""Shift changes between colleagues: asked for, to be decided, possible."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.people.models import Office, Staff
from motcua.rosters.models import Shift, Swap
from motcua.rosters.permissions import offices_overseen
from motcua.rosters.queries.shifts import LOOK_AHEAD
from motcua.rosters.times import day_range, vietnam_day


def swaps_of(staff: Staff) -> list[Swap]:
    """Open changes that the person asked for or was asked for."""
    rows = Swap.objects.filter(Q(to=staff) | Q(shift__staff=staff))
    rows = rows.select_related("shift__staff", "shift__office", "other__staff", "other__office", "to")
    return list(rows.filter(state__in=[Swap.State.ASKED, Swap.State.AGREED]).order_by("asked_at", "pk"))


def swaps_visible_to(staff: Staff, at: datetime) -> QuerySet[Swap]:
    """Changes the person asked for or is asked for, and those of the units the person plans for or oversees."""
    planned = Q(shift__office__in=offices_overseen(staff, at).values("pk"))
    rows = Swap.objects.filter(Q(to=staff) | Q(shift__staff=staff) | planned)
    return rows.select_related("shift__staff", "shift__office", "to")


def swaps_to_decide(office: Office) -> list[Swap]:
    """Changes both people agree on, waiting for who plans."""
    rows = Swap.objects.filter(shift__office=office, state=Swap.State.AGREED)
    rows = rows.select_related("shift__staff", "shift__office", "other__staff", "other__office", "to")
    return list(rows.order_by("asked_at", "pk"))


def swappable(shift: Shift, at: datetime) -> list[Shift]:
    """Published shifts of colleagues of the office, not begun, in the four weeks ahead: what may be asked for."""
    rows = Shift.objects.filter(
        office=shift.office_id,
        state=Shift.State.PUBLISHED,
        during__startswith__gt=at,
        during__overlap=day_range(vietnam_day(at), vietnam_day(at) + LOOK_AHEAD),
    )
    return list(
        rows.exclude(staff=shift.staff_id).select_related("staff", "office").order_by("staff__full_name", "during")
    )
