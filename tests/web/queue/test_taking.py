"""Taking a number: on the phone and at the kiosk, without JavaScript; what policy closes says why and what else."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from psycopg.types.range import Range

from motcua.catalog.models import Procedure
from motcua.clock.actions import turn_to
from motcua.door.models import Appointment, Premises, Ticket
from motcua.journal.models import Event
from tests.web.conftest import MONDAY
from tests.web.desk import BIRTH, text
from tests.web.queue.steps import door, enact_for, key_of, nobody_waits, take, ward

pytestmark = pytest.mark.django_db


def test_one_question_a_page(visitor):
    nobody_waits()
    first = text(visitor.get(door()))
    assert "Hôm nay bạn cần gì?" in first and "Nhận kết quả" in first
    matter = text(visitor.get(door() + "?viec=hand_in"))
    assert "Hộ tịch" in matter and "Đường bộ" not in matter, "only what is received at this unit"
    assert "khai sinh" in text(visitor.get(door() + "?viec=hand_in&q=khai+sinh"))
    details = text(visitor.get(f"{door()}?viec=hand_in&thu-tuc={BIRTH}"))
    assert "60 tuổi" in details and "Số điện thoại" in details
    assert "Số điện thoại" not in text(visitor.get(f"{door('kiosk')}?viec=hand_in&thu-tuc={BIRTH}"))


def test_a_number_by_phone_is_remembered_by_the_browser(visitor):
    nobody_waits()
    answer = take(visitor, nhom=["elderly", "urgent"], **{"dien-thoai": "0912 345 678", "ngoai": "1"})
    ticket = Ticket.objects.latest("id")
    assert answer.status_code == 302 and answer["Location"] == f"/so/{ticket.token}/"
    assert (ticket.groups, ticket.phone, ticket.outside, ticket.source) == (["elderly"], "0912345678", True, "phone")
    assert ticket.code in text(visitor.get(door())), "the door's page leads back to it"


def test_two_taps_and_a_second_visit_are_one_ticket(visitor):
    before = Ticket.objects.count()
    key = key_of(visitor, f"{door()}?viec=hand_in&thu-tuc={BIRTH}")
    first, second, later = take(visitor, key=key), take(visitor, key=key), take(visitor)
    assert first["Location"] == second["Location"] == later["Location"]
    assert Ticket.objects.count() == before + 1


def test_the_kiosk_prints_a_slip_and_forgets(visitor):
    nobody_waits()
    answer = take(visitor, "kiosk")
    ticket = Ticket.objects.latest("id")
    slip = visitor.get(answer["Location"])
    assert ticket.code in text(slip) and f"/so/{ticket.token}/" in text(slip)
    assert re.search(r'<svg [^>]*viewBox="[^>]*class="qr"', text(slip)), "scaled to the paper, never cut"
    assert take(visitor, "kiosk").status_code == 302
    assert Ticket.objects.latest("id").pk != ticket.pk, "the next person gets a number of his own"


@pytest.mark.parametrize("address", ["/lay-so/khong-co/", "/kiosk/khong-co/", "/kiosk/x/phieu/y/", "/so/khong-co/"])
def test_unknown_doors_and_tickets_are_not_there(visitor, address):
    assert visitor.get(address).status_code == 404


def test_another_units_ticket_is_not_printed_here(visitor):
    take(visitor)
    ticket = Ticket.objects.latest("id")
    other = Premises.objects.exclude(pk=ticket.premises_id).first()
    assert visitor.get(f"/kiosk/{other.door_key}/phieu/{ticket.token}/").status_code == 404


def test_a_wrong_phone_keeps_what_was_typed(visitor):
    answer = take(visitor, nhom=["disabled"], **{"dien-thoai": "12ab"})
    assert answer.status_code == 422
    assert "Số di động gồm 10 chữ số" in text(answer) and 'value="12ab"' in text(answer)
    assert 'value="disabled" checked' in text(answer)


def test_a_script_is_slowed_down(visitor):
    nobody_waits()
    statuses = []
    for n in range(25):
        visitor.session.flush()
        visitor.cookies.clear()
        statuses.append(take(visitor, key=f"k{n}").status_code)
    assert statuses[:20] == [302] * 20 and set(statuses[20:]) == {429}
    turn_to(MONDAY + timedelta(seconds=31), frozen=True)
    assert take(visitor, key="later").status_code == 302


@pytest.fixture
def closed(province):
    """The counter is kept for those who use neither online nor the post."""
    from motcua.people.models import Office
    from tests.dossiers.test_submission import enact
    from tests.web.desk import staff

    class World:
        province = Office.objects.get(code="H22")
        leader = staff("dung.lanhdao")
        receiver = staff("hanh.chinhsach")

    enact(World(), {"point": "receive.counter", "value": "fallback", "when": {}, "from": "2020-03-30"})
    turn_to(MONDAY + timedelta(hours=2), frozen=True)


def test_a_closed_counter_says_the_clause_and_the_other_ways(visitor, closed):
    page = text(visitor.get(f"{door()}?viec=hand_in&thu-tuc={BIRTH}"))
    assert "905/UBND-PVHCC" in page and "Nộp trực tuyến" in page and 'name="nhom"' not in page
    answer = visitor.post(door(), {"viec": "hand_in", "thu-tuc": BIRTH, "key": "k"})
    assert answer.status_code == 409 and "905/UBND-PVHCC" in text(answer)


def test_who_uses_neither_says_so_and_gets_a_number(visitor, closed):
    sent = {"viec": "hand_in", "thu-tuc": BIRTH, "khong-dung-duoc": "1"}
    answer = visitor.post(door(), sent)
    assert Event.objects.filter(name="dossier.exception_used").count() == 1
    page = text(visitor.get(answer["Location"]))
    assert 'name="ngoai-le" value="1"' in page
    before = Ticket.objects.count()
    visitor.post(door(), {"viec": "hand_in", "thu-tuc": BIRTH, "ngoai-le": "1", "key": "k"})
    assert Ticket.objects.count() == before + 1


@pytest.mark.parametrize(
    "query",
    [
        "viec=x",
        "viec=hand_in&thu-tuc=khong",
        "viec=hand_in&linh-vuc=%F0%9F%98%80",
        "viec=hand_in&q=%00",
        "thu-tuc=" + "a" * 300,
    ],
)
def test_odd_addresses_are_answered(visitor, query):
    assert visitor.get(f"{door()}?{query}").status_code == 200


def test_the_first_load_is_small(visitor):

    page = len(visitor.get(door()).content)
    sheets = sum(Path(finders.find(name)).stat().st_size for name in ("motcua/motcua.css", "queue/queue.css"))
    assert page + sheets < 60_000


@pytest.fixture
def booked(province) -> Appointment:
    nobody_waits()
    return Appointment.objects.create(
        code="H4K7-92", premises=ward(), counter=ward().counters.get(number=1),
        procedure=Procedure.objects.get(code=BIRTH), made_at=MONDAY,
        during=Range(MONDAY, MONDAY + timedelta(minutes=15)),
    )  # fmt: skip


@pytest.mark.parametrize("source", ["kiosk", "lay-so"])
def test_an_appointments_code_gives_its_number(visitor, booked, source):
    assert "Mã hẹn" in text(visitor.get(door(source) + "?viec=hen"))
    answer = visitor.post(door(source), {"viec": "hen", "ma-hen": " h4k7 92"})
    ticket = Ticket.objects.get(appointment=booked)
    assert answer.status_code == 302 and ticket.token in answer["Location"]
    assert ticket.groups == ["appointment"] and ticket.procedure.code == BIRTH
    assert visitor.post(door(source), {"viec": "hen", "ma-hen": "H4K7-92"})["Location"] == answer["Location"]


def test_a_code_is_not_guessed(visitor, booked):
    statuses = [visitor.post(door(), {"viec": "hen", "ma-hen": f"AAAA-{n:02d}"}).status_code for n in range(10)]
    assert statuses == [422] * 8 + [429] * 2
    assert visitor.post(door(), {"viec": "hen", "ma-hen": "H4K7-92"}).status_code == 429
    assert not Ticket.objects.filter(appointment=booked).exists()


@pytest.mark.parametrize("source", ["lay-so", "kiosk"])
def test_where_one_must_book_the_page_says_so_and_asks_who_need_not(visitor, source):
    nobody_waits()
    address = f"{door(source)}?viec=hand_in&thu-tuc={BIRTH}"
    key = key_of(visitor, address)
    enact_for(
        ward(),
        {"point": "visit.appointment", "value": "required"},
        {"point": "visit.appointment", "value": None, "when": {"groups": ["elderly", "merit"]}},
        {"point": "tickets.per_person_day", "value": 1},
    )
    shown = text(visitor.get(address))
    assert "Phải đặt lịch hẹn trước khi đến nộp hồ sơ." in shown and "Theo 7777/UBND-KSTT, mục 2.1." in shown
    assert "60 tuổi" in shown and "nhom-pregnant" not in shown and "Người có công" in shown
    assert "Mỗi người lấy không quá 1 số một ngày, theo 7777/UBND-KSTT, mục 2.1." in shown
    refused = take(visitor, source, key=key)
    assert refused.status_code == 409
    assert "Phải đặt lịch hẹn trước khi đến nộp hồ sơ. Theo 7777/UBND-KSTT, mục 2.1." in text(refused)
    sent = {"key": key, "nhom": ["merit"]}
    assert "nhập số điện thoại" in text(take(visitor, source, **sent))
    assert take(visitor, source, **sent, **{"dien-thoai": "0912345678"}).status_code == 302
    again = take(visitor, "kiosk", key=f"{key}2", nhom=["elderly"], viec="pick_up", **{"dien-thoai": "0912345678"})
    assert again.status_code == 409 and "không quá 1 số một ngày" in text(again)


def test_where_everybody_must_book_the_page_leads_to_booking(visitor):
    enact_for(ward(), {"point": "visit.appointment", "value": "required"})
    shown = text(visitor.get(f"{door()}?viec=hand_in&thu-tuc={BIRTH}"))
    assert 'name="key"' not in shown and f"/dat-lich/nop/{BIRTH}/" in shown and "?viec=ask" in shown
