"""Warn the head of the unit of tasks not answered in time (Decree 61/2018 Art. 19.5)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.actions import report_late_task
from motcua.dossiers.permissions import WARNED_OF_LATE_TASKS
from motcua.dossiers.queries.tasks import late_tasks
from motcua.journal.actor import SYSTEM
from motcua.people.models import StaffRole
from motcua.refusals import AlreadyDone
from motcua.rulebook.warnings import Rung
from motcua.supervision.models import DeadlineWarning

MOST = 200


def report_late_tasks(at: datetime) -> int:
    """Report each late task once at `at` (aware), with a warning to the heads of the dossier's unit; how many."""
    told = 0
    for task in late_tasks(at)[:MOST]:
        try:
            with transaction.atomic():
                row = report_late_task(task=task, by=SYSTEM, at=at)
                heads = StaffRole.objects.filter(
                    role__in=WARNED_OF_LATE_TASKS, office=row.dossier.office_id, staff__is_active=True
                )
                DeadlineWarning.objects.bulk_create(
                    [
                        DeadlineWarning(
                            dossier=row.dossier, kind="task_late", due_at=row.due_at, to_id=head, rung=Rung.HEAD, at=at
                        )
                        for head in heads.values_list("staff_id", flat=True)
                    ],
                    ignore_conflicts=True,
                )
        except AlreadyDone:  # answered, or told by its asker, in the meantime
            continue
        told += 1
    return told
