"""Pages of no one audience: sign-in, the demo's own pages, health, errors, headers, weight."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model

from motcua.clock.queries import now
from motcua.journal.models import Event
from motcua.management.demo.story import PASSWORD
from tests.conftest import REPOSITORY
from tests.web.conftest import BIRTH, UNIT

STYLE = REPOSITORY / "motcua" / "web" / "static" / "motcua" / "motcua.css"
DEMO_ONLY = ["/demo/dong-ho/", "/demo/hop-thu-di/"]


@pytest.mark.parametrize("path", DEMO_ONLY)
def test_demo_pages_exist_in_demo_mode_only(visitor, settings, path):
    assert visitor.get(path).status_code == 200
    settings.DEMO = False
    assert visitor.get(path).status_code == 404


def test_nobody_takes_a_role_or_sees_the_banner_outside_demo_mode(visitor, settings):
    person = get_user_model().objects.first()
    assert "Đồng hồ demo" in visitor.get("/").content.decode()
    settings.DEMO = False
    assert visitor.post(f"/dang-nhap/{person.pk}/").status_code == 404
    page = visitor.get("/dang-nhap/").content.decode()
    assert "Đồng hồ demo" not in page
    assert person.username not in page


def test_the_clock_is_turned_and_it_is_journalled(visitor):
    assert visitor.post("/demo/dong-ho/", {"to": "2020-03-31T08:00"}).status_code == 302
    assert abs((now() - datetime(2020, 3, 31, 1, 0, tzinfo=UTC)).total_seconds()) < 60
    assert Event.objects.filter(name="clock.turned").exists()
    assert "thứ Ba 31/3/2020" in visitor.get("/").content.decode()


@pytest.mark.parametrize("to", ["", "hôm qua", "0001-01-01T00:00", "9999-12-31T23:59", "2020-02-30T08:00"])
def test_an_odd_moment_is_refused_at_its_field(visitor, to):
    page = visitor.post("/demo/dong-ho/", {"to": to})
    assert page.status_code == 200
    assert 'href="#id_to"' in page.content.decode()


def test_staff_sign_in_and_out(visitor):
    wrong = visitor.post("/dang-nhap/", {"username": "lan.tiepnhan", "password": "sai"})
    assert "chưa đúng" in wrong.content.decode()
    assert 'value="lan.tiepnhan"' in wrong.content.decode()
    right = visitor.post("/dang-nhap/", {"username": "lan.tiepnhan", "password": PASSWORD})
    assert right.status_code == 302
    assert Event.objects.filter(name="staff.signed_in").count() == 1
    assert visitor.post("/dang-xuat/").status_code == 302
    assert "_auth_user_id" not in visitor.session


def test_sign_in_never_leads_to_another_site(visitor):
    form = {"username": "lan.tiepnhan", "password": PASSWORD, "next": "https://example.com/"}
    assert "example.com" not in visitor.post("/dang-nhap/", form).url


def test_health(db, client):
    assert client.get("/khoe").json() == {"ok": True}


def test_errors_speak_kindly_and_headers_are_there(visitor):
    page = visitor.get("/khong-co-trang-nay/")
    assert page.status_code == 404
    assert "Không tìm thấy trang này" in page.content.decode()
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert page["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "path", ["/", "/thu-tuc/?q=khai+sinh", f"/thu-tuc/{BIRTH}/?don-vi={UNIT}", "/tra-cuu/", f"/nop-ho-so/{BIRTH}/"]
)
def test_a_page_is_light(visitor, path):
    """First load under 60 KB with its style sheet, each next under 20 KB, as they travel."""
    page = len(gzip.compress(visitor.get(path).content))
    style = len(gzip.compress(STYLE.read_bytes()))
    assert style < 10_000
    assert page < 20_000
    assert page + style < 60_000


def test_pages_ask_for_nothing_but_their_own_style_and_icon(visitor):
    page = visitor.get("/").content.decode()
    assert "<script" not in page
    assert page.count("<link") == 2
    assert "http://" not in page.replace("http://www.w3.org", "") and "https://" not in page


def test_every_part_is_on_the_components_page(visitor):
    page = visitor.get("/giao-dien/").content.decode()
    for part in (".btn", ".note", ".tag", "dl.facts", ".tasks", ".steps", ".card", ".letter", ".split", ".bar"):
        assert part in page
