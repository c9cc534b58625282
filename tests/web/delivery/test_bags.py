"""The post's pages: a bag opened, filled, pasted, signed, answered, printed; results out and delivered."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from motcua.clock.actions import turn_to
from motcua.delivery.models import Bag
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from tests.web.conftest import MONDAY
from tests.web.desk import desk, staff, text

pytestmark = pytest.mark.usefixtures("province")
UNIT, POST = "000.01.32.H22", "000.00.50.H22"
EXTRACT = "1.001612"
LINE = "RA{0:09d}VN\t" + EXTRACT + "\tSùng Mí Phìn\t\t0987654321\tThôn Nà Cho, Đồng Văn\tđủ\tbưu điện\t50.000"


def open_bag(client, direction: str = "in", **changes: str) -> int:
    given = {"direction": direction, "office": UNIT, "post_office": POST, "postman": "Lương Văn Bưu",
             "key": str(uuid4())} | changes  # fmt: skip
    answer = client.post("/buu-chinh/", given)
    assert answer.status_code == 302, text(answer)
    return int(re.findall(r"\d+", answer.url)[-1])


def test_twenty_pasted_signed_answered_and_printed():
    client = desk("pao.tiepnhan")
    bag = open_bag(client)
    pasted = "\n".join(LINE.format(n) for n in range(20))
    assert client.post(f"/buu-chinh/tui/{bag}/dan/", {"text": pasted}).status_code == 302
    page = text(client.get(f"/buu-chinh/tui/{bag}/"))
    assert 'value="RA000000019VN"' in page
    assert "1.000.000 đ" in page  # what the postman collected
    assert client.post(f"/buu-chinh/tui/{bag}/ky/", {"declared": "20"}).status_code == 302
    turn_to(MONDAY.replace(hour=14), frozen=True)
    page = text(client.get(f"/buu-chinh/tui/{bag}/"))
    chosen = dict.fromkeys(re.findall(r'name="(i\d+-outcome)"', page), "received")
    assert len(chosen) == 20
    client.post(f"/buu-chinh/tui/{bag}/xu-ly/", chosen)
    assert Dossier.objects.filter(channel="postal", received_at=MONDAY, state="appraising").count() == 20
    page = text(client.get(f"/buu-chinh/tui/{bag}/"))
    assert "outcome" not in page
    assert Dossier.objects.first().code in page  # type: ignore[union-attr]
    record = client.get(f"/buu-chinh/tui/{bag}/bien-ban.pdf")
    assert record.content.startswith(b"%PDF")


def test_rows_typed_bad_ones_come_back_as_typed():
    client = desk("pao.tiepnhan")
    bag = open_bag(client)
    typed = {"r1-posting_number": "RA1", "r1-procedure": EXTRACT, "r1-full_name": "Sùng Mí Phìn", "r1-papers": "đủ",
             "r2-posting_number": "RA2", "r2-procedure": "khong-co", "r2-full_name": "Lầu <b>Súng"}  # fmt: skip
    answer = client.post(f"/buu-chinh/tui/{bag}/bang-ke/", typed)
    page = text(answer)
    assert answer.status_code == 422
    assert 'href="#r2-procedure"' in page
    assert 'value="Lầu &lt;b&gt;Súng"' in page
    assert list(Bag.objects.get(pk=bag).items.values_list("posting_number", flat=True)) == ["RA1"]


def test_a_count_that_does_not_agree_is_asked_about():
    client = desk("pao.tiepnhan")
    bag = open_bag(client)
    client.post(f"/buu-chinh/tui/{bag}/dan/", {"text": LINE.format(1)})
    answer = client.post(f"/buu-chinh/tui/{bag}/ky/", {"declared": "3"})
    assert answer.status_code == 422
    assert "thực nhận 1" in text(answer)
    assert Bag.objects.get(pk=bag).signed_at is None


def test_the_same_click_opens_one_bag():
    client, key = desk("pao.tiepnhan"), str(uuid4())
    assert open_bag(client, key=key) == open_bag(client, key=key)


def test_a_bag_of_another_unit_is_not_found():
    bag = open_bag(desk("pao.tiepnhan"))
    for username in ("thao.tiepnhan", "trang.hotro", "duc.thuly"):
        client = desk(username)
        assert client.get(f"/buu-chinh/tui/{bag}/").status_code == 404
        assert client.get(f"/buu-chinh/tui/{bag}/bien-ban.pdf").status_code == 404
        for act in ("bang-ke", "dan", "ky", "xu-ly", "ket-qua"):
            assert client.post(f"/buu-chinh/tui/{bag}/{act}/").status_code == 404
    assert desk("duc.thuly").get("/buu-chinh/").status_code == 404


def test_a_clerk_of_the_post_fills_and_does_not_sign():
    clerk = desk("phuong.buudien")
    bag = open_bag(clerk)
    clerk.post(f"/buu-chinh/tui/{bag}/dan/", {"text": LINE.format(1)})
    page = text(clerk.get(f"/buu-chinh/tui/{bag}/"))
    assert "RA000000001VN" in page
    assert f"/tui/{bag}/ky/" not in page
    assert clerk.post(f"/buu-chinh/tui/{bag}/ky/", {"declared": "1"}).status_code == 422
    assert f"/tui/{bag}/ky/" in text(desk("pao.tiepnhan").get(f"/buu-chinh/tui/{bag}/"))


def test_results_go_out_and_are_delivered_by_the_clerk():
    client = desk("pao.tiepnhan")
    made = open_bag(client)
    client.post(f"/buu-chinh/tui/{made}/dan/", {"text": LINE.format(1)})
    client.post(f"/buu-chinh/tui/{made}/ky/", {"declared": "1"})
    page = text(client.get(f"/buu-chinh/tui/{made}/"))
    client.post(f"/buu-chinh/tui/{made}/xu-ly/", dict.fromkeys(re.findall(r'name="(i\d+-outcome)"', page), "received"))
    dossier = Dossier.objects.get()
    for act, who in ((actions.appraise, "tinh.thuly"), (actions.approve, "lien.pheduyet"), (actions.seal, "my.vanthu")):
        act(dossier=dossier, by=staff(who), at=MONDAY)
    actions.upload_result(dossier=dossier, number="10H8.001", by=staff("dinh.traketqua"), at=MONDAY)
    returner = desk("dinh.traketqua")
    out = open_bag(returner, "out")
    assert dossier.code in text(returner.get(f"/buu-chinh/tui/{out}/"))
    returner.post(f"/buu-chinh/tui/{out}/ket-qua/", {f"d{dossier.pk}": "EF1VN"})
    assert returner.post(f"/buu-chinh/tui/{out}/ky/").status_code == 302
    clerk = desk("phuong.buudien")
    item = Bag.objects.get(pk=out).items.get()
    assert "EF1VN" in text(clerk.get("/buu-chinh/buu-gui/"))
    assert clerk.post(f"/buu-chinh/buu-gui/{item.pk}/hoan/", {"reason": "Vắng nhà"}).status_code == 422
    assert clerk.post(f"/buu-chinh/buu-gui/{item.pk}/phat/", {"handed_to": "Sùng Mí Phìn"}).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.state, dossier.handed_to) == ("returned", "Sùng Mí Phìn")
    assert clerk.post(f"/buu-chinh/buu-gui/{item.pk}/phat/", {"handed_to": "Ai đó"}).status_code == 404


def test_only_clerks_find_the_parcels():
    assert desk("pao.tiepnhan").get("/buu-chinh/buu-gui/").status_code == 404
