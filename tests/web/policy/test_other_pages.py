"""Units, the question of what holds, and the journal."""

from __future__ import annotations

import pytest

from motcua.directives.models import OperationPlan, UnitSetting
from tests.web.desk import CENTRE, birth_dossier, desk, letter, text

pytestmark = pytest.mark.usefixtures("province")
DONG_VAN = "000.01.32.H22"


def test_units_of_the_tree_in_a_list():
    page = text(desk("hanh.chinhsach").get("/chi-dao/don-vi/"))
    assert f"/chi-dao/don-vi/{CENTRE}/" in page
    assert f"/chi-dao/don-vi/{DONG_VAN}/" in page


def test_only_the_head_of_a_unit_may_set_its_days():
    assert 'name="days"' in text(desk("say.truongbophan").get(f"/chi-dao/don-vi/{DONG_VAN}/"))
    other = desk("say.truongbophan").post(f"/chi-dao/don-vi/{CENTRE}/", {"days": ["2"]})
    assert other.status_code == 400
    assert UnitSetting.objects.count() == 0


def test_no_day_at_all_is_refused_and_said():
    answer = desk("say.truongbophan").post(f"/chi-dao/don-vi/{DONG_VAN}/", {"days": []})
    assert answer.status_code == 400
    assert "Chưa đặt được" in text(answer)


def test_a_plan_is_handed_in_by_the_head_and_approved_by_a_leader_above():
    page, head = f"/chi-dao/don-vi/{DONG_VAN}/", desk("say.truongbophan")
    wrong = head.post(page, {"title": "Kế hoạch tháng tư", "valid_from": "31/4/2020"})
    assert wrong.status_code == 400
    assert "Hãy ghi ngày như 31/3/2020." in text(wrong)
    assert 'value="Kế hoạch tháng tư"' in text(wrong)
    ends_before = {"title": "Kế hoạch tháng tư", "valid_from": "2/4/2020", "valid_to": "1/4/2020"}
    assert "từ ngày bắt đầu trở đi" in text(head.post(page, ends_before))
    assert head.post(page, {"title": "Kế hoạch tháng tư", "valid_from": "30/3/2020"}).status_code == 302
    plan = OperationPlan.objects.get()
    head.post(page, {"plan": plan.pk})
    plan.refresh_from_db()
    assert plan.approved_at is None
    assert desk("minh.chutich").post(page, {"plan": "999999"}).status_code == 404
    assert "Duyệt kế hoạch" in text(desk("minh.chutich").get(page))
    desk("minh.chutich").post(page, {"plan": plan.pk})
    plan.refresh_from_db()
    assert plan.approved_by is not None
    assert plan.approved_by.username == "minh.chutich"


def test_nobody_else_hands_in_a_plan_for_a_unit():
    given = {"title": "Kế hoạch tháng tư", "valid_from": "30/3/2020"}
    assert desk("thu.truongbophan").post(f"/chi-dao/don-vi/{DONG_VAN}/", given).status_code == 400
    assert not OperationPlan.objects.exists()


def test_an_unknown_unit_is_not_found():
    assert desk("say.truongbophan").get("/chi-dao/don-vi/khong-co/").status_code == 404


def test_what_holds_can_be_asked_with_its_clauses():
    client = desk("hanh.chinhsach")
    page = text(client.get("/chi-dao/hoi-quy-tac/", {"unit": CENTRE, "at": "2020-03-30T08:00"}))
    assert "61/2018/NĐ-CP" in page
    assert 'value="2020-03-30T08:00"' in page


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"unit": "xx", "at": "2020-03-30T08:00"}, "Hãy chọn đơn vị."),
        ({"unit": CENTRE, "at": "hôm qua"}, "Hãy ghi ngày giờ"),
    ],
)
def test_a_question_that_cannot_be_answered_says_which_field(asked, words):
    assert words in text(desk("hanh.chinhsach").get("/chi-dao/hoi-quy-tac/", asked))


def test_the_journal_tells_who_did_what_and_is_for_overseers():
    dossier = birth_dossier()
    letter()
    page = text(desk("mai.giamsat").get("/chi-dao/nhat-ky/", {"ve": dossier.code}))
    assert "tiếp nhận hồ sơ" in page
    assert "Phan Phương Thảo" in page
    assert "77/UBND-PVHCC" not in page
    assert "Nguyên vẹn" in text(desk("mai.giamsat").get("/chi-dao/nhat-ky/", {"kiem": "1"}))
    assert desk("lan.tiepnhan").get("/chi-dao/nhat-ky/").status_code == 404
