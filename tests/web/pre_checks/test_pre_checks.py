"""Copies looked at before coming: from the person's phone to the officer's answer and back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.dossiers.models import PreCheck
from motcua.notices.models import Message
from motcua.web.officer.papers import LOCKED
from tests.web.conftest import BIRTH, UNIT, jpeg
from tests.web.desk import WARD_UNIT, desk, text

COPIES = "2.000815"  # certified copies: level 2, not online
ADDRESS = f"/xem-truoc/{COPIES}/"


def send(client: Client, **changes: Any) -> Any:
    typed = {
        "don-vi": WARD_UNIT,
        "name": "Vàng Thị Mỷ",
        "phone": "0912345678",
        "key": "khoa-cua-trang",
        "paper-1": SimpleUploadedFile("anh.jpg", jpeg(), "image/jpeg"),
    }
    return client.post(ADDRESS, typed | changes)


@pytest.fixture
def asked(visitor: Client) -> PreCheck:
    send(visitor)
    return PreCheck.objects.get()


def test_the_procedure_page_leads_here_only_where_it_is_not_online(visitor):
    assert ADDRESS in text(visitor.get(f"/thu-tuc/{COPIES}/?don-vi={WARD_UNIT}"))
    assert "/xem-truoc/" not in text(visitor.get(f"/thu-tuc/{BIRTH}/?don-vi={UNIT}"))
    online = text(visitor.get(f"/xem-truoc/{BIRTH}/?don-vi={UNIT}"))
    assert f"/nop-ho-so/{BIRTH}/" in online and 'type="file"' not in online


def test_sent_followed_answered_and_told(visitor):
    page = text(visitor.get(f"{ADDRESS}?don-vi={WARD_UNIT}"))
    assert 'name="paper-1"' in page and "<script" not in page
    answer = send(visitor)
    assert answer.status_code == 302
    own = answer.url
    assert "đang chờ xem" in text(visitor.get(own))
    row = PreCheck.objects.get()
    officer = desk("thao.tiepnhan")
    assert row.name in text(officer.get("/ban/xem-truoc/"))
    done = officer.post(
        f"/ban/xem-truoc/{row.pk}/", {"state": "missing", "answer": "Bản chính sổ hộ khẩu"}, follow=True
    )
    assert "Đã trả lời và nhắn cho người dân" in text(done)
    shown = text(visitor.get(own))
    assert "Bản chính sổ hộ khẩu" in shown and "không phải từ chối" in shown
    assert own in Message.objects.get().text
    late = desk("thao.tiepnhan").post(f"/ban/xem-truoc/{row.pk}/", {"state": "ready", "answer": ""}, follow=True)
    assert "vừa được người khác xử lý" in text(late)


def test_pressed_twice_it_is_one_request(visitor):
    assert send(visitor).url == send(visitor).url
    assert PreCheck.objects.count() == 1


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(visitor):
    page = text(send(visitor, phone="12"))
    assert 'href="#id_phone"' in page and "Vàng Thị Mỷ" in page and "chọn lại các tệp" in page
    bad = send(visitor, **{"paper-1": SimpleUploadedFile("a.exe", b"MZ\x90\x00" * 9, "image/jpeg")})
    assert bad.status_code == 422 and 'href="#paper-1"' in text(bad)
    assert not PreCheck.objects.exists()


def test_one_address_waits_after_ten(visitor):
    for number in range(10):
        assert send(visitor, key=f"khoa-{number}").status_code == 302
    wait = send(visitor, key="khoa-10")
    assert wait.status_code == 429 and "Hãy chờ 60 phút" in text(wait)
    assert PreCheck.objects.count() == 10


def test_the_page_is_found_by_its_token_alone_and_tells_no_phone(asked, visitor):
    own = f"{ADDRESS}{asked.token}/"
    assert asked.phone not in text(visitor.get(own)) and asked.name not in text(visitor.get(own))
    for wrong in (f"{ADDRESS}{asked.pk}/", f"/xem-truoc/{BIRTH}/{asked.token}/", f"{ADDRESS}{'a' * 64}/"):
        assert visitor.get(wrong).status_code == 404


def test_other_units_and_other_roles_find_nothing(asked):
    file = asked.files.get()
    for username in ("pao.tiepnhan", "duc.thuly"):
        other = desk(username)
        assert asked.name not in text(other.get("/ban/xem-truoc/"))
        for address in (f"/ban/xem-truoc/{asked.pk}/", f"/ban/xem-truoc/{asked.pk}/tep/{file.pk}/"):
            assert other.get(address).status_code == 404
    assert Client().get(f"/ban/xem-truoc/{asked.pk}/").status_code == 302


def test_a_copy_is_shown_locked(asked):
    answer = desk("thao.tiepnhan").get(f"/ban/xem-truoc/{asked.pk}/tep/{asked.files.get().pk}/")
    assert answer.headers["Content-Security-Policy"] == LOCKED
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
