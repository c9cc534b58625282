"""Who may help at which office, by roles held or delegated."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from motcua.people.models import Office, OfficeKind, Role, Staff
from motcua.people.paths import is_under
from motcua.people.permissions import powers_of
from motcua.refusals import NotAllowed
from motcua.rulebook.work_calendar import localise

HELPS: Final = frozenset({Role.SUPPORT_HELPER, Role.RECEIVING_OFFICER, Role.UNIT_HEAD})
"""Roles that answer at the support desk of the office where they are held."""
KEEPS_POINT: Final = frozenset({Role.SUPPORT_HELPER})
"""Roles that say how their support point stands."""
KEEPS_CONTACTS: Final = frozenset({Role.UNIT_HEAD})
"""Roles that keep the contact people of their unit."""
OVERSEES: Final = frozenset({Role.SUPERVISOR})
"""Roles that watch over the support points and contact people of the offices below."""
ASKED: Final = (
    OfficeKind.SUPPORT_POINT,
    OfficeKind.COMMUNE_UNIT,
    OfficeKind.DISTRICT_UNIT,
    OfficeKind.PROVINCIAL_CENTRE,
)
"""Kinds of offices that people may ask for help."""


def offices_helped(staff: Staff, at: datetime) -> frozenset[int]:
    """Keys of the offices at whose support desk `staff` answers at `at` (aware)."""
    return frozenset(power.office_id for power in powers_of(staff, localise(at).date()) if power.role in HELPS)


def offices_headed(staff: Staff, at: datetime) -> QuerySet[Office]:
    """The working offices whose contact people `staff` keeps: those `staff` is head of."""
    held = {power.office_id for power in powers_of(staff, localise(at).date()) if power.role in KEEPS_CONTACTS}
    return Office.objects.filter(pk__in=held, active=True).order_by("path")


def offices_of_points_kept(staff: Staff, at: datetime) -> frozenset[int]:
    """Keys of the offices whose support point `staff` keeps as its helper."""
    return frozenset(power.office_id for power in powers_of(staff, localise(at).date()) if power.role in KEEPS_POINT)


def supervised_offices(staff: Staff, at: datetime, field: str = "path") -> Q:
    """Offices at or below those that `staff` oversees; `field` is the path's place in the query."""
    found = Q(pk__in=())
    for power in powers_of(staff, localise(at).date()):
        if power.role in OVERSEES:
            found |= Q(**{field: power.office_path}) | Q(**{f"{field}__startswith": f"{power.office_path}/"})
    return found


def may_oversee_assistance(staff: Staff, at: datetime) -> bool:
    """Whether `staff` oversees support points and contact people somewhere, as a supervisor."""
    return any(power.role in OVERSEES for power in powers_of(staff, localise(at).date()))


def may_keep_point(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether `staff` keeps the state of this support point: its helper, or a supervisor above it."""
    return any(
        (power.role in KEEPS_POINT and power.office_id == office.pk)
        or (power.role in OVERSEES and is_under(office.path, power.office_path))
        for power in powers_of(staff, localise(at).date())
    )


def check_may_help(staff: Staff, office_id: int, at: datetime) -> None:
    """Raises NotAllowed where `staff` does not answer at this office's desk."""
    if office_id not in offices_helped(staff, at):
        raise NotAllowed("Yêu cầu này không thuộc đơn vị của bạn.")
