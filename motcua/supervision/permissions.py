"""Who is warned of dossiers that come due, and who reads what the overseers read."""

from __future__ import annotations

from typing import Final

from motcua.people.models import Role

HANDLERS: Final = {
    "submitted": Role.RECEIVING_OFFICER,
    "accepted": Role.RECEIVING_OFFICER,
    "appraising": Role.PROCESSING_OFFICER,
    "approving": Role.APPROVER,
    "sealing": Role.SEAL_KEEPER,
}
"""The role that works on a dossier, by the dossier's state."""
HANDLER_OTHERWISE: Final = Role.PROCESSING_OFFICER
HEAD_OF_STAGE: Final = Role.APPROVER
"""Who heads the work on a dossier at a stage of its route; elsewhere `HEAD_OF_UNIT`."""
HEAD_OF_UNIT: Final = Role.UNIT_HEAD
SUPERVISES: Final = Role.SUPERVISOR
WARNED: Final = frozenset({*HANDLERS.values(), HANDLER_OTHERWISE, HEAD_OF_STAGE, HEAD_OF_UNIT, SUPERVISES})
READS_FORM_06: Final = frozenset({Role.SUPERVISOR, Role.LEADER, Role.UNIT_HEAD})
READS_JOURNAL: Final = READS_FORM_06 | {Role.POLICY_OFFICER, Role.ICT_ADMIN}
