"""The roster's pages: the head's week, one's own shifts, swaps, absences, gaps, the calendar address."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.door.models import Counter
from motcua.people.models import Office, Staff
from motcua.rosters.models import Absence, RosterFeed, Shift, Swap
from tests.web.conftest import MONDAY
from tests.web.desk import CENTRE, WARD_UNIT, desk, staff, text
from tests.web.letters import LETTER, enact_at

pytestmark = pytest.mark.usefixtures("province")
WEEK = f"/lich-truc/don-vi/{WARD_UNIT}/"
OWN = "/lich-truc/?cua-toi"
TUESDAY = date(2020, 3, 31)


def _shift(username: str, day: date = TUESDAY, hour: int = 0) -> Shift:
    """The first of that day, Vietnamese time, for somebody of the demo."""
    shifts = Shift.objects.filter(staff=staff(username), state="published", during__startswith__date=day)
    return shifts.order_by("during")[hour]


def _put(client: Client, **changes: object) -> object:
    wanted = {
        "staff": staff("nhung.tiepnhan").pk, "day": "2020-04-14", "sitting": "morning", "duty": "counter",
        "place": "on_site", "counter": "2", "note_text": "",
    }  # fmt: skip
    return client.post(f"{WEEK}them/", wanted | changes)


def test_everybody_sees_his_own_shifts_and_a_head_the_week() -> None:
    page = text(desk("thao.tiepnhan").get("/lich-truc/"))
    assert "Trực quầy 1" in page
    assert "7:00–11:30" in page
    head = desk("thu.truongbophan")
    assert head.get("/lich-truc/").url == WEEK
    week = text(head.get(WEEK))
    for name in ("Phan Phương Thảo", "Ma Thị Nhung", "Lò Văn Đạo", "Triệu Minh Đức", "Công chức tiếp nhận"):
        assert name in week
    assert "dự phòng" in week


def test_an_officer_reads_the_published_week_without_tools() -> None:
    Shift.objects.create(
        office=Office.objects.get(code=WARD_UNIT), staff=staff("dao.cua"), duty="guide", place="on_site",
        during=("2020-04-04T08:00+07:00", "2020-04-04T09:00+07:00"), changed_at=MONDAY,
        changed_by=staff("thu.truongbophan"),
    )  # fmt: skip
    page = text(desk("thao.tiepnhan").get(WEEK))
    assert "Quầy 2" in page
    assert "Hướng dẫn" not in page  # a plan is the head's until it is published
    assert "Thêm ca" not in page
    assert "chưa công bố" in text(desk("thu.truongbophan").get(WEEK))


@pytest.mark.parametrize("path", ["", "them/", "bao-vang/"])
def test_another_unit_is_not_found(path: str) -> None:
    for username in ("son.giamdoc", "chu.tiepnhan"):
        assert desk(username).get(f"{WEEK}{path}").status_code == 404
    assert desk("thao.tiepnhan").get(f"{WEEK}them/").status_code == 404


def test_the_units_own_counters_are_chosen_from_and_a_number_is_typed_where_there_are_none() -> None:
    head = desk("thu.truongbophan")
    page = text(head.get(f"{WEEK}them/"))
    assert '<select name="counter"' in page and 'value="2"' in page
    assert _put(head, counter="77").status_code == 422
    assert _put(head).status_code == 302
    shift = Shift.objects.get(counter=2, during__startswith__date=date(2020, 4, 14))
    Counter.objects.filter(premises__office__code=WARD_UNIT, number=2).update(active=False)
    changed = text(head.get(f"/lich-truc/ca/{shift.pk}/"))
    assert re.search(r'<option value="2" selected', changed), "the counter it has stays, though out of use"
    Counter.objects.filter(premises__office__code=WARD_UNIT).update(active=False)
    assert '<input type="number" name="counter"' in text(head.get(f"{WEEK}them/"))


def test_a_shift_is_added_and_the_other_one_named() -> None:
    head = desk("thu.truongbophan")
    answer = _put(head)
    assert answer.status_code == 302
    assert answer.url == f"{WEEK}?tuan=2020-04-14"
    again = _put(head, sitting="free", start="09:00", end="10:00", duty="guide", counter="")
    assert again.status_code == 422
    assert "Ma Thị Nhung đã trực quầy 2, 7 giờ – 11 giờ 30 cùng ngày." in text(again)
    assert "chưa công bố" in text(head.get(f"{WEEK}?tuan=2020-04-13"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"staff": "x"}, {"staff": "999999999"}, {"day": "2020-13-01"}, {"day": "0001-01-01"}, {"sitting": "?"},
        {"sitting": "free", "start": "9", "end": "x"}, {"counter": "-4"}, {"counter": "9" * 30},
        {"fields_covered": "khong-co"}, {"note_text": "a\0b"}, {"place": "home"}, {"duty": "boss"},
    ],
)  # fmt: skip
def test_nonsense_is_told_at_its_field(wrong: dict[str, str]) -> None:
    before = Shift.objects.count()
    answer = _put(desk("thu.truongbophan"), **wrong)
    assert answer.status_code == 422
    assert 'class="errors"' in text(answer)
    assert Shift.objects.count() == before


def test_warnings_are_shown_and_nothing_is_refused_for_them() -> None:
    Absence.objects.create(
        staff=staff("nhung.tiepnhan"), kind="leave", since=date(2020, 4, 14), told_at=MONDAY, told_by=staff("dao.cua")
    )
    head = desk("thu.truongbophan")
    assert _put(head).status_code == 302
    assert "Ma Thị Nhung đã báo vắng ngày thứ Ba 14/4." in text(head.get(WEEK))


def test_a_week_is_copied_and_published() -> None:
    head = desk("thu.truongbophan")
    head.post(f"{WEEK}chep/", {"tuan": "2020-04-13"})
    page = text(head.get(f"{WEEK}?tuan=2020-04-13"))
    assert "Đã chép 57 ca từ tuần trước." in page
    assert "Công bố 57 ca" in page
    head.post(f"{WEEK}cong-bo/", {"tuan": "2020-04-13"})
    assert "Công bố" not in text(head.get(f"{WEEK}?tuan=2020-04-13")).replace("Đã công bố", "")
    assert Shift.objects.filter(state="planned").count() == 0


def test_a_shift_is_changed_and_taken_out() -> None:
    head, shift = desk("thu.truongbophan"), _shift("dao.cua")
    page = text(head.get(f"/lich-truc/ca/{shift.pk}/"))
    assert 'value="07:00"' in page
    wanted = {"day": "2020-03-31", "start": "08:00", "end": "11:00", "duty": "marshal", "place": "on_site"}
    assert head.post(f"/lich-truc/ca/{shift.pk}/", wanted).status_code == 302
    assert "8:00–11:00" in text(head.get(WEEK))
    assert head.post(f"/lich-truc/ca/{shift.pk}/bo/").status_code == 302
    shift.refresh_from_db()
    assert shift.state == "cancelled"
    assert "Ca trực này đã bỏ." in text(head.get(f"/lich-truc/ca/{shift.pk}/"))
    assert desk("thao.tiepnhan").get(f"/lich-truc/ca/{shift.pk}/").status_code == 404


def test_a_swap_from_asking_to_approval() -> None:
    hers, other = _shift("thao.tiepnhan"), _shift("nhung.tiepnhan")
    thao, nhung, head = desk("thao.tiepnhan"), desk("nhung.tiepnhan"), desk("thu.truongbophan")
    form = text(thao.get(f"/lich-truc/ca/{hers.pk}/doi/"))
    assert "Đổi với Ma Thị Nhung: Trực quầy 2, thứ Ba 31/3, 7:00–11:30" in form
    asked = {"ask": f"{other.staff_id}-{other.pk}", "why": "đưa con đi tiêm"}
    assert thao.post(f"/lich-truc/ca/{hers.pk}/doi/", asked).status_code == 302
    swap = Swap.objects.get()
    assert "đưa con đi tiêm" in text(nhung.get(OWN))
    address = f"/lich-truc/doi-ca/{swap.pk}/"
    assert desk("tam.traketqua").post(address, {"viec": "nhan"}).status_code == 404
    nhung.post(address, {"viec": "nhan"})
    assert "xin đổi ca:" in text(head.get(WEEK))
    head.post(address, {"viec": "duyet"})
    assert _shift("thao.tiepnhan").counter == 2
    assert _shift("nhung.tiepnhan").counter == 1
    assert nhung.get(f"/lich-truc/ca/{hers.pk}/doi/").status_code == 404


def test_an_absence_leaves_a_hole_which_one_tap_fills() -> None:
    thu, shift = desk("thu.truongbophan"), _shift("dao.cua")
    answer = desk("dao.cua").post(
        "/lich-truc/bao-vang/", {"kind": "sick", "since": "2020-03-31", "until": "2020-03-31"}
    )
    assert answer.status_code == 302
    page = text(thu.get(WEEK))
    assert "Ca trống vì vắng mặt" in page
    assert f"/lich-truc/ca/{shift.pk}/thay/" in page
    thu.post(f"/lich-truc/ca/{shift.pk}/thay/", {"staff": staff("vinh.pheduyet").pk})
    assert _shift("vinh.pheduyet").duty == "marshal"
    assert Shift.objects.get(covers=shift).staff == staff("vinh.pheduyet")
    colleague = text(desk("thao.tiepnhan").get(WEEK))
    assert "vắng" in colleague
    assert "Ốm" not in colleague


def test_the_reason_is_read_by_the_head_alone() -> None:
    nhung = staff("nhung.tiepnhan")
    wanted = {"staff": nhung.pk, "kind": "quarantine", "since": "2020-03-30", "note_text": "về từ vùng dịch"}
    head = desk("thu.truongbophan")
    assert head.post(f"{WEEK}bao-vang/", wanted).status_code == 302
    assert (
        not Shift.objects.filter(staff=staff("nhung.tiepnhan"), state="published", during__endswith__gt=MONDAY)
        .exclude(during__startswith__lt=MONDAY)
        .exists()
    )
    assert "về từ vùng dịch" in text(head.get(f"{WEEK}bao-vang/"))
    own = text(desk("nhung.tiepnhan").get(OWN))
    assert "Tôi đi làm lại" not in own
    absence = Absence.objects.get()
    assert desk("thao.tiepnhan").post(f"/lich-truc/bao-vang/{absence.pk}/het/").status_code == 404
    assert head.post(f"/lich-truc/bao-vang/{absence.pk}/het/").status_code == 302


def test_the_reserve_is_called_in_by_one_tap() -> None:
    head = desk("thu.truongbophan")
    assert "Gọi người dự phòng hôm nay" in text(head.get(WEEK))
    head.post(f"{WEEK}goi-du-phong/")
    page = text(head.get(WEEK))
    assert "Đã gọi: Triệu Minh Đức." in page
    assert "Gọi người dự phòng hôm nay" not in page


def test_the_gaps_of_the_demo_are_shown_with_their_reason() -> None:
    page = text(desk("thu.truongbophan").get("/lich-truc/thieu-nguoi/"))
    assert "thứ Tư 8/4" in page
    assert "thứ Sáu 10/4" in page
    assert "Nghị định 61/2018/NĐ-CP, Điều 12 khoản 8" in page
    assert desk("thao.tiepnhan").get("/lich-truc/thieu-nguoi/").status_code == 404


def test_a_supervisor_sees_every_unit_the_worst_first() -> None:
    page = text(desk("mai.giamsat").get("/lich-truc/thieu-nguoi/"))
    assert page.index("Lũng Cú") < page.index("phường Nguyễn Trãi") < page.index("Trung tâm Phục vụ hành chính công")
    one = text(desk("mai.giamsat").get(f"/lich-truc/thieu-nguoi/?don-vi={CENTRE}"))
    assert "Ngày làm việc nào cũng có người trực và người dự phòng." in one
    assert desk("mai.giamsat").get("/lich-truc/thieu-nguoi/?don-vi=a%00b").status_code == 404


def test_a_calendar_address_is_shown_once_and_serves_a_calendar() -> None:
    thao, calendar = desk("thao.tiepnhan"), Client()
    page = text(thao.post("/lich-truc/ics/", {"viec": "moi"}))
    (key,) = re.findall(r"/lich-truc/ics/([\w-]{43})/", page)
    assert key not in text(thao.get(OWN))
    answer = calendar.get(f"/lich-truc/ics/{key}/")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Trực quầy 1" in text(answer)
    again = calendar.get(f"/lich-truc/ics/{key}/", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    thao.post("/lich-truc/ics/", {"viec": "bo"})
    assert calendar.get(f"/lich-truc/ics/{key}/").status_code == 404
    assert not RosterFeed.objects.exists()
    assert calendar.get("/lich-truc/ics/khong-co/").status_code == 404


def _asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_pages_ask_no_more_for_more_people() -> None:
    head = desk("thu.truongbophan")
    office = Office.objects.get(code=WARD_UNIT)
    paths = (WEEK, "/lich-truc/thieu-nguoi/", f"{WEEK}them/", OWN)
    few = [_asked(head, path) for path in paths]
    for number in range(20):
        person = Staff.objects.create(username=f"them{number}", full_name=f"Người {number}", office=office)
        Shift.objects.create(
            office=office, staff=person, duty="online", place="home", state="published", changes=1,
            during=("2020-04-01T07:00+07:00", "2020-04-01T09:00+07:00"), changed_at=MONDAY, changed_by=person,
        )  # fmt: skip
    assert [_asked(head, path) for path in paths] == few
    assert max(few) <= 30


def test_a_share_of_staff_is_told_on_the_week_with_its_clause() -> None:
    head = desk("thu.truongbophan")
    assert "Tỷ lệ cán bộ làm việc tại chỗ" not in text(head.get(WEEK))
    enact_at(WARD_UNIT, {"point": "staff.share", "value": 12.5})
    page = text(head.get(WEEK))
    assert f"Văn bản nêu 12,5%, theo {LETTER}, mục 2.1." in page
    assert "nhiều hơn mức nêu" in page
