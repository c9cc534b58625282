"""Read the dossiers of one linked set for an officer: the parent and its children, those the officer may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.queries.visible import dossiers_visible_to
from motcua.people.models import Staff
from motcua.rulebook import dossier_states


@dataclass(frozen=True, slots=True)
class LinkedSetMember:
    """A linked dossier: code, procedure, who has it, its state in words, its promise; never the person."""

    code: str
    procedure: str
    office: str
    state_label: str
    due_at: datetime | None
    late: bool
    may_open: bool
    is_parent: bool
    done: bool


def offices_late(dossier: Dossier, members: Iterable[LinkedSetMember], at: datetime) -> list[str]:
    """Names of the other offices that keep this dossier waiting past their time at `at` (aware), each once.

    Those of a linked set's other dossiers, and those asked that have not answered. One query.
    """
    if dossier.finished_at is not None:
        return []
    offices = [linked.office for linked in members if linked.late and not linked.done and not linked.is_parent]
    asked = dossier.tasks.filter(state=Task.State.OPEN, due_at__lt=at).order_by("due_at", "pk")
    return list(dict.fromkeys([*offices, *asked.values_list("office__name", flat=True)]))


def linked_set_members_of(dossier: Dossier, staff: Staff, at: datetime) -> list[LinkedSetMember]:
    """Parent first, then siblings and children by their place; [] for a dossier that stands alone, in one query then.

    Every office of the chain learns the state of the linked dossiers; opening one needs the right to see it.
    """
    top = dossier.parent_id or dossier.pk
    kin = Dossier.objects.filter(Q(pk=top) | Q(parent_id=top)).exclude(pk=dossier.pk)
    rows = list(kin.select_related("procedure", "handling_office", "office").order_by("link_position", "pk"))
    if not rows:
        return []
    open_to = set(dossiers_visible_to(staff, at).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [
        LinkedSetMember(
            code=row.code,
            procedure=str(row.procedure),
            office=(row.handling_office or row.office).name,
            state_label=dossier_states.state(row.state).label,
            due_at=row.due_at,
            late=row.due_at is not None and (row.finished_at or at) > row.due_at,
            may_open=row.pk in open_to,
            is_parent=row.pk == top,
            done=row.finished_at is not None,
        )
        for row in rows
    ]
