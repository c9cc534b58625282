"""The officer's page: a counter is opened, the next is called with the reason, and what follows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.door.models import Counter, CounterSession, Ticket, TicketCall
from tests.web.desk import WARD_UNIT, desk, text
from tests.web.queue.steps import nobody_waits, serve, sits, take, ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(visitor) -> list[Ticket]:
    nobody_waits()
    for n in range(3):
        take(visitor, "kiosk", key=f"k{n}", nhom=["elderly"] if n == 2 else [])
    return list(Ticket.objects.exclude(state="left").order_by("id"))


def page(client) -> str:
    return text(client.get("/goi-so/"))


def test_choose_a_counter_call_serve_finish(three):
    client = desk("thao.tiepnhan")
    assert "Bạn ngồi quầy nào?" in page(client)
    client, counter = sits()
    assert f"<strong>{three[2].code}</strong>" in page(client) and "Người cao tuổi" in page(client)
    client.post(f"/goi-so/quay/{counter}/goi/")
    assert "Đang gọi" in page(client) and "Vắng mặt" in page(client)
    assert TicketCall.objects.get().ticket == three[2]
    again = client.post(f"/goi-so/{three[2].pk}/goi-lai/", follow=True)
    assert f"Đã gọi lại số {three[2].code}." in again.content.decode()
    client.post(f"/goi-so/{three[2].pk}/bat-dau/")
    assert "Mở trang tiếp nhận" in page(client)
    client.post(f"/goi-so/{three[2].pk}/xong/", {"tiep": "1"})
    assert Ticket.objects.get(counter=counter, state="called") == three[0], "done, and the next at once"
    client.post(f"/goi-so/{three[0].pk}/bo-qua/")
    assert Ticket.objects.get(pk=three[0].pk).skips == 1
    assert "chờ thêm 3 lượt" in page(client)


def test_a_transfer_from_the_page(three):
    client, counter = sits()
    client.post(f"/goi-so/quay/{counter}/goi/")
    other = Counter.objects.get(premises=ward(), number=2)
    client.post(f"/goi-so/{three[2].pk}/chuyen/", {"den": "rac"})
    assert Ticket.objects.get(pk=three[2].pk).state == "called"
    client.post(f"/goi-so/{three[2].pk}/chuyen/", {"den": f"quay:{other.pk}"})
    moved = Ticket.objects.get(pk=three[2].pk)
    assert (moved.state, moved.only_counter) == ("waiting", other)


def test_who_comes_after_all_is_called(three):
    client, counter = sits()
    Ticket.objects.filter(pk=three[0].pk).update(state="skipped", skips=3)
    assert "Nay có mặt, gọi" in page(client)
    client.post(f"/goi-so/quay/{counter}/co-mat/", {"so": str(three[0].pk)})
    assert Ticket.objects.get(pk=three[0].pk).state == "called"


def test_the_reception_opens_with_the_person(three):
    client, counter = sits()
    Ticket.objects.filter(pk=three[2].pk).update(phone="0912345678")
    client.post(f"/goi-so/quay/{counter}/goi/")
    client.post(f"/goi-so/{three[2].pk}/bat-dau/")
    assert 'name="nguoi" value="0912345678"' in page(client)


def test_a_number_for_somebody_at_the_desk(three):
    client, _counter = sits()
    sent = {"don-vi": WARD_UNIT, "viec": "ask", "nhom": ["urgent"], "ten": "Sùng Mí Phìn", "key": "k"}
    client.post("/goi-so/lay-so/", sent)
    client.post("/goi-so/lay-so/", sent)
    ticket = Ticket.objects.get(source="desk")
    assert (ticket.series, ticket.groups, ticket.name) == ("C", ["urgent"], "Sùng Mí Phìn")
    assert client.post("/goi-so/lay-so/", {**sent, "don-vi": "000.00.22.H22"}).status_code == 404


@pytest.mark.parametrize("who", ["duc.thuly", "chu.tiepnhan"])
def test_others_do_not_call_here(three, who):
    client, counter = sits()
    client.post(f"/goi-so/quay/{counter}/goi/")
    stranger = desk(who)
    for address in (f"/goi-so/quay/{counter}/goi/", f"/goi-so/quay/{counter}/dong/", f"/goi-so/{three[2].pk}/xong/"):
        assert stranger.post(address).status_code == 404
    assert Ticket.objects.get(pk=three[2].pk).state == "called"
    assert desk("duc.thuly").get("/goi-so/").status_code == 404


def test_a_colleague_of_the_unit_does_not_act_at_my_counter(three):
    client, counter = sits()
    client.post(f"/goi-so/quay/{counter}/goi/")
    colleague, _own = sits("nhung.tiepnhan", 2)
    answer = colleague.post(f"/goi-so/{three[2].pk}/xong/", follow=True)
    assert "Bạn chưa ngồi ở quầy này" in text(answer)
    assert Ticket.objects.get(pk=three[2].pk).state == "called"


@pytest.mark.parametrize("address", ["/goi-so/1/x/", "/goi-so/99999999/xong/", "/goi-so/quay/99999999/goi/"])
def test_odd_acts_are_not_there(three, address):
    assert desk("thao.tiepnhan").post(address).status_code == 404


def test_the_page_asks_as_much_whatever_the_queue_and_its_past(visitor, three):
    client, counter = sits()
    serve(client, counter)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            page(client)
        return len(caught)

    few = queries()
    for n in range(5):
        take(visitor, "kiosk", key=f"more{n}", nhom=["disabled"])
    serve(client, counter)
    serve(client, counter)
    assert queries() == few
    assert CounterSession.objects.count() == 1
