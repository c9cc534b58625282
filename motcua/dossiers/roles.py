"""Which roles a member of staff has towards one dossier: at the unit that received it, or the one that resolves it."""

from __future__ import annotations

from typing import Final

from motcua.dossiers.models import Dossier
from motcua.people.models import Role, Staff, StaffRole

AT_RECEIVING: Final = frozenset({Role.RECEIVING_OFFICER, Role.RETURNING_OFFICER, Role.UNIT_HEAD, Role.POSTAL_CLERK})
# At a centre that does all five acts on the spot these sit at the receiving unit, elsewhere at the resolving office.
AT_EITHER: Final = frozenset({Role.PROCESSING_OFFICER, Role.APPROVER, Role.SEAL_KEEPER})


def roles_towards(staff: Staff, dossier: Dossier) -> frozenset[str]:
    """The roles with which `staff` may act on `dossier`; none for who has left. No query if `roles` is prefetched."""
    if not staff.is_active:
        return frozenset()
    return frozenset(held.role for held in staff.roles.all() if _reaches(held, dossier))


def _reaches(held: StaffRole, dossier: Dossier) -> bool:
    if held.role in AT_RECEIVING:
        return held.office_id == dossier.office_id
    return held.role in AT_EITHER and held.office_id in {dossier.office_id, dossier.resolving_office_id}
