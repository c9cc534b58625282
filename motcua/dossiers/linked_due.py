"""What a linked procedure promises: the day its children can be done by."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from motcua.catalog.linked import is_linked, links_of
from motcua.catalog.queries import limit_of
from motcua.dossiers.models import Dossier
from motcua.rulebook.deadlines import CUT_OFF, Deadline
from motcua.rulebook.deadlines.linked import linked_due
from motcua.rulebook.work_calendar import WorkCalendar


def due_of_set(dossier: Dossier, at: datetime, calendar: WorkCalendar) -> Deadline | None:
    """The deadline from the children's limits at `at` (aware); None for a procedure that is not linked.

    Raises NoLimitPublished when a child has none.
    """
    if dossier.parent_id is not None or not is_linked(dossier.procedure):
        return None
    links = links_of(dossier.procedure)
    groups = [
        [(str(link.procedure), limit_of(link.procedure, dossier.channel)) for link in group]
        for _, group in groupby(links, key=lambda link: link.position)
    ]
    return linked_due(at, groups, calendar, cut_off=dossier.procedure.cut_off or CUT_OFF)
