"""Contact people of the units, the state of the support points, and two questions that wait."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from motcua.assistance.models import ContactPoint, HelpMessage, HelpRequest, SupportPoint
from motcua.catalog.models import Field, Procedure
from motcua.management.demo.cast import MINH_KHAI_POINT, NGUYEN_TRAI_UNIT
from motcua.management.demo.story import Story
from motcua.people.models import Office, Staff

WORKING_HOURS: Final = "thứ Hai đến thứ Sáu, 7:30–11:30 và 13:30–17:00"
BIRTH: Final = "1.001193"
QUESTIONS: Final = (
    (MINH_KHAI_POINT, "chat", "Hoàng Văn Tài", "", BIRTH, 25,
     "Tôi muốn đăng ký khai sinh cho con ở nhà qua mạng, cần chụp những giấy gì?"),
    (NGUYEN_TRAI_UNIT, "call_back", "Nguyễn Thị Hoài", "0912000017", "", 10,
     "Gọi vào lúc: sau 8 giờ sáng nay\nTôi không mở được đường dẫn trong tin nhắn."),
)  # fmt: skip


def load_assistance(at: datetime, story: Story) -> int:
    """Add what is missing, as of `at` (aware); returns how many contact people, points and questions were added."""
    codes = {row[0] for rows in (story.contacts, story.points, QUESTIONS) for row in rows}
    offices = {office.code: office for office in Office.objects.filter(code__in=codes)}
    return _contacts(story, offices, at) + _points(story, offices, at) + _questions(offices, at)


def _contacts(story: Story, offices: dict[str, Office], at: datetime) -> int:
    if ContactPoint.objects.filter(office__in=offices.values()).exists():
        return 0
    people = {
        person.username: person for person in Staff.objects.filter(username__in=[row[2] for row in story.contacts])
    }
    fields = {field.name: field for field in Field.objects.filter(name__in=[row[1] for row in story.contacts])}
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
        for office, field, who, phone in story.contacts
    ]
    return len(ContactPoint.objects.bulk_create(rows))


def _points(story: Story, offices: dict[str, Office], at: datetime) -> int:
    made = 0
    for code, values, days_ago in story.points:
        defaults: dict[str, Any] = {**values, "checked_at": at - timedelta(days=days_ago)}
        made += SupportPoint.objects.get_or_create(office=offices[code], defaults=defaults)[1]
    return made


def _questions(offices: dict[str, Office], at: datetime) -> int:
    asked_of = [offices[row[0]] for row in QUESTIONS if row[0] in offices]
    if not asked_of or HelpRequest.objects.filter(office__in=asked_of).exists():
        return 0
    procedures = {procedure.code: procedure for procedure in Procedure.objects.filter(code=BIRTH)}
    for office, kind, name, phone, code, minutes, text in QUESTIONS:
        asked = at - timedelta(minutes=minutes)
        row = HelpRequest.objects.create(
            office=offices[office], kind=kind, name=name, phone=phone, procedure=procedures.get(code), asked_at=asked
        )
        HelpMessage.objects.create(request=row, text=text, at=asked)
    return len(QUESTIONS)
