"""A citizen's own dossiers and drafts, by phone code and on a second device; and never another's."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier, Draft
from motcua.notices.models import Message
from motcua.people.models import CitizenSession
from tests.web.conftest import BIRTH, UNIT

PHONE, OTHER = "0912345678", "0987654321"


def browser(**more) -> Client:
    return Client(headers={"accept-language": "vi"}, **more)


def last_text() -> str:
    return Message.objects.order_by("-id").first().text


def sign_in(client: Client, phone: str = PHONE, **more):
    assert client.post("/cua-toi/dang-nhap/", {"phone": phone, **more}).url == "/cua-toi/ma/"
    return client.post("/cua-toi/ma/", {"code": re.search(r"\d{6}", last_text())[0]})


def begin(client: Client) -> Draft:
    client.post(f"/nop-ho-so/{BIRTH}/", {"don-vi": UNIT})
    return Draft.objects.order_by("-id").first()


@pytest.fixture
def dossier(visitor) -> Dossier:
    """One that was handed in online with the phone."""
    draft = begin(visitor)
    return Dossier.objects.create(
        code="001.03.32.H22-200330-0001", procedure=draft.procedure, office=draft.office, resolving_office=draft.office,
        handling_office=draft.office, state="submitted", channel="online", return_channel="counter",
        applicant_name="Vàng Thị Mỷ", applicant_phone=PHONE, applicant_id_number="002190000018",
        applicant_address="Thôn Lô Lô Chải", search_text=f"vang thi my {PHONE}", secret_hash="-",
        submitted_at=draft.created_at,
    )  # fmt: skip


def test_signed_in_by_code_one_sees_what_one_handed_in(visitor, dossier):
    assert visitor.get("/cua-toi/").url == "/cua-toi/dang-nhap/"
    assert sign_in(visitor).url == "/cua-toi/"
    page = visitor.get("/cua-toi/").content.decode()
    assert dossier.code in page
    opened = visitor.get(f"/cua-toi/ho-so/{dossier.code}/")
    assert visitor.get(opened.url).status_code == 200
    assert "Vàng" not in page and dossier.applicant_id_number not in page


def test_never_anothers(visitor, dossier):
    sign_in(visitor, OTHER)
    assert dossier.code not in visitor.get("/cua-toi/").content.decode()
    assert visitor.get(f"/cua-toi/ho-so/{dossier.code}/").status_code == 404
    assert visitor.get(f"/tra-cuu/{dossier.code}/").status_code == 302


def test_a_phone_alone_opens_only_what_was_handed_in_with_it_online(visitor, dossier):
    Dossier.objects.update(channel="counter")
    sign_in(visitor)
    page = visitor.get("/cua-toi/").content.decode()
    assert dossier.code in page and "Xem bằng mã bí mật" in page
    assert visitor.get(f"/cua-toi/ho-so/{dossier.code}/").status_code == 404


def test_the_wrong_code_and_the_way_back(visitor):
    visitor.post("/cua-toi/dang-nhap/", {"phone": "0912 345 678"})
    page = visitor.post("/cua-toi/ma/", {"code": "000000"})
    assert "Mã chưa đúng hoặc đã hết hạn" in page.content.decode()
    again = visitor.post("/cua-toi/ma/", {"again": "1"})
    assert again.status_code == 429
    assert "Hãy chờ 60 giây" in again.content.decode()
    assert browser().get("/cua-toi/ma/").url == "/cua-toi/dang-nhap/"


@pytest.mark.parametrize("phone", ["", "123", "02193861234", "\0", "x" * 40])
def test_an_odd_number_is_refused_at_its_field(visitor, phone):
    page = visitor.post("/cua-toi/dang-nhap/", {"phone": phone})
    assert 'href="#id_phone"' in page.content.decode()


def test_a_draft_begun_signed_in_is_on_the_second_device_too(visitor, dossier):
    sign_in(visitor)
    draft = begin(visitor)
    first = draft.data["1"]
    assert first["applicant_name"] == "Vàng Thị Mỷ" and first["applicant_phone"] == PHONE
    assert "applicant_id_number" not in first  # a phone may change hands
    second = browser(REMOTE_ADDR="203.113.5.77")
    sign_in(second)
    assert f"/cua-toi/nhap/{draft.pk}/" in second.get("/cua-toi/").content.decode()
    assert draft.token in second.get(f"/cua-toi/nhap/{draft.pk}/").url
    assert draft.token in second.session["drafts"]
    stranger = browser(REMOTE_ADDR="203.113.5.78")
    sign_in(stranger, OTHER)
    assert stranger.get(f"/cua-toi/nhap/{draft.pk}/").status_code == 404


def test_a_visitor_hands_in_without_signing_in(visitor):
    draft = begin(visitor)
    assert draft.citizen is None and draft.data == {}


def test_a_link_by_phone_opens_the_draft_on_another_device_once(visitor):
    draft = begin(visitor)
    page = visitor.get(f"/nop-ho-so/{BIRTH}/{draft.token}/").content.decode()
    link = f"/nop-ho-so/{BIRTH}/{draft.token}/duong-dan/"
    assert link in page
    assert visitor.post(link, {"phone": PHONE}).status_code == 302
    way = re.search(r"/mo-lai/[^/]+/", last_text())[0]
    phone, thief = browser(), browser()
    assert "Mở hồ sơ trên máy này" in phone.get(way).content.decode()
    assert "drafts" not in phone.session  # a look does not use it up
    assert draft.token in phone.post(way).url
    assert draft.token in phone.session["drafts"]
    assert thief.get(way).status_code == 410
    late = thief.post(way)
    assert late.status_code == 410 and "đã dùng rồi" in late.content.decode()
    assert "drafts" not in thief.session
    sign_in(phone)
    assert f"/cua-toi/nhap/{draft.pk}/" in phone.get("/cua-toi/").content.decode()


def test_devices_are_listed_and_ended(visitor):
    sign_in(visitor)
    other = browser(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Chrome/120", REMOTE_ADDR="203.113.5.77")
    sign_in(other)
    assert "Chrome trên Android" in visitor.get("/cua-toi/thiet-bi/").content.decode()
    theirs = CitizenSession.objects.get(device="Chrome trên Android")
    stranger = browser(REMOTE_ADDR="203.113.5.78")
    sign_in(stranger, OTHER)
    assert stranger.post(f"/cua-toi/thiet-bi/{theirs.pk}/ket-thuc/").status_code == 404
    visitor.post(f"/cua-toi/thiet-bi/{theirs.pk}/ket-thuc/")
    assert other.get("/cua-toi/").url == "/cua-toi/dang-nhap/"
    assert visitor.get("/cua-toi/").status_code == 200


def test_leaving_forgets_all_that_was_opened_here(visitor, dossier):
    sign_in(visitor)
    begin(visitor)
    visitor.get(f"/cua-toi/ho-so/{dossier.code}/")
    visitor.post("/cua-toi/thoat/")
    assert visitor.get("/cua-toi/").status_code == 302
    assert visitor.get(f"/tra-cuu/{dossier.code}/").status_code == 302
    assert "drafts" not in visitor.session


def test_never_on_to_another_site(visitor):
    assert sign_in(visitor, next="https://evil.example/").url == "/cua-toi/"
    visitor.post("/cua-toi/thoat/")


def test_the_session_is_a_fresh_one(visitor):
    visitor.post("/cua-toi/dang-nhap/", {"phone": PHONE})
    before = visitor.session.session_key
    visitor.post("/cua-toi/ma/", {"code": re.search(r"\d{6}", last_text())[0]})
    assert visitor.session.session_key != before
