"""Incidents at the door: which a person sees, and what is next in one."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from motcua.door.health.models import DoorIncident, IncidentStep, Playbook
from motcua.door.permissions import HANDLES_INCIDENTS, SEES_INCIDENTS, reach_of
from motcua.door.places.models import Premises
from motcua.door.places.queries.places import premises_with_role
from motcua.people.models import Staff


def incidents_visible_to(staff: Staff, at: datetime) -> QuerySet[DoorIncident]:
    """Incidents of units where the person acts or that the person oversees, open first, with `done` of `all_steps`."""
    where = reach_of(staff, SEES_INCIDENTS, at, column="premises__office__path")
    rows = DoorIncident.objects.select_related("premises__office", "room", "playbook", "opened_by", "closed_by")
    if where is None:
        return rows.none()
    steps = IncidentStep.objects.select_related("done_by")
    rows = rows.annotate(
        all_steps=Count("steps", distinct=True),
        done=Count("steps", filter=Q(steps__done_at__isnull=False), distinct=True),
    )
    return (
        rows.filter(where)
        .prefetch_related(Prefetch("steps", queryset=steps))
        .order_by("closed_at", "-opened_at", "-id")
    )


def premises_for_incidents(staff: Staff, at: datetime) -> list[Premises]:
    """Units where the person may open an incident."""
    return premises_with_role(staff, HANDLES_INCIDENTS, at)


def all_playbooks() -> QuerySet[Playbook]:
    """All playbooks in order of name."""
    return Playbook.objects.select_related("changed_by").order_by("name")


def playbook_by_code(code: str) -> Playbook | None:
    """One playbook; None where there is none."""
    return Playbook.objects.filter(code=code).first() if "\0" not in code and len(code) <= 24 else None
