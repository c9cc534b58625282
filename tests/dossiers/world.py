"""A small province to hand dossiers in: offices, people of every role, two procedures. No page, no demo data."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.catalog.models import Field, FormVersion, Paper, Procedure, TimeLimit
from motcua.dossiers import actions
from motcua.dossiers.actions.intake import Received
from motcua.dossiers.models import Draft
from motcua.people.models import Office, OfficeKind, OfficeLevel, Role, Staff, StaffRole
from tests.reception import receive_at_counter

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2020, 3, 30, 9, 0, tzinfo=VIETNAM)
SCHEMA = {
    "type": "object",
    "properties": {"child_name": {"type": "string", "minLength": 1}, "born_on": {"type": "string"}},
    "required": ["child_name"],
}


def at(day: int, hour: int, minute: int = 0, month: int = 4) -> datetime:
    """A moment of spring 2020 in Vietnam."""
    return datetime(2020, month, day, hour, minute, tzinfo=VIETNAM)


@dataclass
class World:
    """The cast: one person a role at the commune, and a stranger from another commune."""

    province: Office
    commune: Office
    elsewhere: Office
    procedure: Procedure
    receiver: Staff
    colleague: Staff
    processor: Staff
    approver: Staff
    second_approver: Staff
    sealer: Staff
    returner: Staff
    leader: Staff
    stranger: Staff


def make_world() -> World:
    """Write the rows. Office codes are those of Hà Giang of 2020."""
    province = _office(
        None, "000.00.00.H22", "Ủy ban nhân dân tỉnh Hà Giang", OfficeKind.COMMITTEE, OfficeLevel.PROVINCE
    )
    committee = _office(
        province, "000.01.01.H22", "Ủy ban nhân dân xã Phú Linh", OfficeKind.COMMITTEE, OfficeLevel.COMMUNE
    )
    commune = _office(
        committee, "000.01.21.H22", "Bộ phận Một cửa xã Phú Linh", OfficeKind.COMMUNE_UNIT, OfficeLevel.COMMUNE
    )
    other = _office(province, "000.02.01.H22", "Ủy ban nhân dân xã Lũng Cú", OfficeKind.COMMITTEE, OfficeLevel.COMMUNE)
    elsewhere = _office(
        other, "000.02.21.H22", "Bộ phận Một cửa xã Lũng Cú", OfficeKind.COMMUNE_UNIT, OfficeLevel.COMMUNE
    )
    field = Field.objects.create(code="HT", name="Hộ tịch")
    procedure = Procedure.objects.create(
        code="1.001193",
        name="Thủ tục đăng ký khai sinh",
        plain_name="Làm giấy khai sinh",
        field=field,
        level="commune",
        online_level=4,
        route=["appraise", "approve", "seal", "return"],
    )
    Paper.objects.create(procedure=procedure, position=1, name="Giấy chứng sinh", originals=1)
    Paper.objects.create(procedure=procedure, position=2, name="Giấy ủy quyền", copies=1, required=False)
    TimeLimit.objects.create(procedure=procedure, value=3, unit="working_days", text="3 ngày làm việc")
    FormVersion.objects.create(procedure=procedure, schema=SCHEMA, published_at=MONDAY)
    people = {
        "receiver": (Role.RECEIVING_OFFICER, commune),
        "colleague": (Role.RECEIVING_OFFICER, commune),
        "processor": (Role.PROCESSING_OFFICER, committee),
        "approver": (Role.APPROVER, committee),
        "second_approver": (Role.APPROVER, committee),
        "sealer": (Role.SEAL_KEEPER, committee),
        "returner": (Role.RETURNING_OFFICER, commune),
        "leader": (Role.LEADER, province),
        "stranger": (Role.RECEIVING_OFFICER, elsewhere),
    }
    cast = {name: _person(name, role, office) for name, (role, office) in people.items()}
    return World(province=province, commune=commune, elsewhere=elsewhere, procedure=procedure, **cast)


def _office(parent: Office | None, code: str, name: str, kind: str, level: str) -> Office:
    path = f"{parent.path}/{code}" if parent else code
    return Office.objects.create(
        path=path, code=code, name=name, kind=kind, level=level, parent=parent, phone="02193000000"
    )


def _person(username: str, role: str, office: Office) -> Staff:
    staff = Staff.objects.create(username=username, full_name=f"Cán bộ {username}", office=office)
    StaffRole.objects.create(staff=staff, role=role, office=office)
    return staff


def jpeg(width: int = 200, height: int = 280, *, quality: int = 80, shade: int = 200) -> bytes:
    """A small photo."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (shade, 90, 120)).save(out, "JPEG", quality=quality)
    return out.getvalue()


def upload(content: bytes, name: str = "giấy chứng sinh.jpg") -> SimpleUploadedFile:
    """As a browser would send it."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


PERSON: dict[str, Any] = {
    "applicant_name": "Vàng Thị Mỷ",
    "applicant_id_number": "002190001234",
    "applicant_phone": "0912345678",
    "applicant_address": "Thôn Mường, xã Phú Linh",
}


def filled_draft(world: World, *, moment: datetime = MONDAY, person: dict[str, Any] | None = None) -> Draft:
    """A draft with everything in it, ready to be sent."""
    return draft_at(world.commune, world.procedure, moment=moment, person=person or PERSON)


def draft_at(office: Office, procedure: Procedure, *, moment: datetime, person: dict[str, Any]) -> Draft:
    """As `filled_draft`, where there is no whole world at hand."""
    draft = actions.start_draft(procedure=procedure, office=office, at=moment)
    for page, answers in {
        "applicant": person,
        "return": {"channel": "counter"},
        "child": {"child_name": "Vàng Mí Sính", "born_on": "2020-03-20"},
    }.items():
        actions.save_draft_page(draft=draft, page=page, answers=answers, at=moment)
    actions.add_draft_file(draft=draft, paper_position=1, file=upload(jpeg()), at=moment)
    return draft


def at_counter(world: World, *, moment: datetime = MONDAY, key: UUID | None = None, **changes: Any) -> Received:
    """Received face to face."""
    wanted: dict[str, Any] = {
        "office": world.commune,
        "procedure": world.procedure,
        "applicant": {"full_name": "Sùng Mí Phìn", "phone": "0987654321", "address": "Thôn Nà Cho"},
        "papers": [{"position": 1, "originals": "1", "given": "on"}],
        "return_channel": "counter",
        "by": world.receiver,
        "at": moment,
        "submission_key": key or uuid4(),
    }
    return receive_at_counter(**(wanted | changes))
