"""Contact people: those published now, and those that must be confirmed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from motcua.assistance.models import ContactPoint
from motcua.assistance.permissions import offices_headed, supervised_offices
from motcua.people.models import Office, Staff
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import localise

if TYPE_CHECKING:
    from motcua.catalog.models import Field

CONFIRMED_FOR: Final = timedelta(days=30)
"""How long "it still holds" is believed; then the row is not published until somebody says it again."""


@dataclass(frozen=True, slots=True)
class UnitContacts:
    """One unit with the people to ask there; `stale` says that some are being confirmed again."""

    office: Office
    people: Sequence[ContactPoint]


def contacts_of(office: Office, on: date, field: Field | None = None) -> list[ContactPoint]:
    """The published contact people of `office` on day `on`: those of `field` first, then those for all fields.

    Without `field`, everybody published there. One query.
    """
    found = published(on).filter(office=office)
    if field is not None:
        found = found.filter(Q(field=field) | Q(field=None))
    return list(found.select_related("field").order_by(F("field__name").asc(nulls_last=True), "id"))


def published(on: date) -> QuerySet[ContactPoint]:
    """Rows that may be shown to people on `on`: valid that day, lately confirmed, of somebody who still works here."""
    since = datetime.combine(on, time(), tzinfo=VIETNAM) - CONFIRMED_FOR
    return ContactPoint.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on),
        Q(staff=None) | Q(staff__is_active=True),
        valid_from__lte=on,
        confirmed_at__gte=since,
        office__active=True,
    )


def published_by_unit(on: date, *, field_code: str = "") -> list[UnitContacts]:
    """All that is published on `on`, by unit in the order of the tree; `field_code` leaves that field and "all"."""
    found = published(on).select_related("office__parent", "field")
    if field_code:
        found = found.filter(Q(field__code=field_code) | Q(field=None))
    by_office: dict[int, list[ContactPoint]] = {}
    for contact in found.order_by("office__path", F("field__name").asc(nulls_last=True), "id"):
        by_office.setdefault(contact.office_id, []).append(contact)
    return [UnitContacts(people[0].office, people) for people in by_office.values()]


def contacts_visible_to(staff: Staff, at: datetime) -> QuerySet[ContactPoint]:
    """The rows that `staff` keeps as head or oversees as supervisor; those to be confirmed again come first."""
    on = localise(at).date()
    since = datetime.combine(on, time(), tzinfo=VIETNAM) - CONFIRMED_FOR
    mine = Q(office__in=offices_headed(staff, at)) | supervised_offices(staff, at, "office__path")
    over = Q(valid_to__lt=on)
    stale = Q(confirmed_at__lt=since) | Q(staff__is_active=False)
    order = Case(When(over, then=Value(2)), When(stale, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = ContactPoint.objects.filter(mine).select_related("office", "field", "staff", "confirmed_by")
    return found.annotate(confirmation_state=order).order_by("confirmation_state", "office__path", "id")


def units_headed(staff: Staff, at: datetime) -> QuerySet[Office]:
    """The units whose contact people `staff` keeps."""
    return offices_headed(staff, at)
