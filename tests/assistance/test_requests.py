"""Questions to the desk: asked by anybody, seen by the unit's own people, taken by one, forgotten in time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from motcua.assistance.actions.desk import answer_request, close_request, hand_back, take_request
from motcua.assistance.actions.requests import MOST_MESSAGES, count_question, say_more
from motcua.assistance.actions.retention import KEPT, forget_help
from motcua.assistance.models import HelpMessage, HelpRequest
from motcua.assistance.queries.requests import desk_numbers, open_requests, request_by_token, requests_visible_to
from motcua.journal.models import Event
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed, TooManyTries
from tests.assistance.conftest import Desk, make_desk
from tests.dossiers.world import MONDAY


def minutes(number: int):
    return MONDAY + timedelta(minutes=number)


def test_asked_answered_and_closed_with_its_times(desk: Desk) -> None:
    row, by = desk.ask(), desk.world.receiver
    assert list(open_requests(by, MONDAY)) == [row]
    answer_request(request_id=row.pk, text="Giấy chứng sinh và căn cước.", by=by, at=minutes(4))
    say_more(request=row, text="Cảm ơn", at=minutes(5))
    answer_request(request_id=row.pk, text="Chào chị.", by=by, at=minutes(6))
    close_request(request_id=row.pk, outcome="Đã hướng dẫn", by=by, at=minutes(7))
    row.refresh_from_db()
    assert (row.state, row.taken_by, row.first_answer_at) == ("closed", by, minutes(4))
    with pytest.raises(NotAllowed):
        say_more(request=row, text="Còn nữa", at=minutes(8))
    names = list(Event.objects.filter(subject=f"help:{row.pk}").order_by("id").values_list("name", flat=True))
    assert names == ["help.asked", "help.taken", "help.answered", "help.answered", "help.closed"]
    journal = str([(event.data, event.subject_label) for event in Event.objects.filter(subject=f"help:{row.pk}")])
    assert "Mỷ" not in journal
    assert "căn cước" not in journal


def test_the_oldest_comes_first_and_only_ones_own_units(desk: Desk) -> None:
    later, first = desk.ask(at=minutes(3)), desk.ask(at=minutes(1))
    elsewhere = desk.ask(office=desk.world.elsewhere)
    assert list(requests_visible_to(desk.world.receiver, minutes(5))) == [first, later]
    assert list(requests_visible_to(desk.world.stranger, minutes(5))) == [elsewhere]
    for nobody in (desk.helper, desk.world.approver, desk.supervisor, desk.world.leader):
        assert not requests_visible_to(nobody, minutes(5)).exists()


@pytest.mark.parametrize("act", [
    lambda row, by: take_request(request_id=row.pk, by=by, at=MONDAY),
    lambda row, by: answer_request(request_id=row.pk, text="Chào", by=by, at=MONDAY),
    lambda row, by: close_request(request_id=row.pk, outcome="Xong", by=by, at=MONDAY),
    lambda row, by: hand_back(request_id=row.pk, by=by, at=MONDAY),
])  # fmt: skip
def test_another_units_people_may_do_nothing(desk: Desk, act) -> None:
    row = desk.ask()
    with pytest.raises(NotAllowed):
        act(row, desk.world.stranger)
    row.refresh_from_db()
    assert row.state == "waiting"


def test_taken_by_one_until_handed_back_or_gone(desk: Desk) -> None:
    row, one, other = desk.ask(), desk.world.receiver, desk.world.colleague
    take_request(request_id=row.pk, by=one, at=MONDAY)
    take_request(request_id=row.pk, by=one, at=minutes(1))
    for act in (
        lambda: take_request(request_id=row.pk, by=other, at=MONDAY),
        lambda: answer_request(request_id=row.pk, text="Chào", by=other, at=MONDAY),
        lambda: close_request(request_id=row.pk, outcome="Xong", by=other, at=MONDAY),
        lambda: hand_back(request_id=row.pk, by=other, at=MONDAY),
    ):
        with pytest.raises(AlreadyDone):
            act()
    hand_back(request_id=row.pk, by=one, at=MONDAY)
    take_request(request_id=row.pk, by=other, at=MONDAY)
    Staff.objects.filter(pk=other.pk).update(is_active=False)
    assert take_request(request_id=row.pk, by=one, at=MONDAY).taken_by == one  # who has left keeps nobody waiting


@pytest.mark.django_db(transaction=True)
def test_two_helpers_at_once_one_gets_it() -> None:
    desk = make_desk()
    row = desk.ask()

    def take(by: Staff) -> bool:
        try:
            take_request(request_id=row.pk, by=by, at=MONDAY)
        except AlreadyDone:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(3) as threads:
        assert sorted(threads.map(take, [desk.world.receiver, desk.world.colleague, desk.head])) == [False, False, True]


@pytest.mark.parametrize("wrong, field", [
    ({"kind": "fax"}, "kind"), ({"name": " \u202e "}, "name"), ({"text": " \n "}, "text"),
    ({"phone": "12"}, "phone"), ({"kind": "call_back", "phone": ""}, "phone"),
    ({"kind": "call_back", "phone": "0'; DROP"}, "phone"),
])  # fmt: skip
def test_what_cannot_be_used_is_said_at_its_field(desk: Desk, wrong: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.ask(**wrong)
    assert list(refused.value.errors) == [field]
    assert not HelpRequest.objects.exists()


def test_hostile_text_is_kept_as_text(desk: Desk) -> None:
    row = desk.ask(name="<b>Mỷ</b>\u202e\0\nX", text="a\0b\u200b\r\n\r\n\r\n\r\nc" + "d" * 5000)
    assert row.name == "<b>Mỷ</b> X"
    said = row.messages.get().text
    assert said.startswith("ab\n\nc")
    assert len(said) == 1000


def test_an_office_nobody_is_sent_to_is_not_asked(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        desk.ask(office=desk.world.province)


def test_often_is_too_often(desk: Desk) -> None:
    for _time in range(4):
        count_question(address="198.51.100.7", device="a", at=MONDAY)
    with pytest.raises(TooManyTries):
        count_question(address="198.51.100.7", device="a", at=MONDAY)
    for number in range(4):
        count_question(address="198.51.100.7", device=f"b{number}", at=MONDAY)
    with pytest.raises(TooManyTries):
        count_question(address="198.51.100.7", device="new", at=MONDAY)
    for _time in range(3):
        desk.ask(kind="call_back", phone="0912345678")
    with pytest.raises(TooManyTries):
        desk.ask(kind="call_back", phone="0912 345 678")


def test_a_talk_has_an_end(desk: Desk) -> None:
    row = desk.ask()
    HelpMessage.objects.bulk_create(HelpMessage(request=row, text="x", at=MONDAY) for _n in range(MOST_MESSAGES))
    with pytest.raises(InvalidInput):
        say_more(request=row, text="y", at=MONDAY)
    with pytest.raises(InvalidInput):
        answer_request(request_id=row.pk, text="y", by=desk.world.receiver, at=MONDAY)


def test_numbers_say_how_long_people_waited(desk: Desk) -> None:
    by = desk.world.receiver
    for wait in (2, 10, 30):
        row = desk.ask()
        answer_request(request_id=row.pk, text="Chào", by=by, at=minutes(wait))
    called = desk.ask(kind="call_back", phone="0912345678")
    close_request(request_id=called.pk, outcome="Đã gọi", by=by, at=minutes(40))
    desk.ask(at=minutes(50))
    desk.ask(office=desk.world.elsewhere)
    found = desk_numbers(by, minutes(60))
    assert (found.total.asked, found.total.answered, found.total.closed) == (5, 4, 1)
    assert (found.total.median, found.total.longest) == (20, 40)
    assert (found.waiting, found.oldest) == (1, 10)
    assert found.by_kind == {"chat": 4, "call_back": 1}
    assert [day.asked for day in found.days] == [5]


def test_after_ninety_days_only_times_are_left(desk: Desk) -> None:
    old = desk.ask(kind="call_back", phone="0912345678")
    close_request(request_id=old.pk, outcome="Đã gọi chị Mỷ", by=desk.world.receiver, at=minutes(5))
    kept = desk.ask(at=MONDAY + timedelta(days=1))
    token = old.token
    assert forget_help(before=MONDAY + KEPT - KEPT + timedelta(minutes=1)) == 1
    old.refresh_from_db()
    assert (old.name, old.phone, old.outcome, old.draft_id) == ("", "", "", None)
    assert not old.messages.exists()
    assert request_by_token(token) is None
    assert (old.asked_at, old.first_answer_at) == (MONDAY, minutes(5))
    assert kept.messages.exists()
    assert forget_help(before=MONDAY + timedelta(minutes=1)) == 0


@pytest.mark.parametrize("token", ["", "x" * 25, "a\0b", "khong-co"])
def test_no_token_finds_nothing(desk: Desk, token: str) -> None:
    assert request_by_token(token) is None
