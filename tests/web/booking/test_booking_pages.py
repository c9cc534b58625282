"""Booking by pages alone: hand in, pick up, change, take what is offered, and what the unit sees."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.clock.actions import turn_to
from motcua.door.booking.actions.rebooking import displace_appointments
from motcua.door.models import Appointment, Premises
from motcua.dossiers.models import Dossier
from motcua.notices.models import Message
from motcua.rulebook.vietnamese import VIETNAM
from tests.web.conftest import BIRTH, MONDAY
from tests.web.desk import WARD_UNIT, birth_dossier, desk, staff

PHONE = "0987654321"
NINE = "2020-04-03T09:15"
GIVEN = {"name": "Sùng Thị Dợ", "phone": PHONE, "groups": ["with_children"]}

pytestmark = pytest.mark.usefixtures("province")


def code_sent(phone: str = PHONE) -> str:
    found = Message.objects.filter(to=phone, text__contains="mã đặt lịch").latest("pk")
    return str(re.findall(r"\d{6}", found.text)[0])


def page(answer: Any) -> str:
    return str(answer.content.decode())


def book(client: Client, when: str = NINE, **changes: Any) -> Appointment:
    """Chosen, told who, proved."""
    address = reverse("web:book_person", args=[BIRTH, WARD_UNIT, when])
    assert client.post(address, GIVEN | changes)["Location"] == reverse("web:book_code")
    answer = client.post(reverse("web:book_code"), {"code": code_sent(changes.get("phone", PHONE))})
    assert answer.status_code == 302, page(answer)
    return Appointment.objects.get(token=answer["Location"].split("/")[2])


def test_from_the_first_page_to_the_code_without_an_account(visitor: Client) -> None:
    assert reverse("web:book_procedures") in page(visitor.get(reverse("web:book")))
    assert reverse("web:book_units", args=[BIRTH]) in page(visitor.get("/dat-lich/nop/?q=khai+sinh"))
    days = reverse("web:book_days", args=[BIRTH, WARD_UNIT])
    assert days in page(visitor.get(reverse("web:book_units", args=[BIRTH])))
    shown = page(visitor.get(days))
    assert "Thứ Sáu 3/4" in shown
    assert "Giỗ Tổ" in shown  # Thursday is a holiday, and says so
    assert f'href="{NINE}/"' in page(visitor.get(f"{days}?ngay=2020-04-03"))
    made = book(visitor)
    assert (made.state, made.name, made.groups) == ("booked", "Sùng Thị Dợ", ["with_children"])
    done = page(visitor.get(reverse("web:appointment", args=[made.token])))
    for word in (made.code, "Giấy chứng sinh", "Phòng một cửa", "svg", "lich.ics", "so-do"):
        assert word in done
    assert PHONE not in done


def test_a_wrong_code_books_nothing_and_a_new_one_can_be_asked(visitor: Client) -> None:
    visitor.post(reverse("web:book_person", args=[BIRTH, WARD_UNIT, NINE]), GIVEN)
    wrong = "000000" if code_sent() != "000000" else "111111"
    assert "Mã chưa đúng" in page(visitor.post(reverse("web:book_code"), {"code": wrong}))
    assert "Đã gửi mã mới" in page(visitor.post(reverse("web:book_code"), {"again": "1"}))
    assert not Appointment.objects.filter(phone=PHONE).exists()
    visitor.post(reverse("web:book_code"), {"code": code_sent()})
    assert Appointment.objects.filter(phone=PHONE).count() == 1


def test_errors_stand_at_their_fields_and_keep_what_was_typed(visitor: Client) -> None:
    shown = page(visitor.post(reverse("web:book_person", args=[BIRTH, WARD_UNIT, NINE]), {"name": "", "phone": "12"}))
    assert "Hãy nhập họ tên." in shown
    assert 'value="12"' in shown
    assert not Message.objects.filter(text__contains="mã đặt lịch").exists()


def test_a_second_one_leads_kindly_to_the_first(visitor: Client) -> None:
    made = book(visitor)
    again = visitor.post(reverse("web:book_person", args=[BIRTH, WARD_UNIT, "2020-04-06T09:15"]), GIVEN)
    assert again.status_code == 409
    assert reverse("web:appointment", args=[made.token]) in page(again)


def test_a_time_that_went_meanwhile_offers_the_nearest(visitor: Client) -> None:
    answer = visitor.post(reverse("web:book_person", args=[BIRTH, WARD_UNIT, "2020-04-03T09:07"]), GIVEN)
    assert answer.status_code == 302
    told = visitor.post(reverse("web:book_code"), {"code": code_sent()})
    assert told.status_code == 409
    assert len(re.findall(r"/dat-lich/nop/1\.001193/[^/]+/2020-04-03T\d\d:\d\d/", page(told))) == 3


def test_a_script_from_one_browser_is_told_to_wait(visitor: Client) -> None:
    address = reverse("web:book_person", args=[BIRTH, WARD_UNIT, NINE])
    answers = [visitor.post(address, GIVEN).status_code for _ in range(7)]
    assert answers == [302] * 5 + [429] * 2


@pytest.mark.parametrize("when", ["2020-04-03", "x", "2020-13-01T09:00", "9999-12-31T23:59"])
def test_odd_moments_are_no_error(visitor: Client, when: str) -> None:
    address = reverse("web:book_person", args=[BIRTH, WARD_UNIT, when])
    assert visitor.get(address).status_code in {200, 404}
    if visitor.get(address).status_code == 200:
        visitor.post(address, GIVEN)
        assert visitor.post(reverse("web:book_code"), {"code": code_sent()}).status_code == 409


def test_change_and_cancel_with_two_taps(visitor: Client) -> None:
    made = book(visitor)
    change = reverse("web:appointment_change", args=[made.token])
    assert "2020-04-06" in page(visitor.get(change))
    assert visitor.post(change, {"luc": "2020-04-06T10:00"}).status_code == 302
    made.refresh_from_db()
    assert made.during.lower.astimezone(VIETNAM).strftime("%d/%m %H:%M") == "06/04 10:00"
    calendar = visitor.get(reverse("web:appointment_calendar", args=[made.token])).content.decode()
    assert "SEQUENCE:1" in calendar
    assert "DTSTART:20200406T030000Z" in calendar
    cancel = reverse("web:appointment_cancel", args=[made.token])
    assert "Bạn hủy" in page(visitor.get(cancel))
    visitor.post(cancel)
    assert "đã hủy" in page(visitor.get(reverse("web:appointment", args=[made.token])))
    assert "STATUS:CANCELLED" in visitor.get(reverse("web:appointment_calendar", args=[made.token])).content.decode()


def test_one_who_was_moved_takes_the_new_time_with_one_button(visitor: Client) -> None:
    made = book(visitor)
    premises = Premises.objects.get(office__code=WARD_UNIT)
    why = [{"document": "905/UBND-PVHCC", "clause": "2.1", "note": "Quầy tạm dừng"}]
    displace_appointments(
        premises_id=premises.pk,
        since=MONDAY.replace(month=4, day=3, hour=7),
        until=MONDAY.replace(month=4, day=3, hour=18),
        because=why,
        by=staff("thu.truongbophan"),
        at=MONDAY,
    )
    offer = Appointment.objects.get(moved_from=made, state="held")
    own = reverse("web:appointment", args=[made.token])
    shown = page(visitor.get(own))
    for word in ("phải dời", "905/UBND-PVHCC", "Tôi đến giờ này", "Nộp trực tuyến"):
        assert word in shown
    assert "phải dời" in page(visitor.get(reverse("web:appointment", args=[offer.token])))
    assert visitor.get(reverse("web:appointment_change", args=[made.token])).status_code == 200
    assert "2 người, 2 người chưa trả lời" in page(desk("thao.tiepnhan").get("/hen/"))
    visitor.post(reverse("web:appointment_accept", args=[offer.token]))
    assert visitor.get(own)["Location"] == reverse("web:appointment", args=[offer.token])
    assert "2 người, 1 người chưa trả lời" in page(desk("thao.tiepnhan").get("/hen/"))
    first = visitor.get(reverse("web:appointment_calendar", args=[made.token])).content.decode()
    assert f"UID:{made.token}@motcua" in first  # the phone moves the entry it has


def ready(phone: str = PHONE) -> Dossier:
    dossier = birth_dossier(applicant={"full_name": "Sùng Thị Dợ", "phone": phone, "address": "Tổ 5"})
    Dossier.objects.filter(pk=dossier.pk).update(state="result_ready")
    return dossier


def ask_for(client: Client, dossier: str, phone: str = PHONE) -> Any:
    """Code and phone typed, the phone proved."""
    answer = client.post(reverse("web:book_pick_up"), {"dossier": dossier, "phone": phone})
    if answer["Location"] == reverse("web:book_code"):
        answer = client.post(reverse("web:book_code"), {"code": code_sent(phone)})
    return client.get(answer["Location"])


def test_a_result_is_picked_up_at_the_time_chosen(visitor: Client) -> None:
    dossier = ready()
    assert ask_for(visitor, dossier.code.lower()).status_code == 200
    answer = visitor.post(reverse("web:book_pick_up_days"), {"luc": NINE})
    made = Appointment.objects.get(token=answer["Location"].split("/")[2])
    assert (made.purpose, made.dossier_code, made.name) == ("pick_up", dossier.code, "Sùng Thị Dợ")


def test_whether_a_code_exists_is_told_to_its_own_phone_alone(visitor: Client) -> None:
    others, waiting = ready("0912000999"), birth_dossier()
    answers = {
        re.sub(r'token" value="\w+"', "", page(ask_for(visitor, code)))
        for code in (others.code, waiting.code, "000.00.00.H22-200330-9999", "'; --")
    }
    assert len(answers) == 1
    assert "Không tìm thấy kết quả" in answers.pop()
    assert Client().get(reverse("web:book_pick_up_days"))["Location"] == reverse("web:book_pick_up")


def test_the_unit_sees_its_day_and_notes_who_came(visitor: Client) -> None:
    row = Appointment.objects.get(code="HEN2-01")
    officer = desk("thao.tiepnhan")
    shown = page(officer.get("/hen/"))
    assert row.code in shown
    assert "Giàng Thị Say" in shown
    assert officer.post(reverse("web:appointment_act", args=[row.pk, "den"])).status_code == 302
    row.refresh_from_db()
    assert row.state == "arrived"
    late = Appointment.objects.get(code="HEN2-02")
    refused = officer.post(reverse("web:appointment_act", args=[late.pk, "vang"]))
    assert (refused.status_code, "Chưa đến giờ hẹn" in page(refused)) == (409, True)
    turn_to(MONDAY.replace(hour=9, minute=30), frozen=True)
    officer = desk("thao.tiepnhan")
    officer.post(reverse("web:appointment_act", args=[late.pk, "vang"]))
    late.refresh_from_db()
    assert late.state == "missed"


def test_a_cancellation_needs_a_reason_and_another_unit_finds_nothing(visitor: Client) -> None:
    row = Appointment.objects.get(code="HEN2-07")
    officer = desk("thao.tiepnhan")
    address = reverse("web:appointment_act", args=[row.pk, "huy"])
    assert "ghi lý do" in page(officer.post(address))
    assert desk("pao.tiepnhan").post(address, {"why": "x"}).status_code == 404
    assert desk("duc.thuly").get("/hen/").status_code == 404
    officer.post(address, {"why": "Cán bộ ốm"})
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert Message.objects.filter(to=row.phone, text__contains="Cán bộ ốm").exists()


def test_booked_by_an_officer_for_one_who_calls(visitor: Client) -> None:
    officer = desk("thao.tiepnhan")
    address = reverse("web:appointment_book", args=[Premises.objects.get(office__code=WARD_UNIT).pk])
    assert NINE in page(officer.get(f"{address}?procedure={BIRTH}"))
    given = {"procedure": BIRTH, "when": NINE, "name": "Cụ Lầu", "phone": "02193812345"}
    assert officer.post(address, given | {"when": "2020-04-03T03:00"}).status_code == 200
    answer = officer.post(address, given)
    assert answer.status_code == 302, page(answer)
    made = Appointment.objects.get(phone="02193812345")
    assert made.made_by == staff("thao.tiepnhan")
    assert made.during.lower.astimezone(VIETNAM).date() == date(2020, 4, 3)
    assert officer.post(address, given | {"when": "2020-04-06T09:15"}).status_code == 409


@pytest.mark.parametrize(
    "address", ["/dat-lich/", "/dat-lich/nop/", f"/dat-lich/nop/{BIRTH}/{WARD_UNIT}/?ngay=2020-04-03"]
)
def test_pages_are_small(visitor: Client, address: str) -> None:
    assert len(visitor.get(address).content) < 30_000


def test_a_reason_too_long_stays_as_typed_at_its_field(visitor: Client) -> None:
    row = Appointment.objects.get(code="HEN2-07")
    why = "Cán bộ ốm " * 40
    answer = desk("thao.tiepnhan").post(reverse("web:appointment_act", args=[row.pk, "huy"]), {"why": why})
    shown = page(answer)
    assert answer.status_code == 422
    assert shown.count("Lý do dài quá 300 ký tự.") == 2
    assert f'<a href="#why-{row.pk}">' in shown
    assert "<details open>" in shown and why in shown


def test_a_day_that_is_none_is_said_and_stays(visitor: Client) -> None:
    shown = page(desk("thao.tiepnhan").get("/hen/?ngay=31/2/2020"))
    assert shown.count("Hãy ghi một ngày có thật, ví dụ 31/3/2020.") == 2
    assert 'value="31/2/2020"' in shown and '<a href="#ngay">' in shown
    assert "1/4/2020" in page(desk("thao.tiepnhan").get("/hen/?ngay=01042020"))
