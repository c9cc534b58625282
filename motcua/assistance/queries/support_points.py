"""Support points: place, equipment, opening, readiness, and the age of this information."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from motcua.assistance.models import SupportPoint
from motcua.assistance.permissions import offices_helped, offices_of_points_kept, supervised_offices
from motcua.people.models import Office, OfficeKind, Staff
from motcua.rulebook.vietnamese import sort_key

STALE_AFTER: Final = timedelta(days=14)
"""After this nobody should rely on what was said of a point."""


@dataclass(frozen=True, slots=True)
class SupportPointStatus:
    """A support point as people see it. `point` is None where its state was never reported."""

    office: Office
    point: SupportPoint | None
    district: str
    commune: str
    ready: bool
    lacks: tuple[str, ...]
    stale: bool

    @property
    def state(self) -> str:
        """ "open", "limited", "closed", or "unknown" where its state was never reported."""
        return str(self.point.state) if self.point is not None else "unknown"

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees; None where they are not known."""
        if self.point is None or self.point.latitude is None or self.point.longitude is None:
            return None
        return float(self.point.latitude), float(self.point.longitude)


def points_near(at: datetime) -> list[SupportPointStatus]:
    """Every working support point at `at` (aware), by district and commune in Vietnamese order. One query."""
    return _seen(_offices(), at)


def points_kept_by(staff: Staff, at: datetime) -> list[SupportPointStatus]:
    """The points whose state `staff` keeps: as helper there, or as supervisor above; stale and unready first."""
    found = _seen(_offices().filter(Q(pk__in=offices_of_points_kept(staff, at)) | supervised_offices(staff, at)), at)
    return sorted(found, key=lambda seen: (not seen.stale, seen.ready))


def lacking(point: SupportPoint | None) -> tuple[str, ...]:
    """What a point lacks to be ready: "device" (one on the network), "trained" (one person who knows how)."""
    if point is None:
        return ("device", "trained")
    found = [] if point.devices_online >= 1 else ["device"]
    return tuple(found if point.trained >= 1 else [*found, "trained"])


def _offices() -> QuerySet[Office]:
    found = Office.objects.filter(kind=OfficeKind.SUPPORT_POINT, active=True)
    return found.select_related("support_point", "parent__parent").order_by("path")


def _seen(offices: QuerySet[Office], at: datetime) -> list[SupportPointStatus]:
    found = []
    for office in offices:
        point: SupportPoint | None = getattr(office, "support_point", None)
        commune = office.parent.name if office.parent is not None else ""
        above = office.parent.parent if office.parent is not None else None
        lacks = lacking(point)
        found.append(
            SupportPointStatus(
                office,
                point,
                _without_rank(above.name if above is not None else ""),
                _without_rank(commune),
                not lacks and point is not None and point.state != SupportPoint.State.CLOSED,
                lacks,
                point is None or point.checked_at is None or point.checked_at < at - STALE_AFTER,
            )
        )
    return sorted(found, key=lambda seen: (sort_key(seen.district), sort_key(seen.commune), seen.office.path))


def _without_rank(name: str) -> str:
    place = name.removeprefix("Ủy ban nhân dân ")
    return place[:1].upper() + place[1:]


def helpdesk_of(staff: Staff, at: datetime) -> Office | None:
    """The office at whose desk `staff` answers, a support point before a one-stop unit; None where there is none."""
    found = Office.objects.filter(pk__in=offices_helped(staff, at), active=True).order_by("path")
    offices = list(found)
    return next(
        (office for office in offices if office.kind == OfficeKind.SUPPORT_POINT), offices[0] if offices else None
    )


def answers_anywhere(staff: Staff, at: datetime) -> bool:
    """Whether the person answers at any support desk."""
    return bool(offices_helped(staff, at))
