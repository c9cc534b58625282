"""Who may ask work of others, who may answer it, and what being asked lets an office see."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q

from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.roles import roles_towards
from motcua.people.models import Role, Staff
from motcua.people.permissions import powers_of
from motcua.rulebook.dossier_states import STAGES
from motcua.rulebook.work_calendar import localise

ANSWERING: Final = frozenset({Role.PROCESSING_OFFICER, Role.APPROVER})
"""Roles that answer for an office that was asked."""


def may_ask(dossier: Dossier, staff: Staff, at: datetime) -> bool:
    """Whether `staff` asks others for this dossier: the processing officer of the stage, unless a colleague holds it.

    While the stage is the approver's, its office's processing officer still does.
    """
    if dossier.state not in STAGES.values():
        return False
    if dossier.state == "appraising" and dossier.holder_id not in {None, staff.pk}:
        return False
    return Role.PROCESSING_OFFICER in roles_towards(staff, dossier, at)


def may_answer(task: Task, staff: Staff, at: datetime) -> bool:
    """Whether `staff` answers for the office that was asked: its processing officer or approver, for this procedure."""
    return any(
        power.role in ANSWERING and power.office_id == task.office_id and power.covers(task.dossier.procedure.code)
        for power in powers_of(staff, localise(at).date())
    )


def offices_answered_for(staff: Staff, at: datetime) -> list[int]:
    """Offices for which `staff` may answer some task."""
    return sorted({power.office_id for power in powers_of(staff, localise(at).date()) if power.role in ANSWERING})


def asked_at(office_id: int) -> Q:
    """Dossiers still being resolved about which the office was asked: it may read them, and no more.

    Written so that PostgreSQL fetches the few ids first and finds the rows by key, beside the other conditions.
    """
    asked = (
        Task.objects.filter(office_id=office_id, dossier__finished_at__isnull=True)
        .exclude(state=Task.State.CANCELLED)
        .order_by()
        .values("dossier_id")
    )
    return Q(_IsAnyOf(F("pk"), ArraySubquery(asked)))


class _IsAnyOf(Func):
    """`pk = ANY(ARRAY(SELECT …))`: unlike `IN (SELECT …)` an index answers it, within an OR too."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()
