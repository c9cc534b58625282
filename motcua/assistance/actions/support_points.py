"""The state of a support point, reported by its helper or a supervisor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.db import transaction

from motcua.assistance.models import SupportPoint
from motcua.assistance.permissions import may_keep_point
from motcua.assistance.queries.support_points import lacking
from motcua.assistance.text import plain_line, whole_number
from motcua.journal.actions import record
from motcua.people.models import Office, OfficeKind, Staff
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed

MOST_DEVICES: Final = 200
_COUNTS: Final = ("devices", "devices_online", "scanners", "printers", "trained")
# Vietnam, its islands too.
_WITHIN: Final = {"latitude": (Decimal(6), Decimal(24)), "longitude": (Decimal(101), Decimal(118))}


@transaction.atomic
def check_point(*, office: Office, given: Mapping[str, Any], by: Staff, at: datetime) -> SupportPoint:
    """Record the state of the support point `office` as found at `at` (aware).

    `given`: state, why, hours, devices, devices_online, scanners, printers, trained, latitude, longitude (degrees).
    Raises InvalidInput (field → message), NotAllowed for anyone who does not keep this point.
    """
    if office.kind != OfficeKind.SUPPORT_POINT:
        raise NotAllowed("Đây không phải điểm hỗ trợ.")
    if not may_keep_point(by, office, at):
        raise NotAllowed("Chỉ người trực điểm hỗ trợ và người giám sát cập nhật được điểm này.")
    values = _checked(given)
    row, _new = SupportPoint.objects.select_for_update().get_or_create(office=office)
    for name, value in values.items():
        setattr(row, name, value)
    row.checked_at, row.checked_by = at, by
    row.save()
    record(
        name="support_point.checked",
        at=at,
        by=staff_actor(by),
        subject=f"office:{office.pk}",
        subject_label=office.short_name or office.name,
        office_path=office.path,
        data={"state": row.state, "online": row.devices_online, "trained": row.trained, "lacks": list(lacking(row))},
    )
    return row


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    errors: dict[str, str] = {}
    values: dict[str, Any] = {
        "state": str(given.get("state") or ""),
        "why": plain_line(given.get("why"), 300),
        "hours": plain_line(given.get("hours"), 200),
    }
    if values["state"] not in SupportPoint.State.values:
        errors["state"] = "Hãy chọn tình trạng của điểm."
    if values["state"] in {SupportPoint.State.LIMITED, SupportPoint.State.CLOSED} and not values["why"]:
        errors["why"] = "Hãy ghi lý do và khi nào hoạt động lại, để người dân biết."
    for name in _COUNTS:
        number = whole_number(given.get(name), MOST_DEVICES)
        if number is None:
            errors[name] = f"Hãy ghi một số từ 0 đến {MOST_DEVICES}."
        values[name] = number
    if "devices" not in errors and "devices_online" not in errors and values["devices_online"] > values["devices"]:
        errors["devices_online"] = "Số máy nối mạng không thể nhiều hơn số máy."
    for name, (least, most) in _WITHIN.items():
        typed = str(given.get(name) if given.get(name) is not None else "").strip().replace(",", ".")
        values[name] = None
        if typed:
            try:
                values[name] = Decimal(typed[:20]).quantize(Decimal("0.00001"))
            except InvalidOperation:
                errors[name] = "Tọa độ ghi bằng độ, ví dụ: 22.82333."
            else:
                if not (values[name].is_finite() and least <= values[name] <= most):
                    errors[name] = "Tọa độ này không ở Việt Nam."
    if (values["latitude"] is None) != (values["longitude"] is None) and not errors.keys() & _WITHIN.keys():
        errors["longitude"] = "Hãy ghi cả vĩ độ và kinh độ, hoặc để trống cả hai."
    if errors:
        raise InvalidInput(errors)
    return values
