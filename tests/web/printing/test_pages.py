"""The pages of papers to print: the books, the hand-over list, many slips at once, the sample for anyone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import actions
from motcua.dossiers.models import Register
from motcua.journal.queries import latest
from motcua.people.models import Role, Staff, StaffRole
from tests.web.conftest import MONDAY
from tests.web.desk import BIRTH, birth_dossier, desk, text

OFFICER = "thao.tiepnhan"


@pytest.fixture
def head(province: None) -> Staff:
    """Head of the ward's unit."""
    unit = birth_dossier().office
    staff = Staff.objects.create(username="truong.mc", full_name="Trưởng Một Cửa", office=unit)
    StaffRole.objects.create(staff=staff, role=Role.UNIT_HEAD, office=unit)
    return staff


def is_pdf(answer: Any) -> bool:
    return (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")


def test_the_books_of_ones_units_and_a_page_of_one(province: None) -> None:
    dossier = birth_dossier()
    register = Register.objects.get(office=dossier.office)
    client = desk(OFFICER)
    assert reverse("web:register", args=[register.pk]) in text(client.get(reverse("web:registers")))
    page = client.get(reverse("web:register", args=[register.pk]), {"trang": "999999999999"})
    assert page.status_code == 200
    assert dossier.code in text(page) and "Vàng Thị Mỷ" in text(page)
    assert "khoa-so" not in text(page)


def test_a_book_of_another_unit_is_not_found(province: None) -> None:
    register = Register.objects.get(office=birth_dossier().office)
    stranger = Staff.objects.create(username="la", full_name="Người Lạ", office=register.office.parent)
    StaffRole.objects.create(staff=stranger, role=Role.RECEIVING_OFFICER, office=register.office.parent)
    for name in ("register", "register_pdf"):
        assert desk("la").get(reverse(f"web:{name}", args=[register.pk])).status_code == 404
    assert desk("la").post(reverse("web:register_close", args=[register.pk]), {"sure": "1"}).status_code == 404


def test_the_book_is_printed_whole_and_by_month(province: None) -> None:
    register = Register.objects.get(office=birth_dossier().office)
    where = reverse("web:register_pdf", args=[register.pk])
    assert is_pdf(desk(OFFICER).get(where))
    assert is_pdf(desk(OFFICER).get(where, {"thang": "3"}))
    for wrong in ("13", "0", "x", "-1", "999"):
        assert desk(OFFICER).get(where, {"thang": wrong}).status_code == 422


def test_the_head_closes_the_book_once_and_must_mean_it(head: Staff) -> None:
    register = Register.objects.get(office=head.office)
    where = reverse("web:register_close", args=[register.pk])
    client = desk("truong.mc")
    assert client.post(where).status_code == 422
    assert Register.objects.get(pk=register.pk).closed_at is None
    assert client.post(where, {"sure": "1"}).status_code == 302
    assert "đã khóa" in text(client.get(reverse("web:register", args=[register.pk])))
    assert client.post(where, {"sure": "1"}).status_code == 422
    assert latest().filter(name="register.closed").count() == 1


def test_an_officer_cannot_close_it(head: Staff) -> None:
    register = Register.objects.get(office=head.office)
    answer = desk(OFFICER).post(reverse("web:register_close", args=[register.pk]), {"sure": "1"})
    assert answer.status_code == 422 and "trưởng bộ phận" in text(answer)


def test_hand_over_list_of_a_day(province: None) -> None:
    client = desk(OFFICER)
    assert "không có kết quả nào" in text(client.get(reverse("web:hand_over")))
    assert client.get(reverse("web:hand_over"), {"ngay": "hôm qua", "don-vi": "1e9"}).status_code == 404
    assert is_pdf(client.get(reverse("web:hand_over_pdf"), {"ngay": "2020-03-30"}))


def test_chosen_slips_become_one_file_and_each_is_journalled(province: None) -> None:
    slips = [birth_dossier().slips.get(kind="01") for _ in range(2)]
    client, where = desk(OFFICER), reverse("web:print_batch")
    assert all(slip.dossier.code in text(client.get(where)) for slip in slips)
    assert is_pdf(client.post(where, {"slip": [slip.pk for slip in slips]}))
    assert latest().filter(name="dossier.slip_printed").count() == 2
    assert is_pdf(client.post(where, {"codes": f" {slips[0].dossier.code.lower()}\n;x", "kind": "01"}))


@pytest.mark.parametrize(
    "sent", [{}, {"slip": ["x", "99999999"]}, {"codes": "'; --"}, {"slip": [str(n) for n in range(101)]}]
)
def test_nothing_to_print_is_said(province: None, sent: dict[str, Any]) -> None:
    answer = desk(OFFICER).post(reverse("web:print_batch"), sent)
    assert answer.status_code == 422 and 'role="alert"' in text(answer)


def test_a_filter_shows_slips_of_one_kind(province: None) -> None:
    dossier = birth_dossier()
    actions.view_control_slip(staff=Staff.objects.get(username=OFFICER), code=dossier.code, at=MONDAY)
    shown = text(desk(OFFICER).get(reverse("web:print_batch"), {"kind": "05"}))
    assert "/PKS-BPTNTKQ</td>" in shown
    assert "/BPTNTKQ</td>" not in shown


def test_anyone_reads_the_sample_dossier(visitor: Client) -> None:
    assert is_pdf(visitor.get(reverse("web:sample_dossier", args=[BIRTH])))
    assert visitor.get(reverse("web:sample_dossier", args=["9.999999"])).status_code == 404


@pytest.mark.parametrize("name", ["registers", "hand_over", "hand_over_pdf", "print_batch"])
def test_a_visitor_must_sign_in(visitor: Client, name: str) -> None:
    assert visitor.get(reverse(f"web:{name}")).status_code == 302


def test_a_hand_over_day_that_is_none_is_said_and_not_printed(province: None) -> None:
    birth_dossier()
    page = text(desk(OFFICER).get(reverse("web:hand_over"), {"ngay": "31/2/2020"}))
    assert page.count("Hãy ghi một ngày có thật, ví dụ 31/3/2020.") == 2
    assert 'value="31/2/2020"' in page
    assert desk(OFFICER).get(reverse("web:hand_over_pdf"), {"ngay": "31/2/2020"}).status_code == 404
