"""Power given for a time: from its first day to its last, for what it names, and no longer once taken back."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.dossiers import actions
from motcua.dossiers.queries import dossiers_visible_to
from motcua.journal.queries import latest
from motcua.people.actions.delegations import cover_absence, give_authority, revoke_delegation
from motcua.people.models import Delegation, Role, Staff, StaffRole
from motcua.people.permissions import powers_of
from motcua.people.queries import colleagues_of, delegations_visible_to
from motcua.refusals import InvalidInput, NotAllowed
from tests.dossiers.conftest import own_files, world
from tests.dossiers.world import MONDAY, World, at, at_counter

__all__ = ["own_files", "world"]
pytestmark = pytest.mark.django_db
FIRST, LAST = date(2020, 4, 1), date(2020, 4, 3)


def cover(world: World, **changes: object) -> Delegation:
    wanted = {
        "absent": world.processor, "role": "processing_officer", "office": world.processor.office,
        "cover": world.receiver, "first": FIRST, "last": LAST, "document": "Giấy ủy quyền 12/GUQ-UBND ngày 30/3/2020",
        "by": world.approver, "at": MONDAY,
    }  # fmt: skip
    return cover_absence(**(wanted | changes))


def fresh(staff: Staff) -> Staff:
    return Staff.objects.get(pk=staff.pk)


def test_the_cover_acts_from_the_first_day_to_the_last(world: World) -> None:
    dossier = at_counter(world).dossier
    cover(world)
    with pytest.raises(NotAllowed):
        actions.appraise(dossier=dossier, by=fresh(world.receiver), at=MONDAY)
    with pytest.raises(NotAllowed):
        actions.appraise(dossier=dossier, by=fresh(world.receiver), at=at(4, 9))
    actions.appraise(dossier=dossier, by=fresh(world.receiver), at=at(3, 16))
    dossier.refresh_from_db()
    assert dossier.state == "approving"


def test_taken_back_it_is_gone_at_once_and_both_are_in_the_journal(world: World) -> None:
    given = cover(world)
    assert "processing_officer" in {power.role for power in powers_of(fresh(world.receiver), FIRST)}
    revoke_delegation(delegation=given, by=world.approver, at=at(1, 8))
    revoke_delegation(delegation=given, by=world.approver, at=at(1, 9))
    assert "processing_officer" not in {power.role for power in powers_of(fresh(world.receiver), FIRST)}
    names = [event.name for event in latest([world.province.path])]
    assert names.count("delegation.given") == names.count("delegation.revoked") == 1


def test_one_person_still_never_appraises_and_approves(world: World) -> None:
    cover(world, cover=world.approver, by=world.processor)
    dossier = at_counter(world).dossier
    approver = fresh(world.approver)
    actions.appraise(dossier=dossier, by=approver, at=at(1, 9))
    with pytest.raises(NotAllowed, match="người khác"):
        actions.approve(dossier=dossier, by=approver, at=at(1, 10))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first": None}, "first"),
        ({"last": None}, "last"),
        ({"last": date(2020, 3, 31)}, "last"),
        ({"first": date(2020, 1, 1), "last": date(2020, 1, 5)}, "last"),
        ({"document": " "}, "document"),
        ({"role": "leader"}, "role"),
        ({"role": "approver"}, "role"),
    ],
)
def test_what_cannot_be_given(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        cover(world, **changes)
    assert field in wrong.value.errors
    assert not Delegation.objects.exists()


def test_by_whom_and_to_whom(world: World) -> None:
    with pytest.raises(NotAllowed):
        cover(world, by=world.returner)
    for nobody in (world.processor, world.stranger):
        with pytest.raises(InvalidInput) as wrong:
            cover(world, cover=nobody)
        assert "cover" in wrong.value.errors
    given = cover(world, by=world.processor)  # the absent person himself
    with pytest.raises(NotAllowed):
        revoke_delegation(delegation=given, by=world.returner, at=MONDAY)
    assert list(delegations_visible_to(world.approver, MONDAY)) == [given]
    assert not delegations_visible_to(world.stranger, MONDAY).exists()
    assert world.stranger not in colleagues_of(world.commune)


def test_an_authority_opens_only_its_procedures(world: World) -> None:
    """The committee's power at the one-stop unit: to see and to approve dossiers of the named procedure alone."""
    officer = Staff.objects.create(username="spot", full_name="Người tại chỗ", office=world.commune)
    dossier = at_counter(world).dossier
    asked = {
        "from_office": world.processor.office, "office": world.commune, "role": "approver", "to_staff": officer,
        "first": FIRST, "last": None, "document": "Quyết định 15/QĐ-UBND", "at": MONDAY,
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        give_authority(**asked, procedures=["1.001193"], by=world.processor)
    with pytest.raises(InvalidInput):
        give_authority(**asked, procedures=[" "], by=world.approver)
    give_authority(**asked, procedures=["9.999999"], by=world.approver)
    assert not dossiers_visible_to(fresh(officer), at(1, 8)).exists()
    give_authority(**asked, procedures=["1.001193"], by=world.approver)
    assert list(dossiers_visible_to(fresh(officer), at(1, 8))) == [dossier]
    assert not dossiers_visible_to(fresh(officer), MONDAY).exists()


def test_who_left_has_no_power_whatever_was_delegated(world: World) -> None:
    cover(world)
    Staff.objects.filter(pk=world.receiver.pk).update(is_active=False)
    assert powers_of(fresh(world.receiver), FIRST) == ()
    assert StaffRole.objects.filter(staff=world.receiver, role=Role.RECEIVING_OFFICER).exists()
