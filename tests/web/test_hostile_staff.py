"""People of the house who try what is not theirs, or send what no page would."""

from __future__ import annotations

import pytest

from motcua.dossiers import actions
from motcua.refusals import NotAllowed
from tests.web.conftest import MONDAY
from tests.web.desk import birth_dossier, desk, draft, letter, staff, text

pytestmark = pytest.mark.usefixtures("province")


@pytest.mark.parametrize("version", ["²", "9" * 5000, "-3", "x", "99"])
def test_a_version_no_page_showed_is_an_old_page(version):
    dossier = birth_dossier()
    url = f"/ban/ho-so/{dossier.code}/buoc/appraise/"
    assert desk("duc.thuly").post(url, {"version": version}).status_code == 422
    dossier.refresh_from_db()
    assert dossier.state == "appraising"


@pytest.mark.parametrize("number", ["²", "9" * 5000])
def test_a_rule_of_an_impossible_number_is_told_at_its_field(number):
    row = draft(letter()).rows.get(point="room.cap")
    answer = desk("hanh.chinhsach").post(f"/chi-dao/quy-tac/{row.pk}/", {"value": number, "force": "binding"})
    assert answer.status_code == 400
    assert any(words in text(answer) for words in ("số nguyên", "tối đa 20 ký tự"))


@pytest.mark.parametrize("username", ["vinh.pheduyet", "ha.vanthu", "thao.tiepnhan", "thu.truongbophan"])
def test_nobody_takes_work_that_is_anothers(username):
    dossier = birth_dossier()
    assert desk(username).post(f"/ban/ho-so/{dossier.code}/nhan/").status_code == 422
    dossier.refresh_from_db()
    assert dossier.holder is None


def test_what_is_in_anothers_hands_is_worked_on_by_nobody_else():
    dossier = birth_dossier()
    actions.take(dossier=dossier, by=staff("duc.thuly"), at=MONDAY)
    colleague = staff("sinh.thuly")
    colleague.roles.create(role="processing_officer", office=dossier.resolving_office)
    with pytest.raises(NotAllowed, match="Triệu Minh Đức thụ lý"):
        actions.appraise(dossier=dossier, by=colleague, at=MONDAY)
    with pytest.raises(NotAllowed, match="Triệu Minh Đức thụ lý"):
        actions.request_supplement(dossier=dossier, items=["x"], reason="y", by=colleague, at=MONDAY)
    actions.appraise(dossier=dossier, by=staff("duc.thuly"), at=MONDAY)


def test_each_overseer_reads_the_journal_of_his_own_offices():
    dossier = birth_dossier()  # a ward of the town, not of Đồng Văn
    for sees in ("dung.lanhdao", "mai.giamsat", "thu.truongbophan"):
        assert dossier.code in text(desk(sees).get("/chi-dao/nhat-ky/"))
    for elsewhere in ("minh.chutich", "say.truongbophan"):
        page = desk(elsewhere).get("/chi-dao/nhat-ky/")
        assert page.status_code == 200
        assert dossier.code not in text(page)
    assert desk("duc.thuly").get("/chi-dao/nhat-ky/").status_code == 404


@pytest.mark.parametrize("place", ["9" * 5000, "²", "-1", "0", "7"])
def test_a_place_in_no_list_is_an_empty_screen(place):
    assert desk("thao.tiepnhan").get("/quay/", {"chon": place}).status_code == 200
