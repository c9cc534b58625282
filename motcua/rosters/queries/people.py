"""Who belongs on the roster of an office."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from motcua.people.models import Office, OfficeKind, Staff


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
