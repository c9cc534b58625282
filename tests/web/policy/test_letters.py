"""The letter and its reading: taken in, amended, sent, signed by another; what cannot be read is told at the field."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.directives import actions
from motcua.directives.actions.letter_reading import reading_turn
from motcua.directives.models import Directive, RuleRow, RuleSet
from motcua.journal.models import Event
from motcua.people.models import Role
from motcua.refusals import NotAllowed
from tests.web.conftest import MONDAY
from tests.web.desk import LETTER, desk, draft, letter, staff, text

pytestmark = pytest.mark.usefixtures("province")


def send(client, content: bytes | None, name: str = "77.txt"):
    files = {} if content is None else {"letter": SimpleUploadedFile(name, content)}
    return client.post("/chi-dao/van-ban/", files)


def page_of(found: Directive) -> str:
    return f"/chi-dao/van-ban/{found.pk}/"


def row_of(rules: RuleSet, point: str) -> RuleRow:
    return rules.rows.get(point=point)


def test_a_letter_opens_beside_its_reading():
    client = desk("hanh.chinhsach")
    answer = send(client, LETTER.encode())
    found = Directive.objects.get()
    assert answer.url == page_of(found)
    page = text(client.get(answer.url))
    assert found.number == "77/UBND-PVHCC"
    assert "data-marks=" in page
    assert "Mục 1" in page
    assert "Số người tối đa trong một phòng tại một thời điểm: 20 người" in page


def test_the_same_letter_twice_opens_the_first():
    client = desk("hanh.chinhsach")
    first = send(client, LETTER.encode())
    again = send(client, LETTER.encode(), "ban-khac.txt")
    assert again.url == first.url
    assert Directive.objects.count() == 1
    assert "Văn bản này đã có" in text(client.get(again.url))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Hãy chọn tệp văn bản"),
        (b"", "rỗng"),
        (b"\x00\x01\x02\xff" * 400, "nhị phân"),
        (b"a" * (20 * 1024 * 1024 + 1), "Tệp lớn hơn 20 MB"),
    ],
    ids=["no file", "empty", "binary", "more than 20 MB"],
)
def test_what_is_no_letter_is_told_at_the_field(content, words):
    answer = send(desk("hanh.chinhsach"), content)
    page = text(answer)
    assert answer.status_code == 400
    assert words in page
    assert 'id="letter_error"' in page
    assert Directive.objects.count() == 0


def test_only_the_policy_officer_takes_letters_in():
    answer = send(desk("dung.lanhdao"), LETTER.encode())
    assert answer.status_code == 400
    assert "Chỉ chuyên viên" in text(answer)
    assert 'type="file"' not in text(desk("dung.lanhdao").get("/chi-dao/van-ban/"))


def test_an_amended_rule_shows_both_what_was_proposed_and_what_it_became():
    found = letter()
    row, client = row_of(draft(found), "room.cap"), desk("hanh.chinhsach")
    shown = text(client.get(f"/chi-dao/quy-tac/{row.pk}/"))
    assert 'value="20"' in shown
    client.post(f"/chi-dao/quy-tac/{row.pk}/", {"value": "12", "from": "1/4/2020", "force": "binding"})
    row.refresh_from_db()
    assert (row.data["value"], row.data["from"]) == (12, "2020-04-01")
    page = text(client.get(page_of(found)))
    assert "đã sửa" in page
    assert "12 người" in page
    assert "20 người" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value": "hai mươi"}, "Hãy ghi một số nguyên"),
        ({"value": "20", "from": "31 tháng 3"}, "Hãy ghi ngày dạng 31/3/2020"),
        ({"value": "20", "from": "1/4/2020", "to": "30/2/2020"}, "Hãy ghi ngày dạng 31/3/2020"),
    ],
)
def test_a_rule_that_makes_no_sense_is_told_at_its_field_and_kept_as_typed(given, words):
    row = row_of(draft(letter()), "room.cap")
    answer = desk("hanh.chinhsach").post(f"/chi-dao/quy-tac/{row.pk}/", {"force": "binding", **given})
    page = text(answer)
    assert answer.status_code == 400
    assert words in page
    assert all(f'value="{typed}"' in page for typed in given.values())
    row.refresh_from_db()
    assert row.data["value"] == 20


def test_struck_out_and_taken_back():
    found = letter()
    row, client = row_of(draft(found), "room.cap"), desk("hanh.chinhsach")
    client.post(f"/chi-dao/quy-tac/{row.pk}/bo/")
    assert "<del>Số người tối đa" in text(client.get(page_of(found)))
    client.post(f"/chi-dao/quy-tac/{row.pk}/khoi-phuc/")
    row.refresh_from_db()
    assert not row.removed


def test_a_rule_added_by_hand():
    found = letter()
    client = desk("hanh.chinhsach")
    where = f"{page_of(found)}them-quy-tac/"
    assert "<select" in text(client.get(where))
    client.post(where, {"point": "receive.postal", "value": "encouraged", "ref": "1", "force": "binding"})
    assert row_of(draft(found), "receive.postal").data["value"] == "encouraged"
    assert "thêm tay" in text(client.get(page_of(found)))


def test_sent_by_one_and_signed_by_another():
    found = letter()
    rules = draft(found)
    officer, leader = desk("hanh.chinhsach"), desk("dung.lanhdao")
    officer.post(f"/chi-dao/bo-quy-tac/{rules.pk}/trinh/", {"note": "Kính trình"})
    assert "/duyet/" not in text(officer.get(page_of(found)))
    assert officer.post(f"/chi-dao/bo-quy-tac/{rules.pk}/duyet/").status_code == 422
    shown = text(leader.get(page_of(found)))
    assert "/duyet/" in shown
    assert "Kính trình" in shown
    leader.post(f"/chi-dao/bo-quy-tac/{rules.pk}/duyet/")
    rules.refresh_from_db()
    assert rules.state == "approved"
    assert rules.difference
    names = set(Event.objects.values_list("name", flat=True))
    assert {"directive.uploaded", "directive.proposed", "directive.enacted"} <= names


@pytest.mark.parametrize("username", ["hanh.chinhsach", "minh.chutich", "mai.giamsat", "lan.tiepnhan"])
def test_who_may_not_sign(username):
    rules = draft(letter())
    actions.propose_rules(rule_set_id=rules.pk, by=staff("hanh.chinhsach"), at=MONDAY)
    answer = desk(username).post(f"/chi-dao/bo-quy-tac/{rules.pk}/duyet/")
    assert answer.status_code in {404, 422}
    rules.refresh_from_db()
    assert rules.state == "proposed"


def test_returned_with_its_reason_and_the_rules_can_be_worked_on_again():
    found = letter()
    rules = draft(found)
    actions.propose_rules(rule_set_id=rules.pk, by=staff("hanh.chinhsach"), at=MONDAY)
    desk("dung.lanhdao").post(f"/chi-dao/bo-quy-tac/{rules.pk}/tra-lai/", {"note": "Ghi rõ ngày bắt đầu"})
    page = text(desk("hanh.chinhsach").get(page_of(found)))
    assert "Ghi rõ ngày bắt đầu" in page
    assert "Trình lãnh đạo" in page


ACTS = {
    "trinh": lambda rules, by: actions.propose_rules(rule_set_id=rules.pk, by=by, at=MONDAY),
    "duyet": lambda rules, by: actions.approve_rules(rule_set_id=rules.pk, by=by, at=MONDAY),
    "tra-lai": lambda rules, by: actions.return_rules(rule_set_id=rules.pk, by=by, at=MONDAY, note="Ghi rõ ngày"),
    "de-biet": lambda rules, by: actions.keep_for_information(rule_set_id=rules.pk, by=by, at=MONDAY),
    "xu-ly-lai": lambda rules, by: actions.reopen_rules(rule_set_id=rules.pk, by=by, at=MONDAY),
    "bai-bo": lambda rules, by: actions.propose_revocation(rule_set_id=rules.pk, by=by, at=MONDAY, note="Hết dịch"),
    "bai-bo/duyet": lambda rules, by: actions.approve_revocation(rule_set_id=rules.pk, by=by, at=MONDAY),
    "bai-bo/thoi": lambda rules, by: actions.decline_revocation(rule_set_id=rules.pk, by=by, at=MONDAY, note="Chưa"),
}
ENDING = {"bai-bo", "bai-bo/duyet", "bai-bo/thoi"}


def _allowed(act, rules: RuleSet, by) -> bool:
    """Whether the action does it, undone again."""
    try:
        with transaction.atomic():
            act(rules, by)
            transaction.set_rollback(True)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("username", ["hanh.chinhsach", "dung.lanhdao", "mai.giamsat"])
@pytest.mark.parametrize(
    "done",
    [
        (),
        ("trinh",),
        ("trinh", "tra-lai"),
        ("trinh", "duyet"),
        ("trinh", "duyet", "bai-bo"),
        ("trinh", "duyet", "bai-bo", "bai-bo/duyet"),
        ("de-biet",),
    ],
)
def test_the_page_offers_what_the_actions_allow(username, done):
    """The policy officer is a leader too: such a person may return the own rules and never approves them."""
    found = letter()
    rules, proposer = draft(found), staff("hanh.chinhsach")
    proposer.roles.create(role=Role.LEADER, office=found.body)
    for name in done:
        ACTS[name](rules, proposer if name in {"trinh", "bai-bo", "de-biet"} else staff("dung.lanhdao"))
    client, where = desk(username), f"/chi-dao/bo-quy-tac/{rules.pk}"
    page, ending = (text(client.get(address)) for address in (page_of(found), f"{where}/bai-bo/"))
    offered = {name for name in ACTS if f'action="{where}/{name}/"' in (ending if name in ENDING else page)}
    if ">Đề nghị bãi bỏ</button>" in ending:
        offered.add("bai-bo")
    assert offered == {name for name, act in ACTS.items() if _allowed(act, rules, staff(username))}


def test_as_many_queries_for_three_letters_as_for_one():
    client = desk("hanh.chinhsach")

    def count() -> int:
        client.get("/chi-dao/van-ban/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/chi-dao/van-ban/")
        return len(seen)

    letter()
    one = count()
    letter(LETTER.replace("77/", "78/"), "78.txt")
    letter(LETTER.replace("77/", "79/"), "79.txt")
    assert (one, count()) == (10, 10)


def test_a_letter_that_waits_says_so_and_one_not_read_can_be_read_again():
    with reading_turn():
        found = letter()
    client = desk("hanh.chinhsach")
    waiting = client.get(page_of(found))
    assert waiting["Refresh"]
    assert "đang chờ đọc" in text(waiting)
    assert "Đang chờ đọc" in text(client.get("/chi-dao/van-ban/"))
    Directive.objects.update(reading_state="failed", why_unread="chưa đọc được: việc đọc bị ngắt giữa chừng.")
    failed = client.get(page_of(found))
    assert "bị ngắt giữa chừng" in text(failed)
    assert "Đọc lại" in text(failed)
    assert "Refresh" not in failed
    assert "Đọc lại" not in text(desk("dung.lanhdao").get(page_of(found)))
    client.post(f"{page_of(found)}doc-lai/")
    actions.read_waiting_letters(at=MONDAY)
    assert "Số người tối đa" in text(client.get(page_of(found)))


@pytest.mark.parametrize("username", ["hanh.chinhsach", "dung.lanhdao"])
def test_who_proposes_and_who_approves_see_what_was_not_understood(username):
    found = letter(LETTER)
    assert "Máy chưa hiểu" not in text(desk(username).get(page_of(found)))
    sentence = "Mỗi phường cử người giúp bà con điền tờ khai tại chợ phiên."
    found.reading = {**found.reading, "unread": [{"ref": "2", "text": sentence, "span": [0, 5]}]}
    found.save(update_fields=["reading"])
    page = text(desk(username).get(page_of(found)))
    assert "1 câu có yêu cầu mà máy chưa hiểu" in page
    assert f"Mục 2: “{sentence}”" in page


def test_a_question_is_answered_by_a_button_and_goes(province):
    found = letter()
    row = draft(found).rows.get(point="room.cap")
    client, where = desk("hanh.chinhsach"), f"/chi-dao/quy-tac/{row.pk}/tra-loi/"
    page = text(client.get(page_of(found)))
    assert "tính cả cán bộ" in page and "Có, tính cả cán bộ, công chức</button>" in page
    assert "Có, tính cả cán bộ, công chức" not in text(desk("dung.lanhdao").get(page_of(found)))
    wrong = client.post(where, {"position": "0", "question": "counts_officers", "answer": "x"}, follow=True)
    assert "Hãy chọn một câu trả lời." in text(wrong)
    client.post(where, {"position": "0", "question": "counts_officers", "answer": "yes"})
    page = text(client.get(page_of(found)))
    assert "Tính cả cán bộ vào giới hạn số người" in page and "công chức</button>" not in page
