"""Who plans whose shifts, and who may report somebody's absence.

The head of a unit plans for that unit, an approver in a department for that department, and a leader for every office
below. Powers delegated for a time count as held.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from motcua.people.models import Office, OfficeKind, Role, Staff
from motcua.people.paths import is_under
from motcua.people.permissions import Power, powers_of
from motcua.refusals import NotAllowed
from motcua.rosters.models import LIVE_STATES
from motcua.rosters.times import vietnam_day

_OVER: Final = frozenset({Role.LEADER.value, Role.SUPERVISOR.value, Role.POLICY_OFFICER.value})
INFORMED_OF_SHIFTS: Final = frozenset({Role.UNIT_HEAD})
"""Roles that get the messages about the shifts of their unit."""
ONE_STOP: Final = (OfficeKind.PROVINCIAL_CENTRE, OfficeKind.DISTRICT_UNIT, OfficeKind.COMMUNE_UNIT)


def may_plan(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person plans the office's shifts at `at` (aware)."""
    return any(_plans(power, office) for power in powers_of(staff, vietnam_day(at)))


def _plans(power: Power, office: Office) -> bool:
    if power.role == Role.LEADER:
        return is_under(office.path, power.office_path)
    if power.office_id != office.pk:
        return False
    return power.role == Role.UNIT_HEAD or (power.role == Role.APPROVER and office.kind == OfficeKind.DEPARTMENT)


def check_may_plan(staff: Staff, office: Office, at: datetime) -> None:
    """Raise NotAllowed for anybody who does not plan there."""
    if not may_plan(staff, office, at):
        raise NotAllowed("Chỉ người phụ trách đơn vị xếp lịch trực của đơn vị.")


def offices_planned(staff: Staff, at: datetime) -> QuerySet[Office]:
    """The offices whose week the person plans directly; a leader's are among `offices_overseen`."""
    wanted = Q(pk__in=())
    for power in powers_of(staff, vietnam_day(at)):
        if power.role == Role.UNIT_HEAD:
            wanted |= Q(pk=power.office_id)
        if power.role == Role.APPROVER:
            wanted |= Q(pk=power.office_id, kind=OfficeKind.DEPARTMENT)
    return Office.objects.filter(wanted, active=True).order_by("path")


def offices_overseen(staff: Staff, at: datetime) -> QuerySet[Office]:
    """One-stop units whose rosters the person may read: planned directly, or below them as leader or supervisor."""
    wanted = Q(pk__in=offices_planned(staff, at).values("pk"))
    for power in powers_of(staff, vietnam_day(at)):
        if power.role in _OVER:
            below = Q(path=power.office_path) | Q(path__startswith=f"{power.office_path}/")
            wanted |= below & Q(kind__in=ONE_STOP)
    return Office.objects.filter(wanted, active=True).order_by("path")


def may_report_absence(by: Staff, staff: Staff, at: datetime) -> bool:
    """Whether `by` may report that `staff` is away: the person, their planner anywhere, a health officer above."""
    if by.pk == staff.pk or may_plan(by, staff.office, at):
        return True
    for power in powers_of(by, vietnam_day(at)):
        if power.role == Role.HEALTH_OFFICER and is_under(staff.office.path, power.office_path):
            return True
        # Sent to a unit, with a role there or on its roster: the unit's head hears of it first.
        if power.role == Role.UNIT_HEAD and _is_sent(staff, power.office_id, at):
            return True
    return False


def may_call_in_reserve(by: Staff, office: Office, at: datetime) -> bool:
    """Whether `by` may call the office's standby staff in: anybody with a role there or above, at `at` (aware)."""
    return any(is_under(office.path, power.office_path) for power in powers_of(by, vietnam_day(at)))


def _is_sent(staff: Staff, office_id: int, at: datetime) -> bool:
    coming = staff.shifts.filter(office_id=office_id, state__in=LIVE_STATES, during__endswith__gt=at)
    return staff.roles.filter(office_id=office_id).exists() or coming.exists()
