"""Where one is signed in, and ending it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from hypothesis import given
from hypothesis import strategies as st

from motcua.clock.queries import VIETNAM
from motcua.journal.models import Event
from motcua.people.actions.sessions import begin_session, end_sessions, leave_session, mark_session_seen
from motcua.people.models import StaffSession
from motcua.people.queries import masked_address, open_staff_sessions
from motcua.refusals import NotAllowed
from tests.people.tree import office, staff

NOON = datetime(2020, 3, 31, 12, 0, tzinfo=VIETNAM)


def begun(person, key: str, at: datetime = NOON) -> StaffSession:
    Session.objects.create(session_key=key, session_data="-", expire_date=at + timedelta(hours=10))
    return begin_session(
        staff=person, session_key=key, device="Chrome", address="10.1.2.3", second_factor="", at=at
    )  # fmt: skip


@pytest.fixture
def thao(db):
    return staff("thao", office("H22"), "approver")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("203.113.5.77", "203.113.5.•"),
        ("::ffff:203.113.5.77", "203.113.5.•"),
        ("2001:ee0:4141:1::9", "2001:0ee0:4141:•"),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_an_address_is_shown_without_its_end(address, shown):
    assert masked_address(address) == shown


@given(st.ip_addresses())
def test_no_address_is_kept_whole(address):
    assert str(address) not in masked_address(str(address))


def test_ending_one_deletes_the_session_itself(thao):
    one, two = begun(thao, "one"), begun(thao, "two")
    assert end_sessions(staff=thao, by=thao, at=NOON, only=one.pk) == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["two"]
    assert open_staff_sessions(thao, at=NOON) == [two]
    assert Event.objects.filter(name="staff.sessions_ended", data={"count": 1}).count() == 1


def test_all_others_end_and_this_one_stays(thao):
    here, *_others = [begun(thao, key) for key in ("here", "b", "c")]
    begun(staff("duc", thao.office), "another's")
    assert end_sessions(staff=thao, by=thao, at=NOON, keep=here.pk) == 2
    assert set(Session.objects.values_list("session_key", flat=True)) == {"here", "another's"}


def test_nobody_ends_anothers_but_who_keeps_the_accounts(thao):
    begun(thao, "one")
    with pytest.raises(NotAllowed):
        end_sessions(staff=thao, by=staff("duc", thao.office, "unit_head"), at=NOON)
    thao.is_active = False  # who left may still be signed in somewhere
    thao.save()
    assert end_sessions(staff=thao, by=staff("keeper", thao.office, "ict_admin"), at=NOON) == 1
    assert not Session.objects.exists()


def test_ones_own_number_does_not_end_anothers_session(thao):
    duc = staff("duc", thao.office)
    theirs = begun(thao, "theirs")
    assert end_sessions(staff=duc, by=duc, at=NOON, only=theirs.pk) == 0
    assert Session.objects.filter(session_key="theirs").exists()


def test_run_out_and_left_ones_are_not_listed(thao):
    old, gone, now = begun(thao, "old", NOON - timedelta(hours=11)), begun(thao, "gone"), begun(thao, "now")
    leave_session(gone.pk, at=NOON)
    mark_session_seen(now.pk, at=NOON + timedelta(minutes=5))
    assert old not in open_staff_sessions(thao, at=NOON)
    assert [session.pk for session in open_staff_sessions(thao, at=NOON)] == [now.pk]
