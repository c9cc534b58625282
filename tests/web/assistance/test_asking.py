"""Ask for help and be answered, by pages alone: no account, no script."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.assistance.models import HelpRequest
from motcua.journal.models import Event
from tests.web.conftest import BIRTH
from tests.web.desk import WARD_UNIT, desk, text

POINT = "002.03.31.H22"
ASKED = {"kind": "chat", "name": "Vàng Thị Mỷ", "don-vi": WARD_UNIT, "text": "Cần giấy gì?", "phone": "", "when": ""}


def ask(visitor: Client, **changes: str) -> HelpRequest:
    answer = visitor.post("/ho-tro/hoi/", {**ASKED, **changes})
    assert answer.status_code == 302, text(answer)
    return HelpRequest.objects.latest("id")


def test_in_writing_comes_first_and_the_answer_is_on_ones_own_page(visitor: Client) -> None:
    page = text(visitor.get(f"/ho-tro/hoi/?thu-tuc={BIRTH}"))
    assert page.index('value="chat"') < page.index('value="call_back"')
    assert 'value="chat" id="id_kind_0" checked' in page
    row = ask(visitor, **{"thu-tuc": BIRTH})
    assert row.procedure.code == BIRTH
    own = f"/ho-tro/{row.token}/"
    helper = desk("thao.tiepnhan")
    assert "Vàng Thị Mỷ" in text(helper.get("/ban-tro-giup/"))
    there = f"/ban-tro-giup/{row.pk}/"
    assert helper.post(there, {"act": "answer", "text": "Giấy chứng sinh ạ."}).status_code == 302
    page = text(visitor.get(own))
    assert "Giấy chứng sinh ạ." in page
    assert "Phan Phương Thảo" in page
    assert visitor.post(own, {"act": "say", "text": "Cảm ơn"}).status_code == 302
    assert "Cảm ơn" in text(helper.get(there))
    assert helper.post(there, {"act": "close", "outcome": ""}).status_code == 422
    assert helper.post(there, {"act": "close", "outcome": "Đã hướng dẫn"}).status_code == 302
    assert "Cuộc trao đổi này đã xong" in text(visitor.get(own))
    assert "từ lúc hỏi đến lúc trả lời" in text(helper.get("/ban-tro-giup/so-lieu/"))


def test_a_call_needs_a_phone(visitor: Client) -> None:
    answer = visitor.post("/ho-tro/hoi/", {**ASKED, "kind": "call_back"})
    assert answer.status_code == 422
    assert "Hãy nhập số điện thoại để chúng tôi gọi lại." in text(answer)
    row = ask(visitor, kind="call_back", phone="0912 345 678", when="sau 15 giờ")
    assert "Gọi vào lúc: sau 15 giờ" in text(desk("thao.tiepnhan").get(f"/ban-tro-giup/{row.pk}/"))


@pytest.mark.parametrize("changes", [{"don-vi": ""}, {"don-vi": "H22"}, {"kind": "fax"}, {"name": ""}, {"text": ""}])
def test_what_is_missing_is_said(visitor: Client, changes: dict[str, str]) -> None:
    before = HelpRequest.objects.count()
    assert visitor.post("/ho-tro/hoi/", {**ASKED, **changes}).status_code == 422
    assert HelpRequest.objects.count() == before


def test_a_place_not_chosen_stands_in_the_summary_too(visitor: Client) -> None:
    page = text(visitor.post("/ho-tro/hoi/", {**ASKED, "don-vi": ""}))
    assert page.count("Hãy chọn nơi bạn muốn hỏi.") == 2
    assert '<a href="#don-vi">' in page


def test_the_phone_is_said_to_be_needed_for_a_call(visitor: Client) -> None:
    page = text(visitor.get("/ho-tro/hoi/"))
    assert 'Điện thoại <span class="optional">(cần khi bạn muốn được gọi lại)' in page


def test_words_are_shown_as_words(visitor: Client) -> None:
    row = ask(visitor, name="<img src=x onerror=alert(1)>", text="<script>alert(1)</script> {{ 7|add:7 }}")
    for page in (visitor.get(f"/ho-tro/{row.token}/"), desk("thao.tiepnhan").get(f"/ban-tro-giup/{row.pk}/")):
        shown = text(page)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "{{ 7|add:7 }}" in shown


def test_asked_too_often_one_waits(visitor: Client) -> None:
    for _time in range(4):
        ask(visitor)
    answer = visitor.post("/ho-tro/hoi/", ASKED)
    assert answer.status_code == 429
    assert "Hãy chờ" in text(answer)


def test_strangers_see_no_question(visitor: Client) -> None:
    row = ask(visitor)
    there = f"/ban-tro-giup/{row.pk}/"
    for who in ("chu.tiepnhan", "trang.hotro"):
        assert desk(who).get(there).status_code == 404
        assert desk(who).post(there, {"act": "take"}).status_code == 404
    assert desk("duc.thuly").get("/ban-tro-giup/").status_code == 404
    assert visitor.get(there).status_code == 302  # to the sign-in
    assert visitor.get("/ho-tro/khong-co/").status_code == 404
    row.refresh_from_db()
    assert row.state == "waiting"


def test_the_second_helper_learns_who_was_first(visitor: Client) -> None:
    there = f"/ban-tro-giup/{ask(visitor).pk}/"
    first, second = desk("thao.tiepnhan"), desk("nhung.tiepnhan")
    first.post(there, {"act": "take"})
    page = text(second.post(there, {"act": "take"}, follow=True))
    assert "Phan Phương Thảo đã nhận trả lời" in page
    first.post(there, {"act": "back"})
    assert second.post(there, {"act": "take"}).status_code == 302
    assert HelpRequest.objects.latest("id").taken_by.username == "nhung.tiepnhan"


def test_the_queue_does_not_ask_more_with_more_rows(visitor: Client, django_assert_max_num_queries) -> None:
    helper = desk("thao.tiepnhan")
    helper.get("/ban-tro-giup/")
    for number in range(3):
        ask(Client(headers={"accept-language": "vi"}), name=f"Người {number}")
    with django_assert_max_num_queries(20):
        helper.get("/ban-tro-giup/")


def test_the_journal_names_the_helper_and_not_the_person(visitor: Client) -> None:
    row = ask(visitor)
    desk("thao.tiepnhan").post(f"/ban-tro-giup/{row.pk}/", {"act": "answer", "text": "Chào chị"})
    events = Event.objects.filter(subject=f"help:{row.pk}")
    assert {event.name for event in events} == {"help.asked", "help.taken", "help.answered"}
    assert not any("Mỷ" in f"{event.data}{event.actor_name}{event.subject_label}" for event in events)
