"""One person's own shifts and absences, and which offices' rosters the person may read."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Case, Q, QuerySet, When

from motcua.people.models import Office, Staff
from motcua.rosters.models import Absence, Shift
from motcua.rosters.permissions import ONE_STOP, offices_overseen, offices_planned
from motcua.rosters.times import day_range, vietnam_day

LOOK_AHEAD = timedelta(days=28)


def shifts_visible_to(staff: Staff, at: datetime) -> QuerySet[Shift]:
    """The person's own published shifts, those of the unit's published weeks, and all of units planned or overseen."""
    own = Q(staff=staff) | Q(office_id=staff.office_id) | Q(office__role_holders__staff=staff)
    seen = (own & ~Q(state=Shift.State.PLANNED)) | Q(office__in=offices_overseen(staff, at).values("pk"))
    return Shift.objects.filter(seen).select_related("staff", "office").distinct()


def offices_readable(staff: Staff, at: datetime) -> QuerySet[Office]:
    """Offices whose published week the person may read: those near, and those overseen."""
    seen = Q(pk__in=offices_near(staff, at).values("pk")) | Q(pk__in=offices_overseen(staff, at).values("pk"))
    return Office.objects.filter(seen)


def offices_near(staff: Staff, at: datetime) -> QuerySet[Office]:
    """Offices where the person works, is sent, has a shift or plans; those the person plans for come first."""
    planned = offices_planned(staff, at).values("pk")
    near = Q(pk=staff.office_id) | Q(role_holders__staff=staff, kind__in=ONE_STOP) | Q(pk__in=planned)
    near |= Q(pk__in=Shift.objects.filter(staff=staff, state=Shift.State.PUBLISHED).values("office"))
    found = Office.objects.filter(near, active=True).distinct()
    return found.annotate(
        first=Case(When(pk__in=planned, then=0), When(pk=staff.office_id, then=1), default=2)
    ).order_by("first", "path")


def own_shifts(staff: Staff, at: datetime) -> list[Shift]:
    """The person's published shifts from today for four weeks, at every office. One query."""
    today = vietnam_day(at)
    rows = Shift.objects.filter(
        staff=staff, state=Shift.State.PUBLISHED, during__overlap=day_range(today, today + LOOK_AHEAD)
    )
    return list(rows.select_related("office").order_by("during"))


def own_absences(staff: Staff, at: datetime) -> list[Absence]:
    """The person's absences that are not over."""
    rows = Absence.objects.filter(staff=staff, ended_at=None)
    return list(rows.filter(Q(until=None) | Q(until__gte=vietnam_day(at))).order_by("since"))
