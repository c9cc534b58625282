"""Who may do what with a dossier: roles towards it, and every `may_…` of this app.

`roles_towards` answers for one dossier; `queries.staff_scope` says the same as conditions on the table.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from motcua.catalog.permissions import TAKES_IN
from motcua.dossiers.models import Dossier, DossierFile, Incident, Register, Task
from motcua.dossiers.papers.file_kinds import PDF
from motcua.dossiers.results.approval import has_signed, office_certificate
from motcua.people.models import Delegation, Office, OfficeKind, Role, Staff
from motcua.people.permissions import Power, has_role, powers_of
from motcua.refusals import NotAllowed
from motcua.rulebook.dossier_states import STATE_OF_STAGE
from motcua.rulebook.work_calendar import localise
from motcua.signing import queries

AT_RECEIVING: Final = frozenset(
    {Role.RECEIVING_OFFICER, Role.RETURNING_OFFICER, Role.UNIT_HEAD, Role.POSTAL_CLERK, Role.CASHIER}
)
# At a centre that does all five acts on the spot these sit at the receiving unit, elsewhere at the resolving office.
AT_EITHER: Final = frozenset({Role.PROCESSING_OFFICER, Role.APPROVER, Role.SEAL_KEEPER})
ANSWERING: Final = frozenset({Role.PROCESSING_OFFICER, Role.APPROVER})
"""Roles that answer for an office that was asked."""
KEEPERS: Final = frozenset({Role.RECEIVING_OFFICER, Role.RETURNING_OFFICER, Role.UNIT_HEAD})
"""Roles that keep a unit's register and print its papers."""
RESOLVERS: Final = frozenset({Role.UNIT_HEAD, Role.APPROVER})
CASE_WORKERS: Final = frozenset(
    {
        Role.RECEIVING_OFFICER,
        Role.PROCESSING_OFFICER,
        Role.APPROVER,
        Role.SEAL_KEEPER,
        Role.RETURNING_OFFICER,
        Role.UNIT_HEAD,
        Role.SUPERVISOR,
    }
)
"""Roles whose work is a list of dossiers."""
WORKS_ON_TASKS: Final = ANSWERING | {Role.UNIT_HEAD}
"""Roles that answer tasks of other offices, or see those that are late."""
AT_RECEPTION: Final = frozenset({Role.RECEIVING_OFFICER, Role.SUPPORT_HELPER})
"""Roles that take in, or hand in for people, at the reception screen."""
SEES_INCIDENTS: Final = RESOLVERS | {Role.RETURNING_OFFICER, Role.SUPERVISOR}
"""Roles whose work the incidents of dossiers are."""
LOOKS: Final = frozenset({Role.RECEIVING_OFFICER, Role.SUPPORT_HELPER})
OVERSEE: Final = frozenset({Role.LEADER, Role.SUPERVISOR})
"""Roles that see the dossiers and registers of the units below their office."""
HANDS_IN_FOR_OTHERS: Final = Role.SUPPORT_HELPER
"""The role that hands in for people at its support point."""
REPORTERS: Final = frozenset(
    {Role.RECEIVING_OFFICER, Role.RETURNING_OFFICER, Role.UNIT_HEAD, Role.PROCESSING_OFFICER, Role.APPROVER}
)
"""Roles that record what went wrong with a dossier."""
ASKING: Final = frozenset({Role.PROCESSING_OFFICER})
"""Roles whose office asks others for a dossier."""
SEES_TASKS_OF_UNIT: Final = frozenset({Role.UNIT_HEAD, Role.RECEIVING_OFFICER})
WARNED_OF_LATE_TASKS: Final = frozenset({Role.UNIT_HEAD})
SIGNS_PERSONALLY: Final = frozenset({Role.APPROVER})
"""Roles that sign a result with their own certificate; the others sign with the office's."""
UPLOADS_RESULT: Final = {
    "appraising": frozenset({Role.PROCESSING_OFFICER}),
    "approving": frozenset({Role.PROCESSING_OFFICER, Role.APPROVER}),
    "sealing": frozenset({Role.PROCESSING_OFFICER, Role.SEAL_KEEPER}),
    "refusal_ready": frozenset({Role.APPROVER, Role.RETURNING_OFFICER}),
    "result_ready": frozenset({Role.PROCESSING_OFFICER, Role.SEAL_KEEPER, Role.RETURNING_OFFICER}),
}
"""Roles that upload the result, by the dossier's state; in other states nobody does."""
# The steps that are a role's work in a state: a dossier is listed for whoever may take them.
WORK_STEPS_OF_ROLE: Final = {
    Role.RECEIVING_OFFICER: {"submitted": "accept", "accepted": "forward", "waiting_supplement": "take_supplement"},
    Role.PROCESSING_OFFICER: {"appraising": "appraise"},
    Role.APPROVER: {"approving": "approve"},
    Role.SEAL_KEEPER: {"sealing": "seal"},
    Role.RETURNING_OFFICER: {"result_ready": "return_result", "refusal_ready": "return_result"},
}


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


def may_take_in(staff: Staff, office: Office, procedure_code: str, at: datetime) -> bool:
    """Whether `staff` takes dossiers of this procedure in at the unit, at `at` (aware)."""
    return any(
        power.role == TAKES_IN and power.office_id == office.pk and power.covers(procedure_code)
        for power in powers_of(staff, localise(at).date())
    )


def may_hand_in_at(staff: Staff, point: Office, at: datetime) -> bool:
    """Whether `point` is a support point at which `staff` hands in for people at `at` (aware)."""
    return point.kind == OfficeKind.SUPPORT_POINT and any(
        power.role == HANDS_IN_FOR_OTHERS and power.office_id == point.pk
        for power in powers_of(staff, localise(at).date())
    )


def may_hand_in_somewhere(staff: Staff) -> bool:
    """Whether `staff` hands in for people at some office, by a role held."""
    return has_role(staff, HANDS_IN_FOR_OTHERS)


def may_ask(dossier: Dossier, staff: Staff, at: datetime) -> bool:
    """Whether `staff` asks others for this dossier: the processing officer of the stage, unless a colleague holds it.

    While the stage is the approver's, its office's processing officer still does.
    """
    if dossier.state not in STATE_OF_STAGE.values():
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


def may_close_register(register: Register, staff: Staff, at: datetime) -> bool:
    """Whether the person closes the registers of this register's unit: its head, at `at` (aware)."""
    held = powers_of(staff, localise(at).date())
    return any(power.role == Role.UNIT_HEAD and power.office_id == register.office_id for power in held)


def may_approve_on_the_spot(dossier: Dossier, by: Staff, at: datetime) -> bool:
    """Whether `by` approves for the resolving office, or at the unit with that office's authority, valid at `at`.

    The authority must be for this procedure (Circular 01/2018 Art. 6).
    """
    own, spot = dossier.resolving_office_id, dossier.office_id
    return any(
        power.office_id == own
        or (power.by == Delegation.Kind.AUTHORITY and (power.office_id, power.from_office_id) == (spot, own))
        for power in powers_of(by, localise(at).date())
        if power.role == Role.APPROVER and power.covers(dossier.procedure.code)
    )


def may_upload_result(dossier: Dossier, by: Staff, at: datetime) -> bool:
    """Whether `by` may upload the result of a dossier in its present state, at `at` (aware)."""
    return bool(UPLOADS_RESULT.get(dossier.state, frozenset()) & roles_towards(by, dossier, at))


def role_to_sign_result(dossier: Dossier, by: Staff, at: datetime) -> str:
    """The role with which `by` signs the result: the approver's, else the seal keeper's; "" for neither."""
    roles = roles_towards(by, dossier, at)
    if Role.APPROVER in roles and dossier.state in {"sealing", "result_ready"}:
        return Role.APPROVER
    return Role.SEAL_KEEPER if Role.SEAL_KEEPER in roles and dossier.state == "result_ready" else ""


def may_sign_result(dossier: Dossier, by: Staff, at: datetime) -> bool:
    """Whether `sign_result` has something for this person to sign at `at` (aware): the page shows its button then."""
    signs_as = role_to_sign_result(dossier, by, at)
    certificate = None
    if signs_as in SIGNS_PERSONALLY:
        certificate = queries.own_certificate(by, at)
    elif signs_as:
        certificate = office_certificate(dossier, at)
    if certificate is None:
        return False
    try:
        if has_signed(certificate, dossier):
            return False
    except NotAllowed:  # not approved yet
        return False
    return dossier.files.filter(kind=DossierFile.Kind.RESULT, replaced_at=None, content_type=PDF).exists()


def may_report_incident(dossier: Dossier, by: Staff, at: datetime) -> bool:
    """Whether `by` may record that something went wrong with the dossier, at `at` (aware)."""
    return bool(REPORTERS & roles_towards(by, dossier, at))


def may_resolve_incident(incident: Incident, by: Staff, at: datetime) -> bool:
    """Whether `by` may put the incident right at `at` (aware); the page shows its form then, actions check again."""
    return incident.resolved_at is None and bool(RESOLVERS & roles_towards(by, incident.dossier, at))


def may_look_at_copies(staff: Staff, at: datetime) -> bool:
    """Whether copies sent before coming are this person's work at `at` (aware)."""
    return any(power.role in LOOKS for power in powers_of(staff, localise(at).date()))
