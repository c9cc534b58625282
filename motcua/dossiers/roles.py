"""Which roles a member of staff has towards one dossier: at the unit that received it, or where it is handled."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from motcua.dossiers.models import Dossier
from motcua.people.models import Role, Staff
from motcua.people.permissions import Power, powers_of
from motcua.rulebook.work_calendar import localise

AT_RECEIVING: Final = frozenset(
    {Role.RECEIVING_OFFICER, Role.RETURNING_OFFICER, Role.UNIT_HEAD, Role.POSTAL_CLERK, Role.CASHIER}
)
# At a centre that does all five acts on the spot these sit at the receiving unit, elsewhere at the resolving office.
AT_EITHER: Final = frozenset({Role.PROCESSING_OFFICER, Role.APPROVER, Role.SEAL_KEEPER})


def roles_towards(staff: Staff, dossier: Dossier, at: datetime) -> frozenset[str]:
    """The roles with which `staff` may act on `dossier` at `at` (aware), delegated ones among them.

    A dossier with a published plan is worked on at the office of its stage alone; one without at the unit that
    received it or the office that resolves it. No query once the person's powers were read.
    """
    code = dossier.procedure.code
    return frozenset(
        power.role for power in powers_of(staff, localise(at).date()) if power.covers(code) and _reaches(power, dossier)
    )


def _reaches(power: Power, dossier: Dossier) -> bool:
    if power.role in AT_RECEIVING:
        return power.office_id == dossier.office_id
    if power.role not in AT_EITHER:
        return False
    if dossier.plan and dossier.handling_office_id is not None and dossier.handling_office_id != dossier.office_id:
        return power.office_id == dossier.handling_office_id
    return power.office_id in {dossier.office_id, dossier.resolving_office_id}
