"""The marshal's page: a door, a scan, one tap; the machine's words; the day."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from motcua.door.models import GateDevice, Premises, Room, TurnedAway, Visit
from tests.web.desk import WARD_UNIT, desk, text

pytestmark = pytest.mark.usefixtures("province")
CARD = "002190777888||Lầu Thị Súng|05021990|Nữ|Má Lầu|01012020"


def room() -> Room:
    return Premises.objects.get(office__code=WARD_UNIT).rooms.order_by("position")[0]


@pytest.fixture
def marshal(province: None) -> Client:
    """Đạo at the main door of the ward."""
    client = desk("dao.cua")
    answer = client.post("/cua-vao/mo/", {"phong": room().pk, "cua": "Cửa chính"})
    assert answer.status_code == 302
    return client


def machine(client: Client, address: str, **body: Any) -> Any:
    return client.post(f"/cua-vao/may/{address}", json.dumps(body), content_type="application/json")


def form_of(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that goes there."""
    form = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.S)
    assert form is not None
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0]))


def test_a_door_is_chosen_once_and_stays_with_the_phone(marshal: Client) -> None:
    page = text(marshal.get("/cua-vao/"))
    assert "Cửa chính" in page
    assert re.search(r"Còn <b class=\"figure\" data-free>18</b> chỗ", page)
    assert marshal.cookies["cua"]["path"] == "/cua-vao/"
    assert marshal.cookies["cua"]["httponly"]
    marshal.post("/cua-vao/dong/")
    assert "Bạn đứng ở cửa nào?" in text(marshal.get("/cua-vao/"))
    assert GateDevice.objects.get().closed_at is not None


def test_after_a_scan_it_is_one_tap(marshal: Client) -> None:
    screen = text(marshal.post("/cua-vao/den/", {"ma": CARD}))
    assert "Lầu Thị Súng" in screen
    answer = marshal.post("/cua-vao/vao/", form_of(screen, "/cua-vao/vao/"))
    assert answer.status_code == 200
    assert "Mời vào" in text(answer)
    assert ">17</b>" in text(answer)
    again = marshal.post("/cua-vao/den/", {"ma": CARD})
    assert "Đang ở trong" in text(again)
    out = marshal.post("/cua-vao/ra/", form_of(text(again), "/cua-vao/ra/"))
    assert "Đã ra" in text(out)
    assert Visit.objects.get().left_how == "scanned"


def test_the_same_tap_sent_twice_is_one_person(marshal: Client) -> None:
    given = form_of(text(marshal.post("/cua-vao/den/", {"ma": ""})), "/cua-vao/vao/")
    for _time in range(2):
        assert "Mời vào" in text(marshal.post("/cua-vao/vao/", given))
    assert Visit.objects.count() == 1


def test_full_says_why_and_offers_another_way(marshal: Client) -> None:
    Room.objects.filter(pk=room().pk).update(own_cap=0)
    given = form_of(text(marshal.post("/cua-vao/den/", {"ma": ""})), "/cua-vao/vao/")
    answer = marshal.post("/cua-vao/vao/", given)
    page = text(answer)
    assert answer.status_code == 409
    assert "Phòng đã đủ người" in page
    assert "Đơn vị tự đặt: 0 người" in page
    assert "/lay-so/" in page
    assert TurnedAway.objects.get().reason == "full"


def test_a_forged_pass_shows_no_tap(marshal: Client) -> None:
    screen = text(marshal.post("/cua-vao/den/", {"ma": "MC1:khong-phai-ma-that"}))
    assert "không phải do đơn vị cấp" in screen
    assert 'action="/cua-vao/vao/"' not in screen
    assert marshal.post("/cua-vao/vao/", {"ma": "MC1:khong-phai-ma-that"}).status_code == 422


def test_an_officer_is_chosen_by_name(marshal: Client) -> None:
    colleague = GateDevice.objects.get().staff
    screen = text(marshal.post("/cua-vao/den/", {"can-bo": colleague.pk}))
    marshal.post("/cua-vao/vao/", form_of(screen, "/cua-vao/vao/"))
    visit = Visit.objects.get()
    assert (visit.who, visit.staff_id) == ("staff", colleague.pk)


def test_the_machine_is_given_a_share_and_gives_it_back(marshal: Client) -> None:
    state = machine(marshal, "").json()
    assert (state["free"], state["share"], state["giveBack"]) == (18, 2, 0)
    assert state["lasts"] > 3600
    assert machine(marshal, "tra/", places=1).json()["share"] == 1
    assert machine(marshal, "tra/", places="mot").status_code == 422


def test_the_machine_tells_what_it_counted_once(marshal: Client) -> None:
    since = machine(marshal, "").json()["since"]
    row = {"key": "7a1c4a8e-3f0c-4f0f-9d65-2d3c1f3a9b10", "kind": "entry", "elapsed": 0.2, "since": since, "text": CARD}
    assert machine(marshal, "gop/", rows=[row]).json()["merged"]["entries"] == 1
    assert machine(marshal, "gop/", rows=[row]).json()["merged"]["entries"] == 0
    assert Visit.objects.get().full_name == "Lầu Thị Súng"
    assert machine(marshal, "gop/", rows=[{"key": 1}]).status_code == 422
    assert machine(marshal, "gop/", rows="x").status_code == 422


def test_what_was_counted_at_another_door_is_written_there(marshal: Client) -> None:
    before = GateDevice.objects.get()
    GateDevice.objects.update(closed_at=before.opened_at)
    other = Room.objects.create(premises=before.premises, name="Phòng bên")
    marshal.post("/cua-vao/mo/", {"phong": other.pk, "cua": ""})
    row = {"key": str(uuid4()), "kind": "entry", "elapsed": 1, "device": before.pk}
    lost = {**row, "key": str(uuid4()), "device": 2_000_000_000}
    odd = {**row, "key": str(uuid4()), "device": "x" * 9}
    assert machine(marshal, "gop/", rows=[row, lost, odd]).status_code == 200
    assert sorted(Visit.objects.values_list("room_id", flat=True)) == sorted([before.room_id, other.pk])


def test_signs_no_database_holds_are_left_out(marshal: Client) -> None:
    row = {
        "key": str(uuid4()), "kind": "entry", "elapsed": 1, "text": "Lầu \ud800Thị\0 Súng",
        "checks": {"ma\0sk": True, "\udc00": True},
    }  # fmt: skip
    assert machine(marshal, "gop/", rows=[row]).status_code == 200
    assert Visit.objects.get().full_name == "Lầu Thị Súng"


def test_a_closed_door_is_told_so(marshal: Client) -> None:
    GateDevice.objects.update(closed_at=GateDevice.objects.get().opened_at)
    assert machine(marshal, "").status_code == 410
    assert marshal.post("/cua-vao/vao/", {"ma": ""}).status_code == 302
    assert not Visit.objects.exists()


def test_another_units_people_have_no_door_here(marshal: Client) -> None:
    assert desk("chu.tiepnhan").get("/cua-vao/").status_code == 403
    stranger = desk("khanh.cua")
    stranger.cookies["cua"] = marshal.cookies["cua"].value
    assert machine(stranger, "").status_code == 410
    assert stranger.post("/cua-vao/mo/", {"phong": room().pk, "cua": "Cửa chính"}).status_code == 403


def test_the_head_closes_a_lost_phone(marshal: Client) -> None:
    machine(marshal, "")
    device = GateDevice.objects.get()
    head = desk("thu.truongbophan")
    refused = head.post(f"/cua-vao/may/{device.pk}/dong/")
    assert refused.status_code == 422
    assert "tự cho vào 2 người" in text(refused)
    assert head.post(f"/cua-vao/may/{device.pk}/dong/", {"da-tat": "1"}).status_code == 302


def test_what_is_kept_on_the_phone_names_nobody(marshal: Client) -> None:
    shell = marshal.get("/cua-vao/ngoai-mang/")
    assert "Lò Văn Đạo" not in text(shell)
    assert "csrfmiddlewaretoken" not in text(shell).replace('action="/ngon-ngu/"', "").split("<main")[1]
    worker = marshal.get("/cua-vao/giu-trang.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "/cua-vao/ngoai-mang/" in text(worker)


def test_the_day_shows_who_came_and_who_did_not(marshal: Client) -> None:
    marshal.post("/cua-vao/vao/", form_of(text(marshal.post("/cua-vao/den/", {"ma": CARD})), "/cua-vao/vao/"))
    marshal.post("/cua-vao/tu-choi/", {"ly-do": "other"})
    page = text(marshal.get("/cua-vao/ngay/"))
    assert "Lầu Thị Súng" in page
    assert "Lý do khác 1" in page
    assert "Chưa có ai vào" in text(marshal.get("/cua-vao/ngay/", {"ngay": "2020-03-27"}))
    wrong = text(marshal.get("/cua-vao/ngay/", {"ngay": "hôm qua", "don-vi": "x"}))
    assert wrong.count("Hãy ghi một ngày có thật, ví dụ 31/3/2020.") == 2
    assert 'value="hôm qua"' in wrong and '<a href="#ngay">' in wrong
    assert "Hãy ghi ngày đã qua" in text(marshal.get("/cua-vao/ngay/", {"ngay": "2099-01-01"}))
