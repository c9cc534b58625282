"""Who is away."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.people.models import Office, Staff
from motcua.rosters.models import Absence
from motcua.rosters.permissions import offices_planned, people_of
from motcua.rosters.times import day_of


def absences_visible_to(staff: Staff, at: datetime) -> QuerySet[Absence]:
    """His own, those he told, and those of the people of units he plans for: nobody else learns the reason."""
    planned = offices_planned(staff, at).values("pk")
    seen = Q(staff=staff) | Q(staff__office__in=planned) | Q(staff__roles__office__in=planned) | Q(told_by=staff)
    return Absence.objects.filter(seen).select_related("staff__office").distinct()


def absences_of_office(office: Office, at: datetime) -> list[Absence]:
    """Absences of the office's people that hold now or later."""
    rows = Absence.objects.filter(staff__in=people_of(office), ended_at=None)
    return list(rows.exclude(until__lt=day_of(at)).select_related("staff").order_by("since", "pk"))
