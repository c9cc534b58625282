"""Compute the deadline of a linked set from the limits of its children."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Final

from motcua.catalog.queries.linked_sets import is_linked, links_of
from motcua.catalog.queries.procedures import limit_of
from motcua.dossiers.models import Dossier
from motcua.rulebook.deadlines import Deadline, Limit, due
from motcua.rulebook.deadlines.linked import linked_due
from motcua.rulebook.work_calendar import WorkCalendar


def due_of_set(dossier: Dossier, at: datetime, calendar: WorkCalendar) -> Deadline | None:
    """The deadline from the children's limits at `at` (aware); None for a procedure that is not linked.

    Raises NoLimitPublished when a child has none.
    """
    groups = _groups(dossier)
    return linked_due(at, groups, calendar, cut_off=dossier.procedure.cut_off) if groups else None


def limit_words_of_set(dossier: Dossier, at: datetime, calendar: WorkCalendar) -> str:
    """The set's limit in words, "1 ngày làm việc, rồi 7 ngày làm việc": the slowest of those that run at once.

    "" for a procedure that is not linked. `at` (aware) is when it was received.
    """
    slowest = [max((limit for _, limit in group), key=lambda one: due(at, one, calendar).due)
               for group in _groups(dossier)]  # fmt: skip
    return ", rồi ".join(limit.words for limit in slowest)


def _groups(dossier: Dossier) -> list[list[tuple[str, Limit]]]:
    """Names and limits of the children, those that run at once together; [] for a procedure that is not linked."""
    if dossier.parent_id is not None or not is_linked(dossier.procedure):
        return []
    return [
        [(str(link.procedure), limit_of(link.procedure, dossier.channel)) for link in group]
        for _, group in groupby(links_of(dossier.procedure), key=lambda link: link.position)
    ]


CHILD_GRANTED_STATES: Final = frozenset({"result_ready", "delivering", "returned"})


CHILD_END_STATES: Final = frozenset({*CHILD_GRANTED_STATES, "refusal_ready", "refused_intake", "withdrawn", "stopped"})


def unfinished_children(parent: Dossier) -> list[Dossier]:
    """The children that still run, the earliest due first, with their offices; the late ones name their office."""
    return list(
        parent.children.exclude(state__in=CHILD_END_STATES)
        .select_related("handling_office", "resolving_office", "procedure")
        .order_by("due_at", "id")
    )
