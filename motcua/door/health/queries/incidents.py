"""Incidents at the door: which a person sees, and what is next in one."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Count, Prefetch, Q, QuerySet

from motcua.door.health.models import DoorIncident, IncidentStep, Playbook
from motcua.door.places.models import Premises
from motcua.door.places.queries.places import premises_where, reach_of
from motcua.people.models import Role, Staff
from motcua.people.permissions import powers_of
from motcua.rulebook.work_calendar import localise

ACTS: Final = frozenset({Role.UNIT_HEAD, Role.ENTRY_MARSHAL, Role.HEALTH_OFFICER})
"""Who opens an incident and ticks its steps: the unit's own, and Health above it."""
SEES: Final = ACTS | {Role.SUPERVISOR}
KEEPS_PLAYBOOKS: Final = frozenset({Role.HEALTH_OFFICER, Role.POLICY_OFFICER})
"""At the province they edit the playbooks."""


def incidents_visible_to(staff: Staff, at: datetime) -> QuerySet[DoorIncident]:
    """Incidents of the units where the person acts or that he oversees, open ones first, with `done` of `all_steps`."""
    where = reach_of(staff, SEES, at, column="premises__office__path")
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
    return premises_where(staff, ACTS, at)


def may_edit_playbooks(staff: Staff, at: datetime) -> bool:
    """Whether the person keeps the playbooks of the whole province: only at its root, for they are everybody's."""
    powers = powers_of(staff, localise(at).date())
    return any(one.role in KEEPS_PLAYBOOKS and "/" not in one.office_path for one in powers)


def playbooks() -> QuerySet[Playbook]:
    """All playbooks in order of name."""
    return Playbook.objects.select_related("changed_by").order_by("name")


def playbook_by_code(code: str) -> Playbook | None:
    """One playbook; None where there is none."""
    return Playbook.objects.filter(code=code).first() if "\0" not in code and len(code) <= 24 else None
