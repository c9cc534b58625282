"""All roads end in one receiving: who came, sets, groups, papers given earlier, refused or incomplete at once."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from motcua.catalog.models import ApplicantGroup, Fee
from motcua.delivery.queries import to_bring_home
from motcua.directives.queries import channels_for
from motcua.dossiers import actions
from motcua.dossiers.actions import intake
from motcua.dossiers.messages import say_how_to_collect
from motcua.dossiers.models import Dossier, DossierFile
from motcua.dossiers.papers import reuse
from motcua.dossiers.submission.anywhere import units_anywhere
from motcua.dossiers.submission.hand_in import Incoming
from motcua.journal.models import Event
from motcua.people.models import Delegation, Office, Role, Staff, StaffRole
from motcua.refusals import InvalidInput, NotAllowed
from tests.dossiers.test_submission import enact
from tests.dossiers.world import MONDAY, PERSON, World, at, at_counter, filled_draft

AGENT = {
    "name": "Lầu Thị Súng",
    "id_number": "002190777888",
    "phone": "0912333444",
    "address": "Thôn Má Lầu",
    "email": "",
    "paper": "Giấy ủy quyền số 12/2020, UBND xã Phú Linh chứng thực",
}
OWNER = {"full_name": "Vàng Thị Mỷ", "id_number": PERSON["applicant_id_number"], "phone": "0912345678"}


def incoming(world: World, **changes: Any) -> Incoming:
    wanted: dict[str, Any] = {
        "office": world.commune,
        "procedure": world.procedure,
        "applicant": {"full_name": "Sùng Mí Phìn", "phone": "0987654321", "address": "Thôn Nà Cho"},
        "papers": [{"position": 1, "given": True}],
        "return_channel": "counter",
        "submission_key": uuid4(),
    }
    return Incoming(**(wanted | changes))


def test_an_authorised_person_is_kept_and_found(world: World) -> None:
    dossier = at_counter(world, agent=AGENT).dossier
    dossier.refresh_from_db()
    assert dossier.agent == AGENT
    assert dossier.applicant_name == "Sùng Mí Phìn"
    assert "lau thi sung" in dossier.search_text


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("id_number", ""), ("id_number", "123"), ("paper", ""), ("phone", "12")]
)
def test_an_authorised_person_must_be_known_and_authorised(world: World, field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        at_counter(world, agent=AGENT | {field: value})
    assert set(wrong.value.errors) == {f"agent_{field}"}
    assert not Dossier.objects.exists()


def test_nobody_authorises_himself(world: World) -> None:
    with pytest.raises(InvalidInput) as wrong:
        at_counter(world, applicant=OWNER, agent=AGENT | {"id_number": OWNER["id_number"]})
    assert "chính chủ" in wrong.value.errors["agent_id_number"]


def test_a_group_pays_its_own_fee_and_sets_are_kept(world: World) -> None:
    ApplicantGroup.objects.create(code="ngheo", name="Hộ nghèo", fraction_owed="0.00")
    Fee.objects.create(procedure=world.procedure, amount=8000)
    Fee.objects.create(procedure=world.procedure, amount=0, group="ngheo", text="Miễn cho hộ nghèo")
    usual = at_counter(world, sets="3").dossier
    poor = at_counter(world, group="ngheo").dossier
    assert (usual.bill["total"], usual.sets) == (8000, 3)
    assert (poor.bill["total"], poor.applicant_group) == (0, "ngheo")


@pytest.mark.parametrize("changes", [{"group": "vip"}, {"sets": "0"}, {"sets": "99"}, {"sets": "hai"}])
def test_impossible_sets_and_groups_are_refused(world: World, changes: dict[str, str]) -> None:
    with pytest.raises(InvalidInput) as wrong:
        at_counter(world, **changes)
    assert set(wrong.value.errors) == set(changes)


def test_a_group_out_of_force_is_not_offered(world: World) -> None:
    ApplicantGroup.objects.create(code="cu", name="Cũ", fraction_owed="0.50", valid_to=date(2019, 12, 31))
    with pytest.raises(InvalidInput):
        at_counter(world, group="cu")


def given_online(world: World) -> DossierFile:
    """A paper the person gave with an earlier dossier."""
    return actions.submit_online(draft=filled_draft(world), at=MONDAY).dossier.files.get()


def test_a_paper_given_earlier_is_offered_and_used_again(world: World) -> None:
    earlier = given_online(world)
    offer = reuse.reusable_papers(id_number=OWNER["id_number"], procedure=world.procedure)[1]
    assert (offer.file_id, offer.code) == (earlier.pk, earlier.dossier.code)
    dossier = at_counter(
        world, moment=at(2, 9), applicant=OWNER, papers=[{"position": 1, "reuse": str(offer.file_id)}]
    ).dossier
    dossier.refresh_from_db()
    copy = dossier.files.get()
    assert (copy.reused_from, copy.file.name, copy.sha256) == (earlier, earlier.file.name, earlier.sha256)
    assert dossier.papers[0]["given"]
    assert dossier.papers[0]["note"] == f"Dùng lại từ hồ sơ {earlier.dossier.code} ngày 30/03/2020"
    event = Event.objects.get(name="dossier.result_reused")
    assert event.data["earlier"] == earlier.dossier.code
    assert OWNER["id_number"] not in str(event.data)


def test_another_persons_paper_is_never_used(world: World) -> None:
    earlier = given_online(world)
    assert reuse.reusable_papers(id_number="002190009999", procedure=world.procedure) == {}
    assert reuse.reusable_papers(id_number="", procedure=world.procedure) == {}
    for applicant in (OWNER | {"id_number": "002190009999"}, {"full_name": OWNER["full_name"]}):
        with pytest.raises(InvalidInput) as wrong:
            at_counter(world, applicant=applicant, papers=[{"position": 1, "reuse": str(earlier.pk)}])
        assert "paper-1" in wrong.value.errors
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize("bad", ["0", "-1", "x", "9" * 30])
def test_a_forged_file_is_refused(world: World, bad: str) -> None:
    with pytest.raises(InvalidInput):
        at_counter(world, applicant=OWNER, papers=[{"position": 1, "reuse": bad}])


def test_a_paper_that_may_not_be_used_again_is_not_offered(world: World) -> None:
    earlier = given_online(world)
    world.procedure.papers.filter(position=1).update(reusable=False)
    assert reuse.reusable_papers(id_number=OWNER["id_number"], procedure=world.procedure) == {}
    with pytest.raises(InvalidInput):
        at_counter(world, applicant=OWNER, papers=[{"position": 1, "reuse": str(earlier.pk)}])


def test_only_the_person_himself_lets_his_papers_be_used_again(world: World) -> None:
    earlier = given_online(world)
    with pytest.raises(InvalidInput) as wrong:
        at_counter(world, applicant=OWNER, agent=AGENT, papers=[{"position": 1, "reuse": str(earlier.pk)}])
    assert "có mặt" in wrong.value.errors["paper-1"]


def test_incomplete_at_the_counter_is_slip_02_once_and_no_clock(world: World) -> None:
    asked = incoming(world, papers=[])
    made = intake.ask_to_complete(asked, items=["Giấy chứng sinh"], reason="Chưa có", by=world.receiver, at=MONDAY)
    again = intake.ask_to_complete(asked, items=["Khác"], reason="Khác", by=world.receiver, at=MONDAY)
    assert (made.slip.kind, made.dossier.state, made.dossier.due_at) == ("02", "supplement_asked", None)
    assert (again.dossier.pk, again.slip.pk) == (made.dossier.pk, made.slip.pk)
    assert Event.objects.filter(name="dossier.supplement_requested").count() == 1


def test_refused_at_the_counter_is_slip_03_with_its_basis(world: World) -> None:
    with pytest.raises(InvalidInput):
        intake.refuse_intake(incoming(world), reason="Không", legal_basis="", by=world.receiver, at=MONDAY)
    made = intake.refuse_intake(
        incoming(world), reason="Không thuộc thẩm quyền", legal_basis="Điều 13", by=world.receiver, at=MONDAY
    )
    assert (made.slip.kind, made.dossier.state) == ("03", "refused_intake")


def test_who_stands_in_for_an_absent_colleague_receives(world: World) -> None:
    with pytest.raises(NotAllowed):
        at_counter(world, by=world.returner)
    Delegation.objects.create(
        kind="absence", role="receiving_officer", office=world.commune, to_staff=world.returner,
        from_staff=world.receiver, valid_from=MONDAY.date(), valid_to=MONDAY.date(), document="1/QĐ", created_at=MONDAY,
    )  # fmt: skip
    del world.returner._prefetched_objects_cache
    assert at_counter(world, by=world.returner).dossier.state == "appraising"


def test_any_unit_receives_where_a_letter_says_so_and_the_competent_body_decides(world: World) -> None:
    theirs = {"competent": world.elsewhere}
    with pytest.raises(InvalidInput, match="Chưa có văn bản"):
        at_counter(world, **theirs)
    assert units_anywhere(world.procedure, MONDAY) == []
    centre = Office.objects.create(
        path=f"{world.province.path}/000.00.22.H22", code="000.00.22.H22", name="Trung tâm", kind="provincial_centre",
        level="province", parent=world.province,
    )  # fmt: skip
    enact(world, {"point": "receive.anywhere", "value": True})
    dossier = at_counter(world, **theirs).dossier
    assert dossier.office == world.commune and dossier.resolving_office == world.elsewhere.parent
    assert {"document": "905/UBND-PVHCC", "clause": "2.1", "note": ""} in dossier.because
    assert at_counter(world).dossier.resolving_office == world.commune.parent
    assert units_anywhere(world.procedure, MONDAY) == [centre]
    StaffRole.objects.create(staff=world.receiver, role=Role.RECEIVING_OFFICER, office=centre)
    receiver = Staff.objects.get(pk=world.receiver.pk)
    with pytest.raises(InvalidInput, match="nơi có thẩm quyền"):
        at_counter(world, office=centre, by=receiver)
    assert at_counter(world, office=centre, by=receiver, **theirs).dossier.resolving_office == world.elsewhere.parent


def test_the_message_that_a_result_is_there_says_where_the_unit_works_now(world: World) -> None:
    dossier = at_counter(world).dossier
    assert say_how_to_collect(dossier, MONDAY).endswith("nhận tại Bộ phận Một cửa xã Phú Linh.")
    enact(world, {"point": "unit.moved", "value": True})
    told = say_how_to_collect(dossier, MONDAY)
    assert "đã chuyển sang nơi làm việc khác" in told and told.endswith("Theo 905/UBND-PVHCC, mục 2.1.")


def test_a_result_is_brought_home_where_a_letter_says_so(world: World) -> None:
    home = {"return_channel": "home", "return_address": "Thôn Nà Cho, xã Phú Linh"}
    with pytest.raises(InvalidInput) as refused:
        at_counter(world, **home)
    assert "return_channel" in refused.value.errors
    enact(world, {"point": "return.home", "value": True})
    offer = channels_for(office=world.commune, at=MONDAY, procedure=world.procedure, direction="return")[-1]
    assert (offer.channel, offer.clauses) == ("home", "905/UBND-PVHCC, mục 2.1") and "không thu cước" in offer.reason
    with pytest.raises(InvalidInput) as refused:
        at_counter(world, **home | {"return_address": "", "applicant": {"full_name": "Sùng Mí Phìn"}})
    assert "cán bộ mang kết quả đến" in refused.value.errors["return_address"]
    dossier = at_counter(world, **home).dossier
    assert (dossier.return_channel, dossier.return_address) == ("home", home["return_address"])
    assert "mang kết quả đến địa chỉ của bạn" in say_how_to_collect(dossier, MONDAY)
    assert dossier.slips.get(kind="01").data["return_at"] == f"Cán bộ mang đến {home['return_address']}"
    Dossier.objects.filter(pk=dossier.pk).update(state="result_ready")
    assert to_bring_home(world.returner, MONDAY) == [dossier]
    assert to_bring_home(world.stranger, MONDAY) == []
