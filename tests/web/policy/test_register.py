"""The register on its pages: headers at their fields, versions and replacements, two people for an end, what waits."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.directives import actions
from motcua.directives.models import Directive, RuleSet
from motcua.rulebook.reading.questions import Question
from tests.web.conftest import MONDAY
from tests.web.desk import LETTER, desk, draft, letter, staff, text

pytestmark = pytest.mark.usefixtures("province")
SECOND = LETTER.replace("20 người", "25 người")
HEADER = {
    "number": "77/UBND-PVHCC",
    "issued_on": "30/3/2020",
    "issuer": "Ủy ban nhân dân tỉnh Hà Giang",
    "signer_title": "PHÓ CHỦ TỊCH",
    "signer_name": "Trần Văn Thử",
    "subject": "V/v tiếp nhận hồ sơ",
}


def page_of(found: Directive) -> str:
    return f"/chi-dao/van-ban/{found.pk}/"


def in_force(found: Directive) -> RuleSet:
    actions.propose_rules(rule_set_id=draft(found).pk, by=staff("hanh.chinhsach"), at=MONDAY)
    return actions.approve_rules(rule_set_id=draft(found).pk, by=staff("dung.lanhdao"), at=MONDAY)


def test_a_corrected_header_shows_beside_what_was_read():
    found, client = letter(), desk("hanh.chinhsach")
    shown = text(client.get(f"{page_of(found)}phan-dau/"))
    assert 'value="30/3/2020"' in shown
    answer = client.post(f"{page_of(found)}phan-dau/", {**HEADER, "number": "78/UBND-PVHCC"})
    page = text(client.get(answer.url))
    assert "78/UBND-PVHCC" in page
    assert "Máy đọc:</span>" not in page
    assert "<del>77/UBND-PVHCC</del>" in page
    assert "PHÓ CHỦ TỊCH, Trần Văn Thử" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"number": "số bảy"}, "Số, ký hiệu gồm số rồi ký hiệu"),
        ({"issued_on": "ba mươi tháng ba"}, "Hãy ghi ngày như 31/3/2020."),
        ({"issued_on": "1/1/2031"}, "đến hôm nay"),
        ({"issuer": " "}, "Hãy ghi cơ quan ban hành."),
    ],
)
def test_a_wrong_header_is_told_at_its_field_and_kept_as_typed(given, words):
    found = letter()
    answer = desk("hanh.chinhsach").post(f"{page_of(found)}phan-dau/", {**HEADER, **given, "signer_name": "Ai đó"})
    page = text(answer)
    assert answer.status_code == 400
    assert words in page
    assert 'value="Ai đó"' in page
    assert f'id="id_{next(iter(given))}_error"' in page
    found.refresh_from_db()
    assert found.signer_name == "Trần Văn Thử"


def test_who_may_not_correct_is_told_so():
    found = letter()
    client = desk("dung.lanhdao")
    assert "phan-dau" not in text(client.get(page_of(found)))
    assert "chuyên viên của cơ quan ban hành" in text(client.get(f"{page_of(found)}phan-dau/"))
    assert client.post(f"{page_of(found)}phan-dau/", HEADER).status_code == 400


def test_a_letter_of_another_province_says_why_it_is_only_for_information():
    found = letter(LETTER.replace("TỈNH HÀ GIANG", "TỈNH CÀ MAU"))
    page = text(desk("hanh.chinhsach").get(page_of(found)))
    assert "“Ủy ban nhân dân tỉnh Cà Mau” không phải cơ quan của địa phương này" in page
    assert "Trình lãnh đạo" not in page
    assert "Chỉ để biết" in text(desk("dung.lanhdao").get("/chi-dao/van-ban/"))


def test_a_later_file_names_the_earlier_one_and_the_one_in_force():
    first, client = letter(), desk("hanh.chinhsach")
    in_force(first)
    answer = client.post("/chi-dao/van-ban/", {"letter": SimpleUploadedFile("77-ban-sua.txt", SECOND.encode())})
    page = text(client.get(answer.url))
    assert "Tệp vừa tải là bản 2" in page
    assert f'href="{page_of(first)}">Bản 1</a>' in page
    assert page.index("Bản 1") < page.index("đang có hiệu lực") < page.index("Bản 2")
    assert "bản 2" in text(client.get("/chi-dao/van-ban/"))


def test_a_draft_is_deleted_and_one_in_force_is_not():
    found, client = letter(), desk("hanh.chinhsach")
    rules = in_force(found)
    client.post(f"{page_of(found)}xoa/")
    assert RuleSet.objects.filter(pk=rules.pk).exists()
    other = letter(LETTER.replace("77/", "78/"), "78.txt")
    assert client.post(f"{page_of(other)}xoa/").url == "/chi-dao/van-ban/"
    assert not Directive.objects.filter(pk=other.pk).exists()


def test_the_end_of_rules_is_proposed_by_one_shown_and_approved_by_another():
    rules = in_force(letter())
    officer, leader, where = desk("hanh.chinhsach"), desk("dung.lanhdao"), f"/chi-dao/bo-quy-tac/{rules.pk}/bai-bo/"
    assert officer.post(where, {"note": " "}).status_code == 422
    officer.post(where, {"note": "Hết dịch"})
    rules.refresh_from_db()
    assert rules.state == "approved"
    assert "Duyệt bãi bỏ" not in text(officer.get(where))
    page = text(leader.get(where))
    assert "Hết dịch" in page
    assert "không còn quy định" in page
    leader.post(f"{where}duyet/")
    rules.refresh_from_db()
    assert rules.state == "revoked"
    assert "Lý do bãi bỏ:</strong> Hết dịch" in text(officer.get(page_of(rules.directive)))
    officer.post(f"/chi-dao/bo-quy-tac/{rules.pk}/xu-ly-lai/")
    assert "Trình lãnh đạo" in text(officer.get(page_of(rules.directive)))


def test_today_shows_the_approver_what_waits_and_the_officer_what_came_back():
    found, leader, officer = letter(), desk("dung.lanhdao"), desk("hanh.chinhsach")
    rules = draft(found)
    assert "Văn bản chờ bạn" not in text(leader.get("/ban/"))
    actions.propose_rules(rule_set_id=rules.pk, by=staff("hanh.chinhsach"), at=MONDAY)
    assert "Duyệt quy tắc" in text(leader.get("/ban/"))
    assert "Văn bản chờ bạn" not in text(officer.get("/ban/"))
    actions.return_rules(rule_set_id=rules.pk, by=staff("dung.lanhdao"), at=MONDAY, note="Ghi rõ")
    assert "Sửa theo ý kiến lãnh đạo" in text(officer.get("/ban/"))
    rules = in_force(found)
    assert "Văn bản chờ bạn" not in text(leader.get("/ban/"))
    actions.propose_revocation(rule_set_id=rules.pk, by=staff("hanh.chinhsach"), at=MONDAY, note="Hết dịch")
    page = text(leader.get("/ban/"))
    assert "Duyệt bãi bỏ" in page
    assert f"/chi-dao/bo-quy-tac/{rules.pk}/bai-bo/" in page


def test_the_register_is_searched_by_number_and_by_words_without_accents():
    letter()
    letter(LETTER.replace("77/", "78/").replace("V/v tiếp nhận hồ sơ trong", "V/v trực ban trong"), "78.txt")
    client = desk("hanh.chinhsach")

    def found(words: str) -> list[str]:
        page = text(client.get("/chi-dao/van-ban/", {"tim": words}))
        return [number for number in ("77/UBND-PVHCC", "78/UBND-PVHCC") if f">{number}</a>" in page]

    assert found("77/") == ["77/UBND-PVHCC"]
    assert found("truc ban") == ["78/UBND-PVHCC"]
    assert found("Hà giang dịch") == ["77/UBND-PVHCC", "78/UBND-PVHCC"]
    assert found("không có") == []


def test_what_one_letter_replaces_stands_on_both():
    first, second = letter(), letter(LETTER.replace("77/", "78/"), "78.txt")
    old, new = (draft(one).rows.get(point="room.cap") for one in (first, second))
    by = staff("hanh.chinhsach")
    actions.change_rule(row_id=new.pk, data={"replaces": [f"rule:{old.pk}"]}, by=by, at=MONDAY)
    client = desk("hanh.chinhsach")
    assert "Mục 1 của văn bản này thay mục 1 của" in text(client.get(page_of(second)))
    page = text(client.get(page_of(first)))
    assert "Mục 1 của văn bản này được thay bằng mục 1 của" in page
    assert f'href="{page_of(second)}">78/UBND-PVHCC</a>' in page


def test_the_approver_is_told_what_is_open_before_the_button():
    found = letter()
    rules = draft(found)
    rules.rows.filter(point="room.cap").update(questions=[Question("counts_officers").as_data()])
    found.reading = {**found.reading, "unread": [{"ref": "2", "text": "Mỗi phường cử người.", "span": [0, 5]}]}
    found.save(update_fields=["reading"])
    actions.propose_rules(rule_set_id=rules.pk, by=staff("hanh.chinhsach"), at=MONDAY)
    page = text(desk("dung.lanhdao").get(page_of(found)))
    told = page[page.index('id="con-ngo"') : page.index("Duyệt, cho hiệu lực")]
    assert "tính cả cán bộ, công chức" in told and "counts_officers" not in told
    assert "1 câu có yêu cầu mà máy chưa hiểu" in told
