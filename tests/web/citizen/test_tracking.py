"""Follow without signing in: nothing is given away, everything is there for the holder of the secret."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.clock.actions import turn_to
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft
from motcua.people.models import Staff
from tests.web.citizen.test_hand_in import begin, fill
from tests.web.conftest import MONDAY, UNIT, jpeg


@pytest.fixture
def handed_in(visitor) -> tuple[Dossier, str]:
    """A dossier on its way, and its secret."""
    draft_url = begin(visitor)
    fill(visitor, draft_url)
    visitor.post(f"{draft_url}xem-lai/")
    return Dossier.objects.get(), actions.secret_of_draft(Draft.objects.get())


def officer() -> Staff:
    return Staff.objects.filter(roles__role="receiving_officer", roles__office__code=UNIT).first()


def look(client, code: str, secret: str):
    return client.post("/tra-cuu/", {"ma": code, "bi-mat": secret}, follow=True)


def test_the_code_alone_shows_how_far_it_is_and_nothing_else(client, handed_in):
    dossier, _ = handed_in
    page = client.get(f"/tra-cuu/?ma={dossier.code}").content.decode()
    assert "chờ tiếp nhận" in page
    for private in (dossier.applicant_name, dossier.applicant_phone, dossier.office.name, str(dossier.procedure)):
        assert private not in page


def test_unknown_code_and_wrong_secret_get_the_same_answer(client, handed_in):
    dossier, _ = handed_in
    unknown = dossier.code[:-4] + "9999"
    wrong = look(client, dossier.code, "AAAA-AAAA-AAAA")
    missing = look(client, unknown, "AAAA-AAAA-AAAA")
    assert wrong.status_code == missing.status_code == 200

    def answer(response) -> str:
        page = response.content.decode()
        return page[page.index("<main") : page.index("<form", page.index("<main"))]

    assert answer(wrong) == answer(missing)
    assert "Chưa tìm thấy hồ sơ với mã này" in answer(wrong)


def test_after_ten_wrong_tries_a_wait(client, handed_in):
    dossier, secret = handed_in
    for _ in range(10):
        look(client, dossier.code, "AAAA-AAAA-AAAA")
    answer = look(client, dossier.code, secret)
    assert answer.status_code == 429
    assert "Bạn đã thử sai 10 lần" in answer.content.decode()


def test_code_and_secret_show_where_it_is_and_the_page_closes_again(client, handed_in):
    dossier, secret = handed_in
    page = look(client, dossier.code.lower(), secret.lower()).content.decode()
    assert dossier.office.name in page
    assert "Bạn đã nộp hồ sơ" in page
    assert client.get(f"/tra-cuu/{dossier.code}/").status_code == 200
    client.post("/tra-cuu/dong/")
    assert client.get(f"/tra-cuu/{dossier.code}/").status_code == 302


def test_what_was_looked_up_closes_by_itself(client, handed_in):
    dossier, secret = handed_in
    look(client, dossier.code, secret)
    turn_to(MONDAY + timedelta(minutes=31), frozen=True)
    assert client.get(f"/tra-cuu/{dossier.code}/").status_code == 302


def test_a_stranger_gets_no_slip_and_no_result(client, handed_in):
    dossier, _ = handed_in
    assert client.get(f"/tra-cuu/{dossier.code}/phieu/1/").status_code == 404
    assert client.get(f"/tra-cuu/{dossier.code}/ket-qua/1/").status_code == 404
    assert client.post(f"/tra-cuu/{dossier.code}/rut/", {"yes": "1"}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def test_accepted_the_due_time_and_slip_01_as_pdf(client, handed_in):
    dossier, secret = handed_in
    _row, slip = actions.accept(dossier=dossier, by=officer(), at=MONDAY + timedelta(minutes=5))
    page = look(client, dossier.code, secret).content.decode()
    assert "Hẹn trả kết quả" in page
    pdf = client.get(f"/tra-cuu/{dossier.code}/phieu/{slip.pk}/")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")


def test_the_control_slip_which_names_officers_stays_in_the_house(client, handed_in):
    dossier, secret = handed_in
    actions.accept(dossier=dossier, by=officer(), at=MONDAY)
    found = actions.view_control_slip(staff=officer(), code=dossier.code, at=MONDAY)
    assert found is not None
    page = look(client, dossier.code, secret).content.decode()
    receipt = dossier.slips.get(kind="01")
    assert f"/phieu/{receipt.pk}/" in page
    assert f"/phieu/{found[0].pk}/" not in page
    assert client.get(f"/tra-cuu/{dossier.code}/phieu/{found[0].pk}/").status_code == 404


def test_what_is_missing_is_asked_and_handed_in_from_the_page(client, handed_in):
    dossier, secret = handed_in
    at = MONDAY + timedelta(minutes=5)
    actions.request_supplement(dossier=dossier, items=["Giấy chứng sinh rõ hơn"], reason="Ảnh mờ", by=officer(), at=at)
    page = look(client, dossier.code, secret).content.decode()
    assert "Giấy chứng sinh rõ hơn" in page and "Ảnh mờ" in page
    url = f"/tra-cuu/{dossier.code}/bo-sung/"
    empty = client.post(url, {"note": ""}).content.decode()
    assert 'href="#files"' in empty
    bad = client.post(url, {"files": SimpleUploadedFile("a.jpg", b"#!/bin/sh"), "note": "Xin lỗi"}).content.decode()
    assert "chương trình" in bad and "Xin lỗi" in bad
    long = client.post(url, {"note": "dài " * 300}).content.decode()
    assert long.count("Lời nhắn dài tối đa 1.000 ký tự, hãy viết ngắn hơn.") == 2
    assert 'href="#note"' in long and "dài dài dài" in long
    right = client.post(url, {"files": SimpleUploadedFile("a.jpg", jpeg())}, follow=True).content.decode()
    assert "Đã nhận phần bổ sung của bạn" in right
    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def test_taken_back_only_after_a_second_yes(client, handed_in):
    dossier, secret = handed_in
    look(client, dossier.code, secret)
    asked = client.post(f"/tra-cuu/{dossier.code}/rut/").content.decode()
    assert dossier.code in asked
    dossier.refresh_from_db()
    assert dossier.state == "submitted"
    client.post(f"/tra-cuu/{dossier.code}/rut/", {"yes": "1", "reason": "Nhầm"})
    dossier.refresh_from_db()
    assert dossier.state == "withdrawn"


@pytest.mark.parametrize("code", ["", "x" * 300, "\0", "' OR 1=1 --", "000.00.00.H22-209913-0001"])
def test_odd_codes_are_answered_calmly(client, province, code):
    assert client.post("/tra-cuu/", {"ma": code, "bi-mat": "x"}).status_code == 200
