"""The holder's page: number, people before, minutes; outside, online, leaving, rating."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.door.models import Rating, Ticket
from motcua.dossiers.models import Draft
from motcua.journal.models import Event
from motcua.notices.models import Message
from tests.web.desk import text
from tests.web.queue.steps import nobody_waits, serve, sits, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(visitor) -> Ticket:
    nobody_waits()
    take(visitor)
    return Ticket.objects.latest("id")


def page(client, ticket: Ticket) -> str:
    return text(client.get(f"/so/{ticket.token}/"))


def test_waiting_says_how_many_how_long_and_where(visitor, mine):
    shown = page(visitor, mine)
    assert f"Số {mine.code} – Một cửa Hà Giang</title>" in shown
    assert mine.code in shown and "chưa mở" in shown and "Sân chờ có mái che" in shown
    assert f'data-live="/song/so/{mine.token}"' in shown and 'data-live-state="waiting"' in shown
    assert 'http-equiv="refresh"' in shown, "without JavaScript it looks again by itself"
    sits()
    assert "Sắp đến lượt bạn" in page(visitor, mine) and "dưới 5 phút" in page(visitor, mine)


def test_outside_is_told_by_message(visitor, mine):
    wrong = visitor.post(f"/so/{mine.token}/ra-ngoai/", {"dien-thoai": "12"})
    assert wrong.status_code == 422 and "10 chữ số" in text(wrong)
    visitor.post(f"/so/{mine.token}/ra-ngoai/", {"dien-thoai": "0912345678"})
    assert "Bạn đang chờ ngoài sân" in page(visitor, mine)
    client, counter = sits()
    client.post(f"/goi-so/quay/{counter}/goi/")
    assert set(Message.objects.values_list("reference", flat=True)) == {f"ticket:{mine.pk}:called:1"}
    assert "Mời bạn vào quầy 1" in page(visitor, mine)


def test_one_tap_begins_it_online_with_what_is_known(visitor, mine):
    Ticket.objects.filter(pk=mine.pk).update(name="Vàng Thị Mỷ", phone="0912345678")
    assert "làm được trực tuyến" in page(visitor, mine)
    answer = visitor.post(f"/so/{mine.token}/truc-tuyen/")
    draft = Draft.objects.get()
    assert draft.token in answer["Location"]
    kept = {name: value for answers in draft.data.values() for name, value in answers.items()}
    assert kept == {"applicant_name": "Vàng Thị Mỷ", "applicant_phone": "0912345678"}
    mine.refresh_from_db()
    assert mine.went_online and mine.state == "waiting", "the place is kept"
    visitor.post(f"/so/{mine.token}/truc-tuyen/")
    assert Event.objects.filter(name="ticket.went_online").count() == 1


def test_leaving_is_asked_once_more(visitor, mine):
    assert "Bạn muốn bỏ số" in text(visitor.get(f"/so/{mine.token}/ve/"))
    assert visitor.get(f"/so/{mine.token}/ve/") and Ticket.objects.get(pk=mine.pk).state == "waiting"
    visitor.post(f"/so/{mine.token}/ve/")
    assert "Bạn đã bỏ số này" in page(visitor, mine)
    assert visitor.post(f"/so/{mine.token}/truc-tuyen/").status_code == 302 and not Draft.objects.exists()


def test_rated_once(visitor, mine):
    visitor.post(f"/so/{mine.token}/danh-gia/", {"muc": "5"})
    assert not Rating.objects.exists(), "not before it is over"
    serve(*sits())
    assert "thế nào?" in page(visitor, mine)
    assert visitor.post(f"/so/{mine.token}/danh-gia/", {"muc": "9"}).status_code == 422
    for score in ("4", "1"):
        visitor.post(f"/so/{mine.token}/danh-gia/", {"muc": score, "gop-y": "Rõ ràng"})
    assert Rating.objects.values_list("score", "remark").get() == (4, "Rõ ràng")
    assert "Bạn đã gửi đánh giá" in page(visitor, mine)


def test_the_page_asks_as_much_whatever_the_queue_and_its_past(visitor, mine):
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            page(visitor, mine)
        return len(caught)

    client, counter = sits()
    few = queries()
    for n in range(6):
        take(visitor, "kiosk", key=f"k{n}")
    serve(client, counter)
    Ticket.objects.filter(pk=mine.pk).update(state="waiting", counter=None)
    for _ in range(2):
        Ticket.objects.filter(pk=mine.pk).update(state="left")
        serve(client, counter)
        Ticket.objects.filter(pk=mine.pk).update(state="waiting")
    assert queries() == few


def test_in_english(mine):
    client = Client()
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})
    shown = page(client, mine)
    assert "Your number" in shown and "people before you" in shown
