"""Where a dossier is worked on now: the unit, or the office of the stage it is at."""

from __future__ import annotations

from motcua.dossiers.models import Dossier
from motcua.rulebook.dossier_states import STAGES


def handling_office_id(dossier: Dossier) -> int:
    """The office whose people must act now: of the plan's stage, the resolving one without a plan, else the unit."""
    if dossier.state not in STAGES.values():
        return dossier.office_id
    stages = dossier.plan.get("stages", ()) if dossier.plan else ()
    if dossier.stage < len(stages):
        found = stages[dossier.stage].get("office_id")
        if isinstance(found, int):
            return found
    return dossier.resolving_office_id
