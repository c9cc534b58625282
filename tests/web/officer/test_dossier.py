"""One dossier on one screen: who else has it open, what changed meanwhile, what was typed and may not be lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from motcua.clock.actions import turn_to
from motcua.dossiers import actions
from motcua.dossiers.actions.presence import forget_presences
from motcua.dossiers.models import Presence
from tests.web.conftest import MONDAY
from tests.web.desk import birth_dossier, desk, staff, text

pytestmark = pytest.mark.usefixtures("province")
ASK = {"ask_supplement-items": "Giấy chứng sinh bản chính", "ask_supplement-reason": "Bản sao bị mờ, không đọc được"}


def hidden(page: str) -> dict[str, str]:
    return {name: re.search(rf'name="{name}" value="(\d+)"', page)[1] for name in ("version", "shown")}


def test_the_second_to_open_it_is_told_who_has_it():
    dossier = birth_dossier()
    address = f"/ban/ho-so/{dossier.code}/"
    first, second = desk("duc.thuly"), desk("thao.tiepnhan")
    assert "cũng đang mở" not in text(first.get(address))
    assert f"{staff('duc.thuly').full_name} cũng đang mở hồ sơ này." in text(second.get(address))
    turn_to(MONDAY + timedelta(minutes=2), frozen=True)
    assert f"{staff('thao.tiepnhan').full_name} cũng đang mở hồ sơ này (2 phút trước)." in text(first.get(address))
    turn_to(MONDAY + timedelta(minutes=8), frozen=True)
    assert "cũng đang mở" not in text(second.get(address))
    assert forget_presences(at=MONDAY + timedelta(minutes=8)) == 1
    assert Presence.objects.get().staff == staff("thao.tiepnhan")


def test_an_open_page_hears_of_others_and_of_changes():
    dossier = birth_dossier()
    client = desk("duc.thuly")
    desk("thao.tiepnhan").get(f"/ban/ho-so/{dossier.code}/")
    answer = text(client.post(f"/ban/ho-so/{dossier.code}/co-mat/", {"version": dossier.version}))
    assert "cũng đang mở" in answer and "vừa có thay đổi" not in answer
    actions.take(dossier=dossier, by=staff("duc.thuly"), at=MONDAY)
    assert "vừa có thay đổi" in text(client.post(f"/ban/ho-so/{dossier.code}/co-mat/", {"version": dossier.version}))
    assert desk("pao.tiepnhan").post(f"/ban/ho-so/{dossier.code}/co-mat/").status_code == 404


def test_a_stale_act_tells_what_came_and_keeps_what_was_typed():
    dossier = birth_dossier()
    client = desk("duc.thuly")
    sent = ASK | hidden(text(client.get(f"/ban/ho-so/{dossier.code}/")))
    actions.take(dossier=dossier, by=staff("duc.thuly"), at=MONDAY)
    answer = client.post(f"/ban/ho-so/{dossier.code}/buoc/ask_supplement/", sent)
    page = text(answer)
    assert answer.status_code == 422 and "Từ lúc bạn mở trang này" in page
    for typed in ASK.values():
        assert re.search(rf"<textarea[^>]*>\s*{typed}</textarea>", page), typed
    dossier.refresh_from_db()
    assert dossier.state == "appraising"
    # Sent again from that page, it is done.
    assert client.post(f"/ban/ho-so/{dossier.code}/buoc/ask_supplement/", ASK | hidden(page)).status_code == 302


def test_where_the_act_is_no_longer_open_the_words_are_still_there():
    dossier = birth_dossier()
    client = desk("duc.thuly")
    sent = ASK | hidden(text(client.get(f"/ban/ho-so/{dossier.code}/")))
    actions.appraise(dossier=dossier, by=staff("duc.thuly"), at=MONDAY)
    page = text(client.post(f"/ban/ho-so/{dossier.code}/buoc/ask_supplement/", sent))
    assert "Điều bạn đã viết, để bạn dùng lại" in page and ASK["ask_supplement-reason"] in page
    assert "thẩm định" in page[page.index("Từ lúc bạn mở") : page.index("Điều bạn đã viết")]


def test_every_act_says_what_it_will_do_and_has_a_key_of_its_own():
    dossier = birth_dossier()
    bar = text(desk("duc.thuly").get(f"/ban/ho-so/{dossier.code}/")).split('id="viec"')[1]
    keys = re.findall(r'data-key="(\w)"', bar)
    assert len(keys) == len(set(keys)) >= 3
    assert "Ghi kết quả thẩm định và chuyển đến bước tiếp theo." in bar


def test_a_file_may_stand_in_a_page_of_ours_and_in_no_other():
    dossier = birth_dossier()
    slip = dossier.slips.get()
    answer = desk("duc.thuly").get(f"/ban/ho-so/{dossier.code}/phieu/{slip.pk}/")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert (
        "script-src" not in answer["Content-Security-Policy"]
        and "default-src 'none'" in answer["Content-Security-Policy"]
    )


def test_looks_are_kept_apart_from_acts():
    dossier = birth_dossier()
    client = desk("duc.thuly")
    client.get(f"/ban/ho-so/{dossier.code}/")
    assert "2 lượt xem, in" in text(client.get(f"/ban/ho-so/{dossier.code}/"))
