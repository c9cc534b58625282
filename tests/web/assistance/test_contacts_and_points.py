"""Contact people and support points: kept at the desk, seen by everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from motcua.assistance.models import ContactPoint, SupportPoint
from motcua.clock.actions import turn_to
from motcua.people.models import Office
from tests.web.conftest import MONDAY
from tests.web.desk import WARD_UNIT, desk, text

POINT = "002.03.31.H22"
PERSON = {"name": "Ma Thị Nhung", "phone": "0912345678", "hours": "7:30–11:30"}
STATE = {
    "state": "limited", "why": "Mất mạng đến trưa", "hours": "sáng", "devices": "3", "devices_online": "0",
    "scanners": "1", "printers": "1", "trained": "2", "latitude": "22.817", "longitude": "104.988",
}  # fmt: skip


def test_the_head_names_one_and_it_is_published_on_page_and_sheet(visitor: Client) -> None:
    unit = Office.objects.get(code=WARD_UNIT)
    head = desk("thu.truongbophan")
    assert head.post(f"/ban/dau-moi/don-vi/{unit.pk}/", {**PERSON, "name": "Lý Thị Mới"}).status_code == 302
    for url in ("/dau-moi/", f"/dau-moi/{WARD_UNIT}/in/", f"/dau-moi/?don-vi={WARD_UNIT}"):
        assert "Lý Thị Mới" in text(visitor.get(url))
    row = ContactPoint.objects.get(name="Lý Thị Mới")
    assert head.post(f"/ban/dau-moi/{row.pk}/", {**PERSON, "phone": "1"}).status_code == 422
    assert head.post(f"/ban/dau-moi/{row.pk}/", {**PERSON, "name": "Lý Thị Mới Hơn"}).status_code == 302
    assert "Lý Thị Mới Hơn" in text(visitor.get("/dau-moi/"))
    assert head.post(f"/ban/dau-moi/{row.pk}/thoi/").status_code == 302
    assert "Lý Thị Mới" not in text(visitor.get("/dau-moi/"))


def test_a_month_without_a_word_and_it_is_not_published(visitor: Client) -> None:
    row = ContactPoint.objects.filter(office__code=WARD_UNIT).earliest("id")
    turn_to(MONDAY + timedelta(days=40), frozen=True)
    assert row.phone not in text(visitor.get("/dau-moi/"))
    head = desk("thu.truongbophan")
    assert "Cần xác nhận lại" in text(head.get("/ban/dau-moi/"))
    assert "Cần xác nhận lại" in text(desk("mai.giamsat").get("/ban/dau-moi/"))
    head.post(f"/ban/dau-moi/{row.pk}/con-dung/")
    assert row.phone in text(visitor.get("/dau-moi/"))


@pytest.mark.parametrize("who", ["thao.tiepnhan", "mai.giamsat", "son.giamdoc", "chu.tiepnhan"])
def test_only_the_units_head_keeps_them(province: None, who: str) -> None:
    row = ContactPoint.objects.filter(office__code=WARD_UNIT).earliest("id")
    client = desk(who)
    assert client.post(f"/ban/dau-moi/don-vi/{row.office_id}/", PERSON).status_code == 404
    assert client.post(f"/ban/dau-moi/{row.pk}/", PERSON).status_code == 404
    assert client.post(f"/ban/dau-moi/{row.pk}/con-dung/").status_code == 404
    assert client.post(f"/ban/dau-moi/{row.pk}/thoi/").status_code == 404


def test_the_helper_says_how_the_point_stands(visitor: Client) -> None:
    point = Office.objects.get(code=POINT)
    helper = desk("trang.hotro")
    there = f"/ban/diem-ho-tro/{point.pk}/"
    assert helper.post(there, {**STATE, "devices_online": "9"}).status_code == 422
    assert helper.post(there, STATE).status_code == 302
    page = text(visitor.get("/diem-ho-tro-gan-ban/"))
    assert "Mất mạng đến trưa" in page
    assert "Hiện chưa có máy nối mạng ở đây." in page
    assert "0/3 máy nối mạng" in page
    assert SupportPoint.objects.get(office=point).checked_by.username == "trang.hotro"
    assert desk("thao.tiepnhan").get(there).status_code == 404
    assert desk("mai.giamsat").get(there).status_code == 200
    other = Office.objects.get(code="002.05.32.H22")
    assert helper.get(f"/ban/diem-ho-tro/{other.pk}/").status_code == 404


def test_map_and_list_have_the_same_numbers(visitor: Client) -> None:
    page = text(visitor.get("/diem-ho-tro-gan-ban/"))
    for number in (1, 2, 3):
        assert f'href="#diem-{number}"' in page
        assert f'id="diem-{number}"' in page
    assert page.index("Huyện Đồng Văn") < page.index("Huyện Mèo Vạc") < page.index("Thành phố Hà Giang")
    assert "Nên gọi trước khi đến" in page  # nobody looked at Pả Vi for twenty days


def test_the_list_asks_no_more_with_more_points(visitor: Client, django_assert_max_num_queries) -> None:
    visitor.get("/diem-ho-tro-gan-ban/")
    with django_assert_max_num_queries(4):
        visitor.get("/diem-ho-tro-gan-ban/")
