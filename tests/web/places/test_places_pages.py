"""The head's pages of rooms and counters; what the supervisor, the marshal, a stranger and the public see of them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.catalog.actions.internal_forms import load_internal_forms
from motcua.catalog.models import Field, FormVersion, Procedure
from motcua.clock.actions import turn_to
from motcua.directives.models import RuleSet
from motcua.door.health.queries.declarations import declaration_form_of
from motcua.door.models import Counter, CounterSession, Equipment, Premises, Room, Round, Ticket, TicketCall, Visit
from motcua.people.models import Office, Role
from tests.door.gate_scene import Door, make_door, person
from tests.dossiers.test_submission import enact
from tests.web.conftest import MONDAY
from tests.web.desk import desk, staff, text

UNIT = "000.01.21.H22"
HEAD, MARSHAL, OFFICER = "head", "marshal", "receiver"
STRANGERS = ("stranger", "otherhead", "processor", "othersupervisor")
RULES: tuple[tuple[str, Any], ...] = (
    ("room.cap", 20),
    ("entry.mask", ["visitors", "staff"]),
    ("entry.temperature", ["visitors"]),
    ("equipment.droplet_shield", True),
    ("equipment.waiting_area", True),
)


@pytest.fixture
def door(db: None) -> Door:
    """The commune at eight on Monday, with those who oversee it and a head of another commune."""
    turn_to(MONDAY, frozen=True)
    made = make_door()
    Room.objects.filter(pk=made.room.pk).update(seats=18, area_m2=72, distance_m="1.5")
    made.counters[0].fields.set(Field.objects.filter(code="HT"))
    person("supervisor", Role.SUPERVISOR, made.world.province)
    person("othersupervisor", Role.SUPERVISOR, made.world.elsewhere)
    person("otherhead", Role.UNIT_HEAD, made.world.elsewhere)
    return made


@pytest.fixture
def place(door: Door) -> Premises:
    return door.premises


@pytest.fixture
def ruled(door: Door) -> Premises:
    """A letter of the province in force since early in the morning."""
    early = {"from": "2020-03-30T00:00:00+07:00", "when": {}}
    enact(door.world, *({"point": point, "value": value, **early} for point, value in RULES))
    RuleSet.objects.update(approved_at=MONDAY - timedelta(days=1))
    return door.premises


def url(name: str, place: Premises, *args: int) -> str:
    return reverse(f"web:{name}", args=[place.pk, *args])


def room_of(place: Premises) -> Room:
    return place.rooms.get(kind="service")


def room_form(**changes: str) -> dict[str, str]:
    return {
        "name": "Phòng hai", "kind": "service", "area_m2": "60", "distance_m": "1,5", "seats": "10", "own_cap": "",
        "doors": "Cửa chính\nCửa sau", "offline_places": "2", "x": "9", "y": "0", "width": "6,5", "depth": "4",
        "position": "3",
    } | changes  # fmt: skip


def test_the_head_sees_caps_strictest_first_with_their_clause(ruled: Premises) -> None:
    Room.objects.filter(pk=room_of(ruled).pk).update(inside_visitors=23, own_cap=20)
    page = text(desk(HEAD).get(url("place", ruled)))
    limits = re.findall(r"<li[^>]*>([^<]+)", page[page.index('class="limits"') :])
    assert limits[0].startswith("Diện tích, chỗ ngồi và khoảng cách: vừa 18 người")
    assert "905/UBND-PVHCC, mục 2.1: không quá 20 người một phòng" in page
    assert "Đang có 23 người, mức mới 18: không cho thêm ai vào đến khi còn 17" in page


def test_the_head_adds_and_changes_a_room(place: Premises) -> None:
    client = desk(HEAD)
    assert client.get(url("room_new", place)).status_code == 200
    answer = client.post(url("room_new", place), room_form(), follow=True)
    assert "Đã lưu Phòng hai." in text(answer)
    made = Room.objects.get(name="Phòng hai")
    assert (made.width, made.depth, made.x, made.doors) == (65, 40, 90, ["Cửa chính", "Cửa sau"])
    page = text(client.get(url("room_edit", place, made.pk)))
    assert 'value="6,5"' in page and "Cửa chính\nCửa sau" in page and 'value="1,5"' in page
    client.post(url("room_edit", place, made.pk), room_form(own_cap="7"))
    made.refresh_from_db()
    assert made.own_cap == 7


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "id_name"),
        ({"area_m2": "rộng"}, "Hãy ghi một số từ 1 đến 99999, nhiều nhất một chữ số"),
        ({"own_cap": "0"}, "hãy đóng phòng"),
        ({"width": "xa"}, "hãy ghi số mét"),
        ({"width": "NaN"}, "hãy ghi số mét"),
        ({"kind": "cellar"}, "id_kind"),
        ({"name": "phòng một cửa"}, "Đơn vị đã có phòng, khu chờ tên này"),
        ({"doors": "Một\nmột"}, "không được trùng tên"),
    ],
)
def test_what_is_wrong_with_a_room_is_said_at_its_field(place: Premises, changes: dict[str, str], words: str) -> None:
    answer = desk(HEAD).post(url("room_new", place), room_form(**changes))
    assert answer.status_code == 422 and words in text(answer)
    assert place.rooms.count() == 2


def test_the_head_closes_and_opens_a_room(place: Premises) -> None:
    client, room = desk(HEAD), room_of(place)
    act = url("room_act", place, room.pk)
    assert "Hãy ghi lý do" in text(client.post(act, {"what": "close"}, follow=True))
    page = text(client.post(act, {"what": "close", f"r{room.pk}-why": "Khử khuẩn"}, follow=True))
    assert "Đã đóng phòng." in page and "Khử khuẩn" in page
    assert "đã đóng: Khử khuẩn" in text(client.post(act, {"what": "close", f"r{room.pk}-why": "Nữa"}, follow=True))
    assert "Đã mở lại phòng." in text(client.post(act, {"what": "reopen"}, follow=True))
    assert "còn quầy số 1, 2, 3" in text(client.post(act, {"what": "drop"}, follow=True))


def test_the_head_adds_changes_drops_and_takes_up_a_counter(place: Premises) -> None:
    client, room = desk(HEAD), room_of(place)
    form = {
        "number": "4",
        "name": "Đất đai",
        "room": str(room.pk),
        "x": "6",
        "y": "0,5",
        "bookable": "on",
        "takes_in": "on",
    }
    assert 'value="4"' in text(client.get(url("counter_new", place)))
    assert "Đã lưu quầy số 4." in text(client.post(url("counter_new", place), form, follow=True))
    made = Counter.objects.get(premises=place, number=4)
    assert (made.x, made.y, made.bookable, made.takes_in, made.picks_up) == (60, 5, True, True, False)
    for wrong, words in (
        ({"number": "1"}, "Đơn vị đã có quầy số 1."),
        ({"number": "-1"}, "Hãy ghi một số nguyên"),
        ({"room": "999999"}, "id_room"),
        ({"fields_served": "XX"}, "id_fields_served"),
        ({"takes_in": ""}, "Quầy phải nhận hồ sơ, hoặc trả kết quả"),
    ):
        answer = client.post(url("counter_new", place), form | {"number": "5"} | wrong)
        assert answer.status_code == 422 and words in text(answer)
    client.post(url("counter_act", place, made.pk), {"what": "drop"})
    assert "Dùng lại" in text(client.get(url("place", place)))
    client.post(url("counter_act", place, made.pk), {"what": "use"})
    made.refresh_from_db()
    assert made.active
    assert client.get(url("counter_edit", place, made.pk)).status_code == 200


def test_an_officer_sits_down_and_gets_up(place: Premises) -> None:
    client, counter = desk(OFFICER), place.counters.get(number=1)
    act = url("counter_act", place, counter.pk)
    client.post(act, {"what": "open"})
    assert CounterSession.objects.get(closed_at=None).staff == staff(OFFICER)
    client.post(act, {"what": "drop"})
    counter.refresh_from_db()
    assert counter.active
    assert staff(OFFICER).full_name in text(desk(HEAD).get(url("place", place)))
    client.post(act, {"what": "close"})
    assert not CounterSession.objects.filter(closed_at=None).exists()


def test_the_supervisor_looks_and_changes_nothing(place: Premises) -> None:
    client = desk("supervisor")
    page = text(client.get(url("place", place)))
    assert "Phòng một cửa" in page and "Thêm phòng" not in page and "Tôi ngồi quầy" not in page
    for name, args in (("room_new", ()), ("room_edit", (room_of(place).pk,)), ("place_booking", ())):
        assert client.get(url(name, place, *args)).status_code == 404
    assert client.post(url("room_act", place, room_of(place).pk), {"what": "close"}).status_code == 404
    assert client.post(url("equipment_list", place), {}).status_code == 404
    assert client.get(url("equipment_list", place)).status_code == 200
    assert client.get(url("rounds", place)).status_code == 200


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_finds_nothing(place: Premises, who: str) -> None:
    client, room, counter = desk(who), room_of(place).pk, place.counters.earliest("id").pk
    for name, args in (
        ("place", ()), ("place_booking", ()), ("room_new", ()), ("room_edit", (room,)), ("counter_new", ()),
        ("counter_edit", (counter,)), ("door_sheet", ()), ("daily_figures", ()), ("equipment_list", ()), ("rounds", ()),
    ):  # fmt: skip
        assert client.get(url(name, place, *args)).status_code == 404, name
    for name, args in (("room_act", (room,)), ("counter_act", (counter,))):
        assert client.post(url(name, place, *args), {"what": "drop"}).status_code == 404
    assert client.post(reverse("web:place_set_up", args=[place.office_id])).status_code == 404


def test_a_room_of_another_unit_is_not_reached_through_one_s_own(place: Premises) -> None:
    other = Premises.objects.create(office=Office.objects.get(code="000.02.21.H22"))
    far = Room.objects.create(premises=other, name="Phòng xa")
    counter = Counter.objects.create(premises=other, room=far, number=1).pk
    client, room = desk(HEAD), far.pk
    assert client.get(url("room_edit", place, room)).status_code == 404
    assert client.post(url("room_edit", place, room), room_form()).status_code == 404
    assert client.post(url("room_act", place, room), {"what": "close"}).status_code == 404
    assert client.post(url("counter_act", place, counter), {"what": "open"}).status_code == 404


def test_a_place_is_set_up_by_its_head(door: Door) -> None:
    head = staff(HEAD)
    unit = Office.objects.get(code="000.02.21.H22")
    head.roles.create(role="unit_head", office=unit)
    client = desk(HEAD)
    assert "Lập mặt bằng" in text(client.get(reverse("web:places")))
    page = text(client.post(reverse("web:place_set_up", args=[unit.pk]), follow=True))
    assert "Chưa có phòng nào" in page and Premises.objects.filter(office=unit).exists()


def test_how_one_books(place: Premises) -> None:
    client = desk(HEAD)
    form = {"slot_minutes": "20", "walk_in_share": "40", "booking_days": "10", "note": "Gửi xe ở sân sau"}
    assert client.post(url("place_booking", place), form | {"walk_in_share": "200"}).status_code == 422
    assert "Lịch hẹn 20 phút" in text(client.post(url("place_booking", place), form, follow=True))


def test_the_next_epidemics_form_is_chosen_from_the_catalogue(place: Premises) -> None:
    client = desk(HEAD)
    form = {"slot_minutes": "15", "walk_in_share": "30", "booking_days": "14", "note": ""}
    assert "Tờ khai trước khi vào" not in text(client.get(url("place_booking", place))), "none is published yet"
    assert client.post(url("place_booking", place), form).status_code == 302
    load_internal_forms(MONDAY)
    first = Procedure.objects.get(code="KB-YTE")
    other = Procedure.objects.create(
        code="KB-SOT",
        name="Tờ khai khi có dịch sởi",
        field=first.field,
        level="province",
        online_level=1,
        internal=True,
    )
    page = text(client.get(url("place_booking", place)))
    assert first.name in page and other.name not in page, "what is not published cannot be asked"
    schema = first.forms.get().schema
    FormVersion.objects.create(procedure=other, schema=schema, published_at=MONDAY)
    assert client.post(url("place_booking", place), form | {"declaration_form": "1.001193"}).status_code == 422
    assert client.post(url("place_booking", place), form | {"declaration_form": "KB-SOT"}).status_code == 302
    place.refresh_from_db()
    asked = declaration_form_of(place)
    assert asked is not None and asked.procedure == other


def test_the_public_plan_says_which_counter(place: Premises) -> None:
    Room.objects.filter(pk=room_of(place).pk).update(inside_visitors=5)
    CounterSession.objects.create(counter=place.counters.get(number=1), staff=staff(OFFICER), opened_at=MONDAY)
    answer = Client(headers={"accept-language": "vi"}).get(reverse("web:floor_plan", args=[UNIT]))
    page = text(answer)
    assert "Hộ tịch" in page and "5/18 người" in page and '<svg viewBox="' in page
    assert staff(OFFICER).full_name not in page
    assert len(answer.content) < 60_000
    for code in ("khong-co", UNIT + "x", "x" * 300):
        assert Client().get(reverse("web:floor_plan", args=[code])).status_code == 404


def test_the_plan_carries_typed_words_as_words(place: Premises) -> None:
    Room.objects.filter(pk=room_of(place).pk).update(name="<script>x</script>", doors=["<b>"])
    Counter.objects.filter(premises=place, number=1).update(name="</svg><i>")
    page = text(Client().get(reverse("web:floor_plan", args=[UNIT])))
    assert "<script>x" not in page and "</svg><i>" not in page and "<b>" not in page


def test_the_door_sheet_has_the_code_the_cap_and_the_checks(ruled: Premises, settings: Any) -> None:
    settings.PUBLIC_URL = "https://motcua.example"
    page = text(desk(MARSHAL).get(url("door_sheet", ruled)))
    assert f"https://motcua.example/lay-so/{ruled.door_key}/" in page
    assert "không quá 18 người" in page and 'class="qr"' in page
    assert re.search(r"Đeo khẩu trang <small>\(cả cán bộ\)</small>", page)
    assert re.search(r"Đo thân nhiệt\s*<small lang", page) and "905/UBND-PVHCC, mục 2.1" in page


def test_the_marshal_counts_what_is_there(ruled: Premises) -> None:
    client, room = desk(MARSHAL), room_of(ruled)
    third = ruled.counters.get(number=3)
    for number in (1, 2):
        Equipment.objects.create(
            premises=ruled, room=room, counter=ruled.counters.get(number=number), item="droplet_shield", present=1,
            working=1, checked_at=MONDAY, checked_by=staff(MARSHAL),
        )  # fmt: skip
    page = text(client.get(url("equipment_list", ruled)))
    assert "1 tấm kính chống giọt bắn" in page and staff(MARSHAL).full_name in page
    key = f"droplet_shield-{room.pk}-{third.pk}"
    bad = client.post(url("equipment_list", ruled), {f"n-{key}": "1", f"w-{key}": "2"})
    assert bad.status_code == 422 and f'href="#n-{key}"' in text(bad) and 'value="2"' in text(bad)
    assert client.post(url("equipment_list", ruled), {}).status_code == 422
    done = client.post(url("equipment_list", ruled), {f"n-{key}": "1", f"t-{key}": "Mới lắp"}, follow=True)
    assert "Đã ghi 1 mục." in text(done) and "1 tấm kính" not in text(done)
    assert Equipment.objects.get(counter=third).checked_by == staff(MARSHAL)


def test_the_supervisor_sees_what_is_missing_first(ruled: Premises) -> None:
    page = text(desk("supervisor").get(reverse("web:equipment")))
    names = re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]+)', page)
    assert [name.strip() for name in names] == ["Bộ phận Một cửa xã Phú Linh", "Bộ phận Một cửa xã Lũng Cú"]
    assert "1/2 đơn vị còn thiếu" in page and "chưa lập mặt bằng" in page and "3 tấm kính chống giọt bắn" in page
    assert desk("processor").get(reverse("web:equipment")).status_code == 404
    assert desk(MARSHAL).get(reverse("web:equipment")).url == url("equipment_list", ruled)


def test_a_round_of_officers_and_of_visitors(ruled: Premises) -> None:
    client = desk(MARSHAL)
    page = text(client.get(url("rounds", ruled), {"nhom": "staff"}))
    assert "đeo khẩu trang" in page and "đo thân nhiệt" not in page
    form = {"nhom": "visitors", "seen": "14", "kept-mask": "13", "kept-temperature": "14", "remark": "Nhắc một người"}
    wrong = client.post(url("rounds", ruled), form | {"kept-mask": "15"})
    assert wrong.status_code == 422 and "Không thể nhiều hơn số người đã xem (14)." in text(wrong)
    page = text(client.post(url("rounds", ruled), form, follow=True))
    assert "13/14" in page and staff(MARSHAL).full_name in page and "Nhắc một người" in page
    client.post(url("rounds", ruled), {"nhom": "staff", "seen": "4", "kept-mask": "4"})
    assert list(Round.objects.order_by("id").values_list("subject", "by__username")) == [
        ("visitors", MARSHAL),
        ("staff", MARSHAL),
    ]
    assert desk(OFFICER).post(url("rounds", ruled), form).status_code == 404
    for day in ("hôm qua", "2999-01-01", "0001-01-01", "\0", "9" * 99):
        assert client.get(url("rounds", ruled), {"ngay": day}).status_code == 200


def test_figures_of_the_day(place: Premises) -> None:
    counter = place.counters.get(number=1)
    for number, minutes in enumerate((5, 10, 30), start=1):
        Visit.objects.create(room=room_of(place), entered_at=MONDAY)
        ticket = Ticket.objects.create(
            premises=place, day=MONDAY.date(), series="A", number=number, source="kiosk", taken_at=MONDAY,
            queued_at=MONDAY, counter=counter, state="done",
        )  # fmt: skip
        TicketCall.objects.create(ticket=ticket, counter=counter, at=MONDAY + timedelta(minutes=minutes))
    client = desk(HEAD)
    page = " ".join(text(client.get(url("daily_figures", place))).split())
    assert "<b>3</b> lượt người vào" in page and "<b>8:00</b> giờ đông nhất" in page
    assert "<b>15</b> phút chờ trung bình" in page and "<b>30</b> phút: 9/10" in page
    for day in ("28/3/2020", "x", "31/12/9999", "\0"):
        assert client.get(url("daily_figures", place), {"ngay": day}).status_code == 200


def test_pages_of_one_place_ask_as_often_whatever_its_size(place: Premises) -> None:
    client, room = desk(HEAD), room_of(place)
    client.get(url("place", place))
    with CaptureQueriesContext(connection) as few:
        client.get(url("place", place))
    for number in range(10, 25):
        Counter.objects.create(premises=place, room=room, number=number)
        Room.objects.create(premises=place, name=f"Khu {number}", kind="waiting")
    with CaptureQueriesContext(connection) as many:
        assert client.get(url("place", place)).status_code == 200
    assert len(many) == len(few)


@pytest.mark.parametrize("name", ["rounds", "daily_figures"])
def test_a_past_day_is_asked_for_at_its_field(ruled: Premises, name: str) -> None:
    client = desk(HEAD)
    for typed, words in (
        ("31022020", "Hãy ghi một ngày có thật, ví dụ 31/3/2020."),
        ("31/12/2099", "Hãy ghi ngày đã qua, ví dụ 31/3/2020."),
    ):
        page = text(client.get(url(name, ruled), {"ngay": typed}))
        assert page.count(words) == 2
        assert f'value="{typed}"' in page and '<a href="#ngay">' in page
    assert 'value="28/03/2020"' in text(client.get(url(name, ruled), {"ngay": "28032020"}))


def test_everything_wrong_with_a_room_is_said_in_one_round(place: Premises) -> None:
    wrong = {"x": "abc xyz", "width": "abc xyz", "seats": "abc xyz", "area_m2": "abc xyz", "own_cap": "abc xyz"}
    page = text(desk(HEAD).post(url("room_new", place), room_form(**wrong)))
    for name in wrong:
        assert f'id="id_{name}_error"' in page, name
    assert "Chiều ngang trên sơ đồ: hãy ghi số mét" in page
