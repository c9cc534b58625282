"""Read what a support point's helper may see: the dossiers that helper handed in on the same day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import HANDS_IN_FOR_OTHERS
from motcua.people.models import Office, OfficeKind, Staff
from motcua.rulebook import dossier_states
from motcua.rulebook.work_calendar import localise


@dataclass(frozen=True, slots=True)
class HelpedDossier:
    """One dossier as its helper may see it: person, procedure, unit, time, and its public state."""

    code: str
    name: str
    procedure: str
    office: str
    submitted_at: datetime
    state: str
    state_en: str
    dossier: Any


def helped_today(staff: Staff, at: datetime) -> list[HelpedDossier]:
    """The dossiers `staff` handed in for others on the day (Vietnam) of `at` (aware), the newest first."""
    day = localise(at)
    began = datetime.combine(day.date(), time(), tzinfo=day.tzinfo)
    rows = (
        Dossier.objects.filter(helper=staff, submitted_at__gte=began, submitted_at__lte=at)
        .select_related("office", "procedure")
        .order_by("-id")
    )
    return [_as_seen(row) for row in rows]


def helped_dossier(staff: Staff, code: str, at: datetime) -> HelpedDossier | None:
    """One of the dossiers of `helped_today` by its code; None for any other."""
    return next((helped for helped in helped_today(staff, at) if helped.code == code), None)


def support_points_of(staff: Staff) -> list[Office]:
    """The support points at which `staff` helps."""
    return list(
        Office.objects.filter(
            role_holders__staff=staff,
            role_holders__role=HANDS_IN_FOR_OTHERS,
            kind=OfficeKind.SUPPORT_POINT,
            active=True,
        ).order_by("path")
    )


def _as_seen(row: Dossier) -> HelpedDossier:
    state = dossier_states.state(row.state)
    return HelpedDossier(
        row.code,
        row.applicant_name,
        str(row.procedure),
        row.office.name,
        row.submitted_at,
        state.public,
        state.public_en,
        row,
    )
