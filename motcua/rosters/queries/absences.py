"""Absences: those a person may see, those of an office, those that touch a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet

from motcua.people.models import Office, Staff
from motcua.rosters.models import Absence
from motcua.rosters.permissions import offices_planned
from motcua.rosters.queries.people import people_of
from motcua.rosters.times import vietnam_day


def absences_visible_to(staff: Staff, at: datetime) -> QuerySet[Absence]:
    """The person's own absences, those the person reported, and those of people the person plans for; nobody else
    learns the reason."""
    planned = offices_planned(staff, at).values("pk")
    seen = Q(staff=staff) | Q(staff__office__in=planned) | Q(staff__roles__office__in=planned) | Q(told_by=staff)
    return Absence.objects.filter(seen).select_related("staff__office").distinct()


def absences_of_office(office: Office, at: datetime) -> list[Absence]:
    """Absences of the office's people that hold now or later."""
    rows = Absence.objects.filter(staff__in=people_of(office), ended_at=None)
    return list(rows.exclude(until__lt=vietnam_day(at)).select_related("staff").order_by("since", "pk"))


def absences_on(staff_ids: Iterable[int], during: DateTimeTZRange) -> list[Absence]:
    """Absences not ended that touch a time; both days of an absence are included."""
    rows = Absence.objects.filter(staff_id__in=set(staff_ids), ended_at=None, since__lte=vietnam_day(during.upper))
    return [absence for absence in rows if covers(absence, during)]


def covers(absence: Absence, during: DateTimeTZRange) -> bool:
    """Whether the absence holds on the day of a shift."""
    day = vietnam_day(during.lower)
    return absence.since <= day and (absence.until is None or day <= absence.until)
