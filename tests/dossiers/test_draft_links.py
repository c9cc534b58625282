"""A link to go on with a draft elsewhere: once, within a day, for who got the message."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from motcua.dossiers.actions.draft_links import LINK_LASTS, DeadLink, open_draft_link, send_draft_link
from motcua.dossiers.models import Draft
from motcua.dossiers.queries.drafts import link_is_alive
from motcua.journal.models import Event
from motcua.notices.models import Message
from motcua.people.actions.citizen_sign_in import request_sign_in_code
from motcua.people.models import PhoneCode
from motcua.refusals import InvalidInput
from tests.web.conftest import BIRTH, MONDAY, UNIT, province  # noqa: F401

PHONE = "0912345678"


@pytest.fixture
def draft(province):  # noqa: F811
    return begin()


def begin() -> Draft:
    from motcua.catalog.models import Procedure
    from motcua.dossiers.actions import start_draft
    from motcua.people.models import Office

    return start_draft(procedure=Procedure.objects.get(code=BIRTH), office=Office.objects.get(code=UNIT), at=MONDAY)


def send(draft: Draft, at=MONDAY, phone: str = PHONE, address: str = "10.0.0.7") -> str:
    send_draft_link(draft=draft, phone=phone, address=address, at=at)
    return re.search(r"/mo-lai/([^/]+)/", Message.objects.order_by("-id").first().text)[1]


def test_the_link_opens_its_draft_once(draft):
    key = send(draft, phone="+84 912 345 678")
    assert Message.objects.first().to == PHONE
    assert link_is_alive(key, at=MONDAY)
    assert open_draft_link(key, at=MONDAY) == draft
    assert not link_is_alive(key, at=MONDAY)
    with pytest.raises(DeadLink):
        open_draft_link(key, at=MONDAY)


def test_a_day_and_no_longer(draft):
    key = send(draft)
    assert link_is_alive(key, at=MONDAY + LINK_LASTS - timedelta(seconds=1))
    with pytest.raises(DeadLink):
        open_draft_link(key, at=MONDAY + LINK_LASTS)


@pytest.mark.parametrize("key", ["", "x", "\0", "é", "a" * 5000, "' OR 1=1 --"])
def test_a_guess_opens_nothing(draft, key):
    send(draft)
    with pytest.raises(DeadLink):
        open_draft_link(key, at=MONDAY)


def test_a_sign_in_code_is_no_link(draft):
    request_sign_in_code(phone=PHONE, address="10.0.0.7", at=MONDAY)
    assert not link_is_alive(re.search(r"\d{6}", Message.objects.first().text)[0], at=MONDAY)


def test_the_newest_link_alone_is_good(draft):
    first, second = send(draft), send(draft)
    assert not link_is_alive(first, at=MONDAY)
    assert open_draft_link(second, at=MONDAY) == draft


def test_neither_link_nor_phone_is_in_the_journal_or_the_codes(draft):
    key = send(draft)
    kept = str(list(Event.objects.values())) + str(list(PhoneCode.objects.values()))
    assert key not in kept and PHONE not in kept
    assert Event.objects.filter(name="draft.link_sent", subject=f"draft:{draft.pk}").count() == 1


def test_few_messages_for_a_draft_and_words_for_it(draft):
    for _ in range(3):
        send(draft)
    with pytest.raises(InvalidInput) as many:
        send(draft)
    assert "Hãy chờ 60 phút" in many.value.errors["phone"]
    assert Message.objects.count() == 3
    send(draft, MONDAY + timedelta(hours=1, seconds=1))


def test_many_drafts_send_one_phone_few_messages(province):  # noqa: F811
    sent = 0
    with pytest.raises(InvalidInput):
        for number in range(20):
            send(begin(), address=f"192.0.2.{number}")
            sent += 1
    assert sent == 8


@pytest.mark.parametrize("phone", ["", "0123", "02193861234", "không có", "0912345678; rm"])
def test_only_a_mobile_can_take_it(draft, phone):
    with pytest.raises(InvalidInput):
        send(draft, phone=phone)
    assert not PhoneCode.objects.exists()


def test_a_forgotten_draft_is_a_dead_link(draft):
    key = send(draft)
    draft.delete()
    with pytest.raises(DeadLink):
        open_draft_link(key, at=MONDAY)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_time_open_it_once(province):  # noqa: F811
    key = send(begin())

    def one(_number: int) -> bool:
        try:
            open_draft_link(key, at=MONDAY)
        except DeadLink:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(one, range(8))) == 1
