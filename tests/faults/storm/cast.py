"""Thirty officers of every role, five procedures, and a hundred dossiers for them to act on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from motcua.catalog.actions.linked_sets import set_links
from motcua.catalog.models import Fee, FormVersion, Paper, Procedure, RouteVersion, TimeLimit
from motcua.dossiers import actions
from motcua.dossiers.actions import intake
from motcua.dossiers.models import Dossier
from motcua.people.models import Office, OfficeKind, OfficeLevel, Role, Staff, StaffRole
from motcua.signing.actions import register_seal
from tests.dossiers.action_steps import person
from tests.dossiers.world import MONDAY, PERSON, SCHEMA, World, at_counter, draft_at

HALF = 50

_CROWD = {
    Role.RECEIVING_OFFICER: 4, Role.PROCESSING_OFFICER: 4, Role.APPROVER: 3, Role.RETURNING_OFFICER: 3,
    Role.CASHIER: 3, Role.UNIT_HEAD: 2,
}  # fmt: skip
_AT_UNIT = {Role.RECEIVING_OFFICER, Role.RETURNING_OFFICER, Role.CASHIER, Role.UNIT_HEAD}


@dataclass
class Cast:
    """The stage: `officers` are thirty, each with a role; `procedures` by a short word."""

    world: World
    officers: list[Staff] = field(default_factory=list)
    procedures: dict[str, Procedure] = field(default_factory=dict)
    other_office: Office | None = None


def make_cast(world: World) -> Cast:
    """Write people and procedures."""
    cast = Cast(world)
    committee = world.processor.office
    cast.officers = [
        world.receiver, world.colleague, world.stranger, world.processor, world.approver, world.second_approver,
        world.sealer, world.returner,
    ]  # fmt: skip
    for role, count in _CROWD.items():
        office = world.commune if role in _AT_UNIT else committee
        cast.officers += [person(f"{role}-{number}", role, office) for number in range(count)]
    StaffRole.objects.create(staff=world.leader, role=Role.ICT_ADMIN, office=world.province)
    register_seal(
        office=committee, kept_at=committee, kind="first", label="Dấu UBND xã Phú Linh", registration="12/ĐKMD",
        keeper=world.sealer, by=world.leader, at=MONDAY,
    )  # fmt: skip
    cast.other_office = Office.objects.get(code="000.02.01.H22")
    cast.officers.append(person("asked", Role.PROCESSING_OFFICER, cast.other_office))
    _procedures(cast)
    assert len(cast.officers) == 30
    return cast


def _procedures(cast: Cast) -> None:
    world = cast.world
    plain = world.procedure
    paid = _procedure(world, "1.000222", "Cấp giấy có nghĩa vụ tài chính", payment_pause=True,
                      supplement_clock="resume")  # fmt: skip
    planned = _procedure(world, "1.000333", "Xác nhận có lấy ý kiến")
    RouteVersion.objects.create(procedure=planned, plan=_plan(), published_at=MONDAY)
    whole = _procedure(world, "2.000986", "Liên thông khai sinh")
    police = _office(world, "000.09.01.H22", "Công an xã Phú Linh")
    insurance = _office(world, "000.09.02.H22", "Bảo hiểm xã hội thành phố Hà Giang")
    residence = _procedure(world, "1.004222", "Đăng ký thường trú", route=["appraise"])
    card = _procedure(world, "2.000639", "Cấp thẻ bảo hiểm y tế", route=["appraise"])
    set_links(whole, [(plain.code, 1, "resolving"), (residence.code, 2, police.code), (card.code, 2, insurance.code)])
    cast.officers += [
        person("residence", Role.PROCESSING_OFFICER, police),
        person("card", Role.PROCESSING_OFFICER, insurance),
    ]
    whole = Procedure.objects.get(pk=whole.pk)
    cast.procedures = {"plain": plain, "paid": paid, "planned": planned, "linked": whole}
    for procedure in (plain, paid, whole):
        Fee.objects.create(procedure=procedure, kind="le_phi", amount=8000)


def _procedure(world: World, code: str, name: str, **more: Any) -> Procedure:
    given: dict[str, Any] = {"route": ["appraise", "approve", "seal", "return"], "online_level": 4} | more
    made = Procedure.objects.create(code=code, name=name, field=world.procedure.field, level="commune", **given)
    Paper.objects.create(procedure=made, position=1, name="Đơn đề nghị", originals=1)
    TimeLimit.objects.create(procedure=made, value=3, unit="working_days", text="3 ngày làm việc")
    FormVersion.objects.create(procedure=made, schema=SCHEMA, published_at=MONDAY)
    return made


def _plan() -> dict[str, Any]:
    """One office asked first, then a look on site; both must have answered before the appraisal is passed on."""
    limit = {"value": "1", "unit": "working_days"}
    consult = {"key": "a", "kind": "consult", "office": "000.02.01.H22", "content": "Xin ý kiến", "limit": limit}
    visit = {"key": "b", "kind": "branch", "office": "resolving", "content": "Làm song song", "limit": limit,
             "after": ["a"]}  # fmt: skip
    stages = [
        {"kind": kind, "name": "", "office": "resolving", "share": share, "tasks": []}
        for kind, share in (("appraise", 60), ("approve", 30), ("seal", 10))
    ]
    stages[0]["tasks"] = [consult, visit]
    return {"stages": stages}


def _office(world: World, code: str, name: str) -> Office:
    return Office.objects.create(
        path=f"{world.province.path}/{code}", code=code, name=name, kind=OfficeKind.DEPARTMENT,
        level=OfficeLevel.COMMUNE, parent=world.province,
    )  # fmt: skip


def hundred_dossiers(cast: Cast, moment: datetime) -> None:
    """Fifty handed in online and not answered, fifty received face to face; every fifth of each is a linked set."""
    words = ["plain", "paid", "planned", "plain", "linked"]
    for number in range(HALF):
        procedure = cast.procedures[words[number % len(words)]]
        applicant = PERSON | {"applicant_id_number": f"0021900{number:05d}"}
        draft = draft_at(cast.world.commune, procedure, moment=moment, person=applicant)
        actions.submit_online(draft=draft, at=moment)
        receive(cast, procedure, moment, by=cast.world.receiver)
    assert Dossier.objects.filter(parent__isnull=True).count() == 2 * HALF


def receive(cast: Cast, procedure: Procedure, moment: datetime, *, by: Staff, **more: Any) -> intake.Received:
    """One more comes to the counter."""
    given = {"key": uuid4(), "procedure": procedure, "by": by} | more
    return at_counter(cast.world, moment=moment, **given)
