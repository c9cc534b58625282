"""A support point hands in for others: any procedure, any unit of the province, nothing else seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from motcua.dossiers import actions
from motcua.dossiers.actions import intake
from motcua.dossiers.actions.intake import HandedIn
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import dossiers_visible_to, helper_dossiers
from motcua.dossiers.submission.hand_in import Incoming
from motcua.people.models import Office, OfficeKind, Role, Staff, StaffRole
from motcua.refusals import ChannelClosed, InvalidInput, NotAllowed
from tests.dossiers.test_submission import enact
from tests.dossiers.world import MONDAY, World, at_counter, jpeg, upload


@pytest.fixture
def point(world: World) -> Office:
    """A support point under the other commune: no boundary counts."""
    above = world.elsewhere.parent
    assert above is not None
    return Office.objects.create(
        path=f"{above.path}/002.02.21.H22", code="002.02.21.H22", name="Điểm hỗ trợ Lũng Cú",
        kind=OfficeKind.SUPPORT_POINT, level="commune", parent=above,
    )  # fmt: skip


@pytest.fixture
def helper(point: Office) -> Staff:
    staff = Staff.objects.create(username="helper", full_name="Hoàng Thu Trang", office=point)
    StaffRole.objects.create(staff=staff, role=Role.SUPPORT_HELPER, office=point)
    return staff


def hand_in(world: World, point: Office, by: Staff, *, key: UUID | None = None, **changes: Any) -> HandedIn:
    act = {"consent": True, "files": [], "at": MONDAY} | {
        name: changes.pop(name) for name in ("consent", "files", "at") if name in changes
    }
    wanted: dict[str, Any] = {
        "office": world.commune,
        "procedure": world.procedure,
        "applicant": {"full_name": "Sùng Thị Dợ", "id_number": "002152000028", "address": "Thôn Lô Lô Chải"},
        "papers": [{"position": 1, "given": True}],
        "return_channel": "counter",
        "channel": "support_point",
        "submission_key": key or uuid4(),
    } | changes
    return intake.hand_in_for(Incoming(**wanted), at_point=point, by=by, **act)


def test_it_arrives_as_submitted_and_the_unit_accepts_it(world: World, point: Office, helper: Staff) -> None:
    made = hand_in(world, point, helper, files=[(1, upload(jpeg()))])
    dossier = made.dossier
    dossier.refresh_from_db()
    assert (dossier.state, dossier.channel, dossier.office) == ("submitted", "support_point", world.commune)
    assert (dossier.helper, dossier.helped_at, dossier.received_at) == (helper, point, None)
    assert (dossier.files.get().paper_position, dossier.papers[0]["files"]) == (1, 1)
    accepted, slip = actions.accept(dossier=dossier, by=world.receiver, at=MONDAY + timedelta(hours=2))
    assert (accepted.received_at, slip.kind) == (MONDAY + timedelta(hours=2), "01")


def test_the_same_click_is_one_dossier(world: World, point: Office, helper: Staff) -> None:
    key = uuid4()
    first, second = hand_in(world, point, helper, key=key), hand_in(world, point, helper, key=key)
    assert (first.dossier.pk, first.secret) == (second.dossier.pk, second.secret)
    assert Dossier.objects.count() == 1


def test_without_consent_nothing_is_handed_in(world: World, point: Office, helper: Staff) -> None:
    with pytest.raises(InvalidInput) as wrong:
        hand_in(world, point, helper, consent=False)
    assert set(wrong.value.errors) == {"consent"}
    assert not Dossier.objects.exists()


def test_the_person_must_be_named_by_number(world: World, point: Office, helper: Staff) -> None:
    with pytest.raises(InvalidInput) as wrong:
        hand_in(world, point, helper, applicant={"full_name": "Sùng Thị Dợ"}, papers=[])
    assert set(wrong.value.errors) == {"id_number", "paper-1"}


def test_only_helpers_of_a_support_point_and_only_units_that_receive_it(
    world: World, point: Office, helper: Staff
) -> None:
    for by, where in ((world.receiver, point), (helper, world.commune)):
        with pytest.raises(NotAllowed):
            hand_in(world, where, by)
    with pytest.raises(NotAllowed):
        hand_in(world, point, helper, office=world.province)
    assert not Dossier.objects.exists()


def test_a_bad_file_keeps_everything_out(world: World, point: Office, helper: Staff) -> None:
    with pytest.raises(InvalidInput) as wrong:
        hand_in(world, point, helper, files=[(1, upload(b"MZ no picture", "giay.jpg"))])
    assert set(wrong.value.errors) == {"paper-1"}
    assert not Dossier.objects.exists()


def test_a_stranger_at_a_support_point_changes_nobodys_phone(world: World, point: Office, helper: Staff) -> None:
    known = at_counter(
        world, applicant={"full_name": "Sùng Thị Dợ", "id_number": "002152000028", "phone": "0912000028"}
    ).dossier
    hand_in(world, point, helper, applicant={"full_name": "Sùng Thị Dợ", "id_number": "002152000028",
                                             "phone": "0987654321"})  # fmt: skip
    assert known.citizen is not None
    known.citizen.refresh_from_db()
    assert known.citizen.phone == "0912000028"


def test_a_helper_sees_his_own_of_today_and_nothing_else(world: World, point: Office, helper: Staff) -> None:
    mine = hand_in(world, point, helper).dossier
    other = at_counter(world).dossier
    colleague = Staff.objects.create(username="helper2", full_name="Người khác", office=point)
    StaffRole.objects.create(staff=colleague, role=Role.SUPPORT_HELPER, office=point)
    evening = MONDAY + timedelta(hours=8)
    assert [dossier.code for dossier in helper_dossiers.helped_today(helper, evening)] == [mine.code]
    assert helper_dossiers.helped_dossier(helper, other.code, evening) is None
    assert helper_dossiers.helped_today(colleague, evening) == []
    assert helper_dossiers.helped_today(helper, MONDAY + timedelta(days=1)) == []
    assert not dossiers_visible_to(helper, evening).exists()


def test_an_officer_hands_in_online_at_the_counter_where_a_letter_says_so(world: World) -> None:
    with pytest.raises(ChannelClosed, match="tại quầy"):
        hand_in(world, world.commune, world.receiver)
    enact(world, {"point": "receive.assisted", "value": "encouraged"})
    dossier = hand_in(world, world.commune, world.receiver, files=[(1, upload(jpeg()))]).dossier
    assert (dossier.state, dossier.channel, dossier.helped_at) == ("submitted", "online", world.commune)
    assert {"document": "905/UBND-PVHCC", "clause": "2.1", "note": ""} in dossier.because
    with pytest.raises(NotAllowed):
        hand_in(world, world.commune, world.stranger)
    enact(world, {"point": "receive.online", "value": "closed"}, number="906/UBND-PVHCC")
    with pytest.raises(ChannelClosed):
        hand_in(world, world.commune, world.receiver)
