"""Linked procedures: one hand-in, one receipt, three offices (Decree 61/2018 Art. 19.6–19.7)."""

from __future__ import annotations

from datetime import datetime

import pytest

from motcua.catalog.actions.linked_sets import set_links
from motcua.catalog.models import Field, Procedure, TimeLimit
from motcua.dossiers import actions
from motcua.dossiers.linked_set import unfinished_children
from motcua.dossiers.models import Dossier
from motcua.notices.models import Message
from motcua.people.models import Office, OfficeKind, OfficeLevel, Role, Staff, StaffRole
from motcua.refusals import NotAllowed
from tests.dossiers.world import MONDAY, World, at, at_counter

pytestmark = pytest.mark.django_db


class Linked:
    """Birth first, then residence and insurance at once, at two more offices."""

    def __init__(self, world: World) -> None:
        self.world = world
        field = Field.objects.get(code="HT")
        self.whole = Procedure.objects.create(
            code="2.000986", name="Liên thông khai sinh", field=field, level="commune", online_level=4
        )
        self.police = self._office("000.09.01.H22", "Công an xã Phú Linh")
        self.insurance = self._office("000.09.02.H22", "Bảo hiểm xã hội thành phố Hà Giang")
        residence = self._child("1.004222", "Đăng ký thường trú", "5", field)
        card = self._child("2.000639", "Cấp thẻ bảo hiểm y tế", "10", field)
        self.residence_officer = self._person("residence", self.police)
        self.card_officer = self._person("card", self.insurance)
        set_links(
            self.whole,
            [
                (world.procedure.code, 1, "resolving"),
                (residence.code, 2, self.police.code),
                (card.code, 2, self.insurance.code),
            ],
        )
        self.parent = at_counter(world, procedure=Procedure.objects.get(pk=self.whole.pk), papers=[]).dossier
        self.parent.refresh_from_db()

    def child(self, code: str) -> Dossier:
        return self.parent.children.get(procedure__code=code)

    def finish_birth(self, moment: datetime) -> None:
        world, birth = self.world, self.child(self.world.procedure.code)
        actions.appraise(dossier=birth, by=world.processor, at=moment)
        actions.approve(dossier=birth, by=world.approver, at=moment)
        actions.upload_result(dossier=birth, by=world.sealer, at=moment, number="12/2020")
        actions.seal(dossier=birth, by=world.sealer, at=moment)

    def finish(self, code: str, officer: Staff, moment: datetime) -> None:
        child = self.child(code)
        actions.upload_result(dossier=child, by=officer, at=moment, number=f"KQ-{code}")
        actions.appraise(dossier=child, by=officer, at=moment)

    def _office(self, code: str, name: str) -> Office:
        province = self.world.province
        return Office.objects.create(
            path=f"{province.path}/{code}", code=code, name=name, kind=OfficeKind.DEPARTMENT,
            level=OfficeLevel.COMMUNE, parent=province,
        )  # fmt: skip

    def _child(self, code: str, name: str, days: str, field: Field) -> Procedure:
        child = Procedure.objects.create(code=code, name=name, field=field, level="commune", route=["appraise"])
        TimeLimit.objects.create(procedure=child, value=days, unit="working_days")
        return child

    def _person(self, username: str, office: Office) -> Staff:
        staff = Staff.objects.create(username=username, full_name=f"Cán bộ {username}", office=office)
        StaffRole.objects.create(staff=staff, role=Role.PROCESSING_OFFICER, office=office)
        return staff


@pytest.fixture
def linked(world: World) -> Linked:
    return Linked(world)


def test_one_receipt_and_the_deadline_of_the_slowest_road(linked: Linked) -> None:
    parent = linked.parent
    # 3 working days of birth, then 10 of the card: the holiday of 2 April 2020 and three weekends are not counted
    assert parent.due_at == at(17, 17)
    assert [line for line in parent.due_lines if "Cấp thẻ bảo hiểm y tế" in line]
    assert [child.procedure.code for child in parent.children.all()] == [linked.world.procedure.code]
    assert [(slip.kind, slip.data["limit"]) for slip in parent.slips.all()] == [
        ("01", "3 ngày làm việc, rồi 10 ngày làm việc")
    ]
    assert not any(child.slips.exists() for child in parent.children.all())
    assert Message.objects.count() == 1


def test_the_next_offices_begin_at_once_when_the_first_is_done(linked: Linked) -> None:
    linked.finish_birth(at(1, 9))
    birth = linked.child(linked.world.procedure.code)
    assert (birth.state, birth.handed_to) == ("returned", linked.world.commune.name)
    running = unfinished_children(linked.parent)
    assert {child.handling_office for child in running} == {linked.police, linked.insurance}
    assert Message.objects.count() == 1  # the person hears of the set, not of its parts


def test_the_set_is_ready_when_all_are_and_the_person_is_told_once(linked: Linked) -> None:
    linked.finish_birth(at(1, 9))
    linked.finish("1.004222", linked.residence_officer, at(3, 9))
    linked.parent.refresh_from_db()
    assert linked.parent.state == "appraising"
    linked.finish("2.000639", linked.card_officer, at(6, 9))
    linked.parent.refresh_from_db()
    assert linked.parent.state == "result_ready"
    assert "KQ-1.004222" in linked.parent.result_summary and "12/2020" in linked.parent.result_summary
    assert [message.text.split(":")[0] for message in Message.objects.order_by("id")] == ["Một cửa", "Một cửa"]
    assert "đã có kết quả" in Message.objects.latest("id").text


def test_a_late_child_names_its_office(linked: Linked) -> None:
    linked.finish_birth(at(1, 9))
    first = unfinished_children(linked.parent)[0]
    assert first.due_at is not None and first.due_at < at(20, 8)
    assert first.handling_office == linked.police


def test_nobody_passes_the_set_on_by_hand(linked: Linked) -> None:
    person = Staff.objects.create(username="lead", full_name="Cán bộ đầu mối", office=linked.world.commune)
    StaffRole.objects.create(staff=person, role=Role.PROCESSING_OFFICER, office=linked.world.commune)
    with pytest.raises(NotAllowed, match="liên thông"):
        actions.appraise(dossier=linked.parent, by=person, at=MONDAY)
