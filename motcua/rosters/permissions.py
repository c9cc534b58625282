"""Who plans whose shifts.

The unit's head plans for his unit, whoever approves in a department plans for that department, and a leader for every
office of his tree; powers delegated for a time count as held.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from motcua.people.models import Office, OfficeKind, Role, Staff
from motcua.people.paths import is_under
from motcua.people.permissions import Power, powers_of
from motcua.refusals import NotAllowed
from motcua.rosters.times import day_of

_OVER: Final = frozenset({Role.LEADER.value, Role.SUPERVISOR.value, Role.POLICY_OFFICER.value})
ONE_STOP: Final = (OfficeKind.PROVINCIAL_CENTRE, OfficeKind.DISTRICT_UNIT, OfficeKind.COMMUNE_UNIT)


def may_plan(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person plans the office's shifts at `at` (aware)."""
    return any(_plans(power, office) for power in powers_of(staff, day_of(at)))


def _plans(power: Power, office: Office) -> bool:
    if power.role == Role.LEADER:
        return is_under(office.path, power.office_path)
    if power.office_id != office.pk:
        return False
    return power.role == Role.UNIT_HEAD or (power.role == Role.APPROVER and office.kind == OfficeKind.DEPARTMENT)


def need_planner(staff: Staff, office: Office, at: datetime) -> None:
    """NotAllowed for anybody who does not plan there."""
    if not may_plan(staff, office, at):
        raise NotAllowed("Chỉ người phụ trách đơn vị xếp lịch trực của đơn vị.")


def offices_planned(staff: Staff, at: datetime) -> QuerySet[Office]:
    """The offices whose week the person plans himself; a leader's are found among `offices_overseen`."""
    wanted = Q(pk__in=())
    for power in powers_of(staff, day_of(at)):
        if power.role == Role.UNIT_HEAD:
            wanted |= Q(pk=power.office_id)
        if power.role == Role.APPROVER:
            wanted |= Q(pk=power.office_id, kind=OfficeKind.DEPARTMENT)
    return Office.objects.filter(wanted, active=True).order_by("path")


def offices_overseen(staff: Staff, at: datetime) -> QuerySet[Office]:
    """One-stop units whose rosters the person may read: his own, and those below where he leads or supervises."""
    wanted = Q(pk__in=offices_planned(staff, at).values("pk"))
    for power in powers_of(staff, day_of(at)):
        if power.role in _OVER:
            below = Q(path=power.office_path) | Q(path__startswith=f"{power.office_path}/")
            wanted |= below & Q(kind__in=ONE_STOP)
    return Office.objects.filter(wanted, active=True).order_by("path")


def regulars_of(office: Office) -> QuerySet[Staff]:
    """Who works at the office, or is sent there with a role: the lines of its week."""
    here = Q(office=office) | Q(pk__in=office.role_holders.values("staff_id"))
    return Staff.objects.filter(here, is_active=True).order_by("full_name", "pk")


def people_of(office: Office) -> QuerySet[Staff]:
    """Who can be put on the office's roster: its regulars, and those whom the agencies behind it may send.

    The committee a unit belongs to sends its officers; to the provincial centre the province's departments send theirs
    (Decree 61/2018/NĐ-CP Art. 12).
    """
    here = Q(office=office) | Q(pk__in=office.role_holders.values("staff_id"))
    if office.kind in (OfficeKind.DISTRICT_UNIT, OfficeKind.COMMUNE_UNIT) and office.parent_id is not None:
        here |= Q(office_id=office.parent_id)
    if office.kind == OfficeKind.PROVINCIAL_CENTRE:
        province = office.path.split("/", 1)[0]
        here |= Q(office__kind=OfficeKind.DEPARTMENT, office__path__startswith=f"{province}/")
    return Staff.objects.filter(here, is_active=True).order_by("full_name", "pk")
