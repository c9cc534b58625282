"""Where a helper helps: the office that stands beside his name on what he helped with."""

from __future__ import annotations

from datetime import datetime

from motcua.assistance.permissions import offices_helped
from motcua.people.models import Office, OfficeKind, Staff


def point_of(staff: Staff, at: datetime) -> Office | None:
    """The office at whose desk `staff` answers, a support point before a one-stop unit; None for nobody's helper."""
    found = Office.objects.filter(pk__in=offices_helped(staff, at), active=True).order_by("path")
    offices = list(found)
    return next((one for one in offices if one.kind == OfficeKind.SUPPORT_POINT), offices[0] if offices else None)


def answers_anywhere(staff: Staff, at: datetime) -> bool:
    """Whether the support desk is this person's work at all."""
    return bool(offices_helped(staff, at))
