"""Contact people of three units, the state of the support points, and two questions that wait."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from motcua.assistance.models import ContactPoint, HelpMessage, HelpRequest, SupportPoint
from motcua.catalog.models import Field, Procedure
from motcua.management.demo.cast import CENTRE, DONG_VAN_UNIT, MINH_KHAI_POINT, NGUYEN_TRAI_UNIT
from motcua.people.models import Office, Staff

WORKING_HOURS: Final = "thứ Hai đến thứ Sáu, 7:30–11:30 và 13:30–17:00"
# Unit, field ("" for all), who (of the cast) and the phone.
CONTACTS: Final = (
    (NGUYEN_TRAI_UNIT, "Hộ tịch", "thao.tiepnhan", "02193866101"),
    (NGUYEN_TRAI_UNIT, "", "nhung.tiepnhan", "02193866102"),
    (CENTRE, "", "son.giamdoc", "02193868999"),
    (DONG_VAN_UNIT, "", "pao.tiepnhan", "02193856123"),
)
# Where the commune lies, roughly; what is there is made up.
POINTS: Final = (
    (MINH_KHAI_POINT, {"state": "open", "hours": "thứ Hai đến thứ Bảy, 7:30–11:30 và 14:00–17:00", "devices": 3,
                       "devices_online": 2, "scanners": 1, "printers": 1, "trained": 2,
                       "latitude": Decimal("22.81700"), "longitude": Decimal("104.98800")}, 1),
    ("002.05.32.H22", {"state": "limited", "why": "Mạng yếu buổi chiều; nên đến trước 11 giờ.",
                       "hours": "thứ Ba, thứ Năm và ngày chợ phiên, 7:30–11:00", "devices": 1, "devices_online": 1,
                       "scanners": 0, "printers": 1, "trained": 1,
                       "latitude": Decimal("23.16300"), "longitude": Decimal("105.27200")}, 4),
    ("002.03.33.H22", {"state": "open", "hours": "thứ Hai đến thứ Sáu, 8:00–11:00", "devices": 1,
                       "devices_online": 0, "scanners": 0, "printers": 0, "trained": 1,
                       "latitude": Decimal("23.17500"), "longitude": Decimal("105.40500")}, 20),
)  # fmt: skip
BIRTH: Final = "1.001193"
QUESTIONS: Final = (
    (MINH_KHAI_POINT, "chat", "Hoàng Văn Tài", "", BIRTH, 25,
     "Tôi muốn đăng ký khai sinh cho con ở nhà qua mạng, cần chụp những giấy gì?"),
    (NGUYEN_TRAI_UNIT, "call_back", "Nguyễn Thị Hoài", "0912000017", "", 10,
     "Gọi vào lúc: sau 8 giờ sáng nay\nTôi không mở được đường dẫn trong tin nhắn."),
)  # fmt: skip


def load_assistance(at: datetime) -> int:
    """Add what is missing, as of `at` (aware); returns how many contact people, points and questions were added."""
    codes = {*(row[0] for row in CONTACTS), *(row[0] for row in POINTS), *(row[0] for row in QUESTIONS)}
    offices = {office.code: office for office in Office.objects.filter(code__in=codes)}
    return _contacts(offices, at) + _points(offices, at) + _questions(offices, at)


def _contacts(offices: dict[str, Office], at: datetime) -> int:
    if ContactPoint.objects.filter(office__in=offices.values()).exists():
        return 0
    people = {person.username: person for person in Staff.objects.filter(username__in=[row[2] for row in CONTACTS])}
    fields = {field.name: field for field in Field.objects.filter(name__in=[row[1] for row in CONTACTS])}
    rows = [
        ContactPoint(
            office=offices[office],
            field=fields.get(field),
            staff=people[who],
            name=people[who].full_name,
            title=people[who].title,
            phone=phone,
            hours=WORKING_HOURS,
            valid_from=at.date(),
            confirmed_at=at,
            confirmed_by=people[who],
        )
        for office, field, who, phone in CONTACTS
    ]
    return len(ContactPoint.objects.bulk_create(rows))


def _points(offices: dict[str, Office], at: datetime) -> int:
    made = 0
    for code, values, days_ago in POINTS:
        defaults: dict[str, Any] = {**values, "checked_at": at - timedelta(days=days_ago)}
        made += SupportPoint.objects.get_or_create(office=offices[code], defaults=defaults)[1]
    return made


def _questions(offices: dict[str, Office], at: datetime) -> int:
    if HelpRequest.objects.filter(office__in=offices.values()).exists():
        return 0
    procedures = {procedure.code: procedure for procedure in Procedure.objects.filter(code=BIRTH)}
    for office, kind, name, phone, code, minutes, text in QUESTIONS:
        asked = at - timedelta(minutes=minutes)
        row = HelpRequest.objects.create(
            office=offices[office], kind=kind, name=name, phone=phone, procedure=procedures.get(code), asked_at=asked
        )
        HelpMessage.objects.create(request=row, text=text, at=asked)
    return len(QUESTIONS)
