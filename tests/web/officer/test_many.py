"""One act on many: named before, told after; what fails says why and stops no other. Saved lists beside them."""

from __future__ import annotations

import pytest

from motcua.dossiers import actions
from motcua.dossiers.actions.bulk import MOST, Chosen, act_on_many
from motcua.dossiers.models import Dossier
from motcua.refusals import InvalidInput
from tests.web.conftest import MONDAY
from tests.web.desk import birth_dossier, desk, staff, text

pytestmark = pytest.mark.usefixtures("province")


def ticked(*dossiers: Dossier) -> list[str]:
    return [f"{dossier.code}@{dossier.version}" for dossier in dossiers]


def test_the_confirmation_names_them_and_changes_nothing():
    one, two = birth_dossier(), birth_dossier()
    page = text(desk("duc.thuly").post("/ban/nhieu/", {"viec": "appraise", "chon": ticked(one, two)}))
    assert one.code in page and two.code in page and "Thẩm định xong, chuyển tiếp: 2 hồ sơ" in page
    one.refresh_from_db()
    assert one.state == "appraising"


def test_each_goes_its_own_way():
    fine, moved, held, foreign = birth_dossier(), birth_dossier(), birth_dossier(), "000.00.22.H22-200330-0001"
    shown = ticked(fine, moved, held)
    actions.take(dossier=moved, by=staff("duc.thuly"), at=MONDAY)  # its version is another now
    client = desk("duc.thuly")
    answer = client.post(
        "/ban/nhieu/lam/", {"viec": "appraise", "chon": [*shown, f"{foreign}@1"], "danh-sach": "the=don-vi"}
    )
    assert answer.url == "/ban/nhieu/xong/"
    page = text(client.get(answer.url))
    assert "Đã xong 2 hồ sơ." in page and "Còn 2 hồ sơ chưa làm được" in page
    assert "Hồ sơ vừa được người khác xử lý" in page and "Không thấy hồ sơ này." in page
    states = [Dossier.objects.get(pk=row.pk).state for row in (fine, moved, held)]
    assert states == ["approving", "appraising", "approving"]


def test_sent_twice_it_is_done_once():
    dossier = birth_dossier()
    client, sent = desk("duc.thuly"), {"viec": "appraise", "chon": ticked(dossier)}
    client.post("/ban/nhieu/lam/", sent)
    client.post("/ban/nhieu/lam/", sent)
    dossier.refresh_from_db()
    assert [done["step"] for done in dossier.steps_done].count("appraise") == 1
    assert "Còn 1 hồ sơ" in text(client.get("/ban/nhieu/xong/"))


@pytest.mark.parametrize("act", ["refuse", "withdraw", "return_result", "", "__class__"])
def test_what_must_be_thought_over_is_not_done_to_many(act):
    dossier = birth_dossier()
    with pytest.raises(InvalidInput):
        act_on_many(act=act, chosen=[Chosen(dossier.code, dossier.version)], by=staff("duc.thuly"), at=MONDAY)
    assert desk("duc.thuly").post("/ban/nhieu/", {"viec": act, "chon": ticked(dossier)}).status_code == 302


@pytest.mark.parametrize("count", [0, MOST + 1])
def test_none_and_too_many_are_refused(count):
    chosen = [Chosen(f"000.00.22.H22-200330-{number:04d}", 1) for number in range(1, count + 1)]
    with pytest.raises(InvalidInput):
        act_on_many(act="take", chosen=chosen, by=staff("duc.thuly"), at=MONDAY)


def test_a_stranger_does_nothing_to_anybodys():
    dossier = birth_dossier()
    (outcome,) = act_on_many(
        act="appraise", chosen=[Chosen(dossier.code, dossier.version)], by=staff("pao.tiepnhan"), at=MONDAY
    )
    assert outcome.refusal == "Không thấy hồ sơ này."


def test_a_list_is_saved_used_sorted_and_thrown_away():
    client = desk("duc.thuly")
    for name, query in (("Quá hạn trực tuyến", "the=qua-han&kenh=online&la=1"), ("Chờ duyệt", "trang-thai=approving")):
        client.post("/ban/danh-sach/", {"ten": name, "danh-sach": query})
    page = text(client.get("/ban/ho-so/"))
    assert 'href="?the=qua-han&amp;kenh=online">Quá hạn trực tuyến</a>' in page
    assert page.index("Quá hạn trực tuyến") < page.index("Chờ duyệt</a>")
    second = page.split('action="/ban/danh-sach/')[-1].split("/")[0]
    client.post(f"/ban/danh-sach/{second}/", {"viec": "len"})
    page = text(client.get("/ban/ho-so/"))
    assert page.index("Chờ duyệt</a>") < page.index("Quá hạn trực tuyến</a>")
    desk("vinh.pheduyet").post(f"/ban/danh-sach/{second}/", {"viec": "bo"})
    assert "Chờ duyệt</a>" in text(client.get("/ban/"))
    client.post(f"/ban/danh-sach/{second}/", {"viec": "bo"})
    assert "Chờ duyệt</a>" not in text(client.get("/ban/"))
    assert "Quá hạn trực tuyến" not in text(desk("vinh.pheduyet").get("/ban/ho-so/"))
