"""Declare on a phone at the door, one thing a page; for somebody; as a member of staff; what comes of a wrong page."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.catalog.models import FormVersion, Procedure
from motcua.door.models import Declaration, Pass
from motcua.journal.models import Event
from tests.web.declarations.place import ILL, PERSON, WELL, declared, fill, hidden, ward
from tests.web.desk import desk, text

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture
def address(province: None) -> str:
    return f"/khai-bao/{ward().door_key}/"


def test_a_healthy_person_answers_four_pages_and_has_a_pass(visitor: Client, address: str) -> None:
    review = fill(visitor, address, WELL)
    assert "Xem lại điều đã khai" in text(review) and "0912345678" in text(review)
    assert "vi phạm pháp luật" in text(review)
    assert not Declaration.objects.exists()
    page = visitor.get(declared(visitor, address, WELL))
    assert page.status_code == 200 and "Vàng Thị Mỷ" in text(page) and "<svg" in text(page)
    assert "Dùng đến hết thứ Hai 30/3/2020" in text(page)
    assert "gọi trước" not in text(page)
    assert Pass.objects.count() == 1
    assert len(page.content) < 60 * 1024


def test_nothing_is_remembered_on_the_device(visitor: Client, address: str) -> None:
    declared(visitor, address, WELL)
    assert set(visitor.cookies) <= {"csrftoken"}
    assert "no-store" in visitor.get(address).headers["Cache-Control"]
    assert "Mỷ" not in text(visitor.get(address))


def test_one_with_signs_is_asked_which_and_told_kindly_what_else_to_do(visitor: Client, address: str) -> None:
    page = visitor.get(declared(visitor, address, ILL))
    assert "Bạn nên gọi trước khi vào" in text(page) and "Làm trực tuyến" in text(page)
    assert Declaration.objects.get().alerts == ["symptoms", "fever"]
    assert "Sốt" not in text(page)


def test_a_wrong_answer_is_said_at_its_field_and_all_typed_stays(visitor: Client, address: str) -> None:
    first = visitor.get(address)
    wrong = visitor.post(address, hidden(first) | PERSON | {"phone": "12"})
    assert wrong.status_code == 422
    assert "Số điện thoại gồm" in text(wrong) and 'value="Vàng Thị Mỷ"' in text(wrong) and 'value="12"' in text(wrong)


def test_back_keeps_what_was_typed(visitor: Client, address: str) -> None:
    second = visitor.post(address, hidden(visitor.get(address)) | PERSON)
    back = visitor.post(address, hidden(second) | {"back": "1", "symptoms": "yes"})
    assert 'value="Vàng Thị Mỷ"' in text(back)
    again = visitor.post(address, hidden(back) | PERSON)
    assert 'value="yes"' in text(again) and "checked" in text(again)


def test_without_the_tick_nothing_is_sent(visitor: Client, address: str) -> None:
    answer = visitor.post(address, hidden(fill(visitor, address, WELL)))
    assert answer.status_code == 422 and "Hãy đánh dấu" in text(answer)
    assert not Declaration.objects.exists()


def test_sent_twice_is_one(visitor: Client, address: str) -> None:
    review = fill(visitor, address, WELL)
    sent = hidden(review) | {"true": "1"}
    assert visitor.post(address, sent).url == visitor.post(address, sent).url
    assert Declaration.objects.count() == 1


@pytest.mark.parametrize("so_far", ["", "x", "gAAAAA" + "A" * 200, "x" * 100_000])
def test_a_page_we_did_not_seal_begins_anew(visitor: Client, address: str, so_far: str) -> None:
    answer = visitor.post(address, {"so_far": so_far, "page": "het", "true": "1"})
    assert answer.status_code == 409 and "khai lại từ đầu" in text(answer)
    assert not Declaration.objects.exists()


def test_a_review_reached_without_the_pages_goes_back_to_the_first_wrong_one(visitor: Client, address: str) -> None:
    answer = visitor.post(address, hidden(visitor.get(address)) | {"page": "het", "true": "1"})
    assert answer.status_code == 422 and "Bạn là ai" in text(answer)


def test_a_page_of_one_unit_is_nothing_at_another(visitor: Client, address: str) -> None:
    review = hidden(fill(visitor, address, WELL)) | {"true": "1"}
    other = type(ward()).objects.exclude(pk=ward().pk).first()
    assert other is not None
    assert visitor.post(f"/khai-bao/{other.door_key}/", review).status_code == 409
    assert not Declaration.objects.exists()


def test_one_phone_does_not_declare_without_end(visitor: Client, address: str) -> None:
    for _time in range(10):
        declared(visitor, address, WELL)
    answer = visitor.post(address, hidden(fill(visitor, address, WELL)) | {"true": "1"})
    assert answer.status_code == 429 and "Hãy đợi" in text(answer)
    assert Declaration.objects.count() == 10


def test_another_form_published_is_asked_from_then_on(visitor: Client, address: str) -> None:
    begun = visitor.post(address, hidden(visitor.get(address)) | PERSON)
    old = FormVersion.objects.get(procedure__code="KB-YTE")
    schema = {
        "type": "object",
        "properties": {
            "full_name": {"type": "string", "x-order": 1, "x-label": "Họ và tên", "x-page": "Sởi"},
            "phone": {"type": "string", "format": "phone", "x-order": 2, "x-label": "Điện thoại", "x-page": "Sởi",
                      "x-widget": "phone"},
            "rash": {"type": "boolean", "x-order": 3, "x-label": "Phát ban", "x-widget": "checkbox", "x-page": "Sởi",
                     "x-alert": ["true"]},
        },
        "required": ["full_name", "phone"],
    }  # fmt: skip
    FormVersion.objects.create(procedure=old.procedure, version=2, schema=schema, published_at=old.published_at)
    assert "Phát ban" in text(visitor.get(address))
    for typed in WELL[1:]:
        begun = visitor.post(address, hidden(begun) | typed)
    visitor.post(address, hidden(begun) | {"true": "1"})
    assert Declaration.objects.get().form == old
    declared(visitor, address, [{"full_name": "Sùng Mí Phìn", "phone": "0987654321", "rash": "on"}])
    assert Declaration.objects.latest("pk").alerts == ["rash"]


def test_no_form_no_door(visitor: Client, address: str) -> None:
    assert visitor.get("/khai-bao/khong-co/").status_code == 404
    Procedure.objects.filter(code="KB-YTE").update(internal=False)
    answer = visitor.get(address)
    assert answer.status_code == 404 and "Chưa có tờ khai" in text(answer)


def test_an_officer_writes_for_somebody_and_a_stranger_may_not(province: None) -> None:
    address = f"/khai-giup/{ward().door_key}/"
    marshal = desk("dao.cua")
    page = marshal.get(declared(marshal, address, WELL))
    assert "Khai giúp người khác" in text(page)
    made = Declaration.objects.get()
    assert made.taken_by is not None and made.taken_by.username == "dao.cua"
    assert desk("chu.tiepnhan").get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_staff_declare_see_their_pass_and_print_it_anew(province: None) -> None:
    client = desk("thao.tiepnhan")
    assert "Bạn chưa có thẻ" in text(client.get("/the-cua-toi/"))
    address = f"/the-cua-toi/khai/{ward().door_key}/"
    first = client.get(address)
    assert "Cán bộ cũng khai báo" in text(first)
    old = declared(client, address, WELL)
    held = Pass.objects.get()
    assert held.staff is not None and held.staff.username == "thao.tiepnhan"
    assert "In thẻ mới" in text(client.get("/the-cua-toi/"))
    new = client.post("/the-cua-toi/", {"pass": held.pk}).url
    assert client.get(new).status_code == 200 and client.get(old).status_code == 404
    assert desk("dao.cua").post("/the-cua-toi/", {"pass": held.pk}).url == "/the-cua-toi/"
    assert Pass.objects.get().token == Pass.objects.get(pk=held.pk).token


def test_the_list_tells_verdicts_alone_and_a_look_is_written_down(visitor: Client, address: str) -> None:
    declared(visitor, address, ILL)
    made = Declaration.objects.get()
    gate, health = desk("dao.cua"), desk("hien.yte")
    for client in (gate, health):
        listed = text(client.get("/to-khai/"))
        assert "có điều đáng lo" in listed and "0912345678" not in listed and "Sốt" not in listed
    assert not Event.objects.filter(name="declaration.viewed").exists()
    one = text(gate.get(f"/to-khai/{made.pk}/"))
    assert "0912345678" in one and "Sốt" in one
    assert Event.objects.filter(name="declaration.viewed").count() == 1
    for username in ("thu.truongbophan", "thao.tiepnhan", "khanh.cua", "mai.giamsat"):
        assert desk(username).get(f"/to-khai/{made.pk}/").status_code == 404, username
