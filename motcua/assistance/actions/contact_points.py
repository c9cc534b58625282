"""Name, confirm and remove the contact people of a unit, by its head."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.assistance.models import ContactPoint
from motcua.assistance.permissions import offices_headed
from motcua.assistance.text import plain_line, read_day
from motcua.catalog.models import Field
from motcua.journal.actions import record
from motcua.people import checks
from motcua.people.models import Office, Staff
from motcua.people.queries import colleagues_of, staff_actor
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.work_calendar import localise


@transaction.atomic
def save_contact(
    *, office: Office, given: Mapping[str, Any], by: Staff, at: datetime, contact_id: int | None = None
) -> ContactPoint:
    """Name a contact person of `office`, or change the row `contact_id`; saving it confirms it at `at` (aware).

    `given`: name, title, phone, email, hours, field (code, "" is all), username (of the member of staff, "" is
    nobody's), valid_from, valid_to. Raises InvalidInput, NotAllowed for anyone but the head of the unit.
    """
    _check_head(by, office, at)
    values = _checked(office, given, localise(at).date())
    if contact_id is None:
        row = ContactPoint(office=office)
    else:
        row = _locked(contact_id)
        if row.office_id != office.pk:
            raise NotAllowed("Đầu mối này thuộc đơn vị khác.")
    for name, value in values.items():
        setattr(row, name, value)
    row.confirmed_at, row.confirmed_by = at, by
    row.save()
    _tell("contact_point.changed", row, by, at)
    return row


@transaction.atomic
def confirm_contact(*, contact_id: int, by: Staff, at: datetime) -> ContactPoint:
    """Confirm that a row still holds; it is published for another 30 days. Raises NotAllowed for a row that is over."""
    row = _locked(contact_id)
    _check_head(by, row.office, at)
    if row.valid_to is not None and row.valid_to < localise(at).date():
        raise NotAllowed("Đầu mối này đã hết thời hạn; hãy sửa thời hạn trước.")
    if row.staff is not None and not row.staff.is_active:
        raise NotAllowed("Người này không còn làm việc; hãy cử người khác.")
    row.confirmed_at, row.confirmed_by = at, by
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    _tell("contact_point.confirmed", row, by, at)
    return row


@transaction.atomic
def end_contact(*, contact_id: int, by: Staff, at: datetime) -> None:
    """Take a row off the published list at once: its last day becomes yesterday. A row that is over stays as it is."""
    row = _locked(contact_id)
    _check_head(by, row.office, at)
    yesterday = localise(at).date() - timedelta(days=1)
    if row.valid_to is None or row.valid_to > yesterday:
        row.valid_to = yesterday
        row.save(update_fields=["valid_to"])
        _tell("contact_point.changed", row, by, at, taken_back=True)


def _check_head(by: Staff, office: Office, at: datetime) -> None:
    if not offices_headed(by, at).filter(pk=office.pk).exists():
        raise NotAllowed("Chỉ trưởng bộ phận sửa đầu mối của đơn vị mình.")


def _locked(contact_id: int) -> ContactPoint:
    found = ContactPoint.objects.select_for_update(of=("self",)).select_related("office", "staff").filter(pk=contact_id)
    row = found.first()
    if row is None:
        raise NotAllowed("Đầu mối này không còn.")
    return row


def _checked(office: Office, given: Mapping[str, Any], today: date) -> dict[str, Any]:
    errors: dict[str, str] = {}
    name = plain_line(given.get("name"), 120)
    if len(name) < 2:
        errors["name"] = "Hãy ghi họ và tên."
    phone = checks.phone(str(given.get("phone") or ""))
    if not phone.ok:
        errors["phone"] = phone.error
    email = plain_line(given.get("email"), 254)
    if email and not checks.email(email).ok:
        errors["email"] = checks.email(email).error
    field = _field(given.get("field"))
    if given.get("field") and field is None:
        errors["field"] = "Không có lĩnh vực này."
    who = _staff(office, given.get("username"))
    if given.get("username") and who is None:
        errors["username"] = "Không có người này đang làm việc ở đơn vị."
    begins, ends = read_day(given.get("valid_from")), read_day(given.get("valid_to"))
    if given.get("valid_to") and ends is None:
        errors["valid_to"] = "Ngày kết thúc không đúng, ví dụ: 30/6/2020."
    if given.get("valid_from") and begins is None:
        errors["valid_from"] = "Ngày bắt đầu không đúng, ví dụ: 30/3/2020."
    begins = begins or today
    if ends is not None and (ends < begins or ends < today):
        errors["valid_to"] = "Ngày kết thúc phải từ hôm nay và sau ngày bắt đầu."
    if errors:
        raise InvalidInput(errors)
    return {
        "name": name,
        "title": plain_line(given.get("title"), 120),
        "phone": phone.value,
        "email": email,
        "hours": plain_line(given.get("hours"), 120),
        "field": field,
        "staff": who,
        "valid_from": begins,
        "valid_to": ends,
    }


def _field(code: object) -> Field | None:
    wanted = plain_line(code, 60)
    return Field.objects.filter(code=wanted).first() if wanted else None


def _staff(office: Office, username: object) -> Staff | None:
    """The member of staff with this username, who works at the unit or on its branch of the office tree."""
    wanted = plain_line(username, 150)
    return colleagues_of(office).filter(username=wanted).first() if wanted else None


def _tell(name: str, row: ContactPoint, by: Staff, at: datetime, **data: Any) -> None:
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"contact_point:{row.pk}",
        subject_label=row.office.short_name or row.office.name,
        office_path=row.office.path,
        data={"contact": row.name, **data},
    )
