"""Report an incident, tick its steps, close it; the province edits what is to be done."""

from __future__ import annotations

import pytest

from motcua.door.models import DoorIncident, Playbook, Room
from motcua.notices.models import Message
from tests.web.declarations.place import ward
from tests.web.desk import desk, text

pytestmark = pytest.mark.usefixtures("province")


def reported() -> str:
    room = Room.objects.filter(premises=ward()).first()
    assert room is not None
    sent = {"premises": ward().pk, "kind": "fever", "room": room.pk, "what": "Hàng ghế hai, 38,4 độ"}
    answer = desk("dao.cua").post("/su-viec/moi/", sent)
    assert answer.status_code == 302, text(answer)
    return str(answer.url)


def test_from_the_fever_to_the_room_open_again() -> None:
    address = reported()
    gate, made = desk("dao.cua"), DoorIncident.objects.get()
    for step in made.steps.all():
        if step.kind == "disinfect":
            early = gate.post(address, {"step": made.steps.get(kind="reopen_room").pk})
            assert early.status_code == 409 and "Chưa mở lại được" in text(early)
        if step.kind == "trace":
            continue
        answer = gate.post(address, {"step": step.pk, "note": ""})
        assert answer.status_code == 302, (step.kind, text(answer))
    page = text(gate.get(address))
    assert "Đã đóng Phòng" in page and "Đã mở lại Phòng" in page and "Còn 1 bước chưa làm" in page
    assert Message.objects.filter(subject=f"door_incident:{made.pk}").exists()
    refused = gate.post(address, {"close": "1", "why": ""})
    assert refused.status_code == 409
    assert gate.post(address, {"close": "1", "why": "Y tế chưa yêu cầu"}).status_code == 302
    assert "Không làm: Y tế chưa yêu cầu" in text(gate.get(address))


def test_what_is_wrong_stays_on_the_page() -> None:
    answer = desk("dao.cua").post("/su-viec/moi/", {"premises": ward().pk, "what": "Chữ đã gõ"})
    assert answer.status_code == 422 and "Chữ đã gõ" in text(answer)
    assert not DoorIncident.objects.exists()


def test_who_sees_who_acts() -> None:
    address = reported()
    for username in ("thu.truongbophan", "hien.yte", "mai.giamsat"):
        assert desk(username).get(address).status_code == 200, username
    assert "Kết thúc sự việc" not in text(desk("mai.giamsat").get(address))
    made = DoorIncident.objects.get()
    first = made.steps.first()
    assert first is not None
    assert desk("mai.giamsat").post(address, {"step": first.pk}).status_code == 409
    for username in ("khanh.cua", "chu.tiepnhan"):
        assert desk(username).get(address).status_code == 404, username
    assert "Có người sốt" not in text(desk("khanh.cua").get("/su-viec/"))
    assert desk("thao.tiepnhan").get("/su-viec/moi/").status_code == 404


def test_a_step_of_another_incident_is_not_ticked_here() -> None:
    address = reported()
    other = DoorIncident.objects.get()
    second = reported()
    step = other.steps.first()
    assert step is not None
    assert desk("dao.cua").post(second, {"step": step.pk}).status_code == 409
    assert desk("dao.cua").post(address, {"step": "9" * 30}).status_code == 409
    step.refresh_from_db()
    assert step.done_at is None


def test_the_province_changes_the_order_and_the_next_incident_has_it() -> None:
    health = desk("hien.yte")
    assert "Có người sốt" in text(health.get("/su-viec/kich-ban/"))
    sent = {
        "seen": "", "name": "Có người sốt", "active": "on",
        "order-0": "2", "kind-0": "notify_health", "text-0": "Gọi y tế",
        "order-1": "1", "kind-1": "isolate", "text-1": "Mời ra khu riêng",
        "order-2": "3", "kind-2": "note", "text-2": "",
    }  # fmt: skip
    bad = health.post("/su-viec/kich-ban/fever/", sent | {"kind-0": "dance"})
    assert bad.status_code == 422 and "Mời ra khu riêng" in text(bad)
    assert text(bad).count("Hãy chọn một loại việc.") == 2  # in the summary and at the one field
    assert "Bước 2: Hãy chọn một loại việc." in text(bad) and '<a href="#kind-1">' in text(bad)
    nameless = text(health.post("/su-viec/kich-ban/fever/", sent | {"name": "", "text-0": "x" * 550}))
    assert '<a href="#ten">' in nameless and 'id="ten_error"' in nameless
    assert '<a href="#text-1">' in nameless and 'id="text-1_error"' in nameless
    assert health.post("/su-viec/kich-ban/fever/", sent).status_code == 302
    assert [step["kind"] for step in Playbook.objects.get(code="fever").steps] == ["isolate", "notify_health"]
    assert health.post("/su-viec/kich-ban/fever/", sent).status_code == 409
    reported()
    assert DoorIncident.objects.get().steps.count() == 2
    assert desk("thu.truongbophan").get("/su-viec/kich-ban/fever/").status_code == 404
