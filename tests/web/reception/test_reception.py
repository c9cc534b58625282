"""Received face to face: who, what, papers, way back; and when the policy closes the counter."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest

from motcua.catalog.models import Procedure
from motcua.clock.actions import turn_to
from motcua.clock.queries import VIETNAM
from motcua.directives import actions as directives
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event
from tests.web.desk import BIRTH, WARD_UNIT, desk, draft, letter, staff, text
from tests.web.letters import LETTER, enact_at

pytestmark = pytest.mark.usefixtures("province")
TUESDAY = datetime(2020, 3, 31, 8, 0, tzinfo=VIETNAM)
PERSON = {
    "full_name": "Giàng A Páo",
    "id_number": "002085004321",
    "phone": "0912345999",
    "address": "Tổ 2, phường Nguyễn Trãi",
}
CLOSING = """ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\n\nSố: 905/UBND-PVHCC\n
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n
Hà Giang, ngày 30 tháng 3 năm 2020\n\nKính gửi: Các sở, ban, ngành.\n
1. Tiếp nhận hồ sơ\nGiao các sở, ban, ngành thực hiện.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Thử\n"""


def post(client, **changes: str):
    given = {"thu-tuc": BIRTH, "key": str(uuid4()), **PERSON, "return_channel": "counter",
             "paper-1": "yes", "paper-2": "yes", "paper-3": "yes", "paper-4": "yes"}  # fmt: skip
    return client.post("/quay/", {name: value for name, value in (given | changes).items() if value})


@pytest.fixture
def online_only(province) -> None:
    """From Tuesday, level 3 and 4 go online only; the counter is left to those who use neither."""
    rules = draft(letter(CLOSING, "905.txt"))
    officer, leader = staff("hanh.chinhsach"), staff("dung.lanhdao")
    at = datetime(2020, 3, 30, 9, 0, tzinfo=VIETNAM)
    for data in (
        {"point": "receive.online", "value": "only", "when": {"online_levels": [3, 4]}, "from": "2020-03-31"},
        {"point": "receive.counter", "value": "fallback", "when": {}, "from": "2020-03-31"},
    ):
        directives.add_rule(rule_set_id=rules.pk, ref="1", data=data, by=officer, at=at)
    directives.propose_rules(rule_set_id=rules.pk, by=officer, at=at)
    directives.approve_rules(rule_set_id=rules.pk, by=leader, at=at)
    turn_to(TUESDAY, frozen=True)


def test_a_resident_is_found_without_marks_and_fills_the_form():
    client = desk("thao.tiepnhan")
    answer = client.post("/quay/", {"nguoi": "nguyen thi hoai"})
    assert answer.url == "/quay/?chon=1"
    page = text(client.get(f"{answer.url}&thu-tuc={BIRTH}"))
    assert 'value="Nguyễn Thị Hoài"' in page
    assert 'value="002195000017"' in page
    assert Event.objects.filter(name="citizen.looked_up", data__found=1).count() == 1


def test_no_name_or_number_ever_stands_in_an_address():
    client = desk("thao.tiepnhan")
    answer = client.post("/quay/", {"nguoi": "002195000017"})
    page = text(client.get(answer.url))
    addresses = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert not [address for address in addresses if "002195000017" in address or "Ho%C3%A0i" in address]


def test_an_identity_card_scanned_is_understood():
    client = desk("thao.tiepnhan")
    client.post("/quay/", {"nguoi": "002190777888|073000123|Lầu Thị Súng|05021990|Nữ|Thôn Má Lầu, Đồng Văn|01012020"})
    page = text(client.get(f"/quay/?chon=1&thu-tuc={BIRTH}"))
    for value in ("Lầu Thị Súng", "002190777888", "Thôn Má Lầu, Đồng Văn"):
        assert f'value="{value}"' in page


def test_nobody_found_says_so():
    client = desk("thao.tiepnhan")
    assert "Không thấy ai" in text(client.get(client.post("/quay/", {"nguoi": "zzzz qqqq"}).url))


def test_received_with_code_secret_and_slip():
    client = desk("thao.tiepnhan")
    answer = post(client)
    dossier = Dossier.objects.get()
    assert answer.url == f"/quay/da-nhan/{dossier.code}/"
    done = text(client.get(answer.url))
    assert dossier.code in done
    assert "mẫu 01" in done
    assert dossier.state == "appraising"
    assert desk("pao.tiepnhan").get(answer.url).status_code == 404


def test_the_same_screen_sent_twice_is_one_dossier():
    client, key = desk("thao.tiepnhan"), str(uuid4())
    assert post(client, key=key).url == post(client, key=key).url
    assert Dossier.objects.count() == 1


def test_what_was_typed_stays_and_the_missing_paper_is_named():
    answer = post(desk("thao.tiepnhan"), **{"paper-1": "", "paper-2-copies": "7"})
    page = text(answer)
    assert answer.status_code == 422
    assert Dossier.objects.count() == 0
    for typed in ("Giàng A Páo", "002085004321", "0912345999", "Tổ 2, phường Nguyễn Trãi", "7"):
        assert f'value="{typed}"' in page
    assert 'href="#paper-1"' in page
    assert 'name="paper-1-note"' in page


def test_a_name_is_needed():
    answer = post(desk("thao.tiepnhan"), full_name="")
    assert answer.status_code == 422
    assert "Hãy ghi họ và tên người nộp." in text(answer)


@pytest.mark.parametrize("code", ["khong-co", "", "3.000333"])
def test_a_procedure_not_received_here_is_not_taken(code):
    answer = post(desk("thao.tiepnhan"), **{"thu-tuc": code})
    assert answer.status_code == 200
    assert Dossier.objects.count() == 0


@pytest.mark.usefixtures("online_only")
def test_a_closed_counter_says_why_with_its_clause():
    client = desk("thao.tiepnhan")
    page = text(client.get(f"/quay/?thu-tuc={BIRTH}"))
    assert "Lúc này không nhận được tại quầy." in page
    assert "905/UBND-PVHCC, mục 1" in page
    refused = post(client)
    assert refused.status_code == 422
    assert 'value="Giàng A Páo"' in text(refused)
    assert Dossier.objects.count() == 0


@pytest.mark.usefixtures("online_only")
def test_who_declares_to_use_neither_is_received_and_it_is_journalled():
    answer = post(desk("thao.tiepnhan"), uses_neither="on")
    dossier = Dossier.objects.get()
    assert answer.url == f"/quay/da-nhan/{dossier.code}/"
    assert dossier.uses_neither
    event = Event.objects.get(name="dossier.exception_used")
    assert event.subject_label == dossier.code
    assert "905/UBND-PVHCC" in {clause["document"] for clause in event.because}


@pytest.mark.parametrize("username", ["duc.thuly", "dung.lanhdao", "hanh.chinhsach"])
def test_only_receiving_officers_find_the_page(username):
    assert desk(username).get("/quay/").status_code == 404


def test_what_is_wrong_in_fields_of_an_agent_who_did_not_come_is_not_said():
    answer = post(desk("thao.tiepnhan"), came="self", agent_phone="0" * 40, agent_address="x" * 400)
    assert answer.status_code == 302
    page = text(post(desk("thao.tiepnhan"), came="agent", agent_phone="0" * 40))
    assert page.count("Điện thoại người được ủy quyền dài tối đa 20 ký tự (đang có 40).") == 2


def test_the_counter_helps_to_hand_in_online_where_a_letter_says_so():
    client = desk("thao.tiepnhan")
    assert client.get("/quay/diem-ho-tro/").status_code == 404
    enact_at(WARD_UNIT, {"point": "receive.assisted", "value": "encouraged"})
    assert 'href="/quay/diem-ho-tro/"' in text(client.get("/quay/"))
    page = text(client.get(f"/quay/diem-ho-tro/?thu-tuc={BIRTH}&noi={WARD_UNIT}"))
    assert f"{LETTER}, mục 2.1" in page and "Nộp giúp và in biên nhận" in page


def test_a_ward_offers_what_districts_decide_only_where_a_letter_says_so():
    client = desk("thao.tiepnhan")
    before = text(client.get(f"/quay/?thu-tuc={BIRTH}"))
    assert "Nơi có thẩm quyền giải quyết" not in before
    level = Procedure.objects.exclude(level="commune").filter(level="district", active=True).first()
    assert level is not None
    assert level.code not in text(client.get(f"/quay/?q={level.name}"))
    enact_at(WARD_UNIT, {"point": "receive.anywhere", "value": True})
    page = text(client.get(f"/quay/?thu-tuc={BIRTH}"))
    assert "Nơi có thẩm quyền giải quyết" in page and f"{LETTER}, mục 2.1" in page
    assert f"thu-tuc={level.code}" in text(client.get(f"/quay/?q={level.name}"))
    refused = post(client, **{"thu-tuc": level.code})
    assert "Hãy chọn nơi có thẩm quyền giải quyết." in text(refused)
