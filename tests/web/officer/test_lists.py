"""Today's work and the lists: true counts, the same number of queries for one row and for three, filters that stay."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.desk import birth_dossier, desk, text

pytestmark = pytest.mark.usefixtures("province")


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize(("address", "expected"), [("/ban/", 11), ("/ban/ho-so/?the=don-vi", 11)])
def test_as_many_queries_for_three_rows_as_for_one(address, expected):
    client = desk("duc.thuly")
    birth_dossier()
    one = queries_of(client, address)
    birth_dossier()
    birth_dossier()
    assert (one, queries_of(client, address)) == (expected, expected)


def test_today_with_nothing_to_do_says_what_will_appear():
    answer = text(desk("duc.thuly").get("/ban/"))
    assert "Không có việc nào chờ bạn" in answer
    assert "<table" not in answer


def test_today_shows_who_what_and_time_left():
    dossier = birth_dossier()
    answer = text(desk("duc.thuly").get("/ban/"))
    for word in (dossier.code, "Vàng Thị Mỷ", "khai sinh", "Chờ tôi xử lý"):
        assert word in answer or word.capitalize() in answer
    assert "Không có việc nào chờ bạn" in text(desk("vinh.pheduyet").get("/ban/"))


def tab_counts(client, query: str = "") -> dict[str, int]:
    page = text(client.get(f"/ban/ho-so/?{query}"))
    return {
        name: int(count)
        for name, count in re.findall(r'<li><a href="\?the=([a-z-]+)[^"]*"[^>]*>[^<]+<span class="soft">(\d+)', page)
    }


def test_tabs_say_how_many_each_holds():
    birth_dossier()
    birth_dossier()
    counts = tab_counts(desk("duc.thuly"))
    assert counts == {
        "viec-cua-toi": 2, "toi-giu": 0, "don-vi": 2, "hom-nay": 0, "qua-han": 0, "cho": 0, "tat-ca": 2,
    }  # fmt: skip
    assert tab_counts(desk("pao.tiepnhan"))["tat-ca"] == 0


def test_filters_stay_in_the_address_and_on_every_tab():
    dossier = birth_dossier()
    client = desk("duc.thuly")
    found = text(client.get("/ban/ho-so/?the=don-vi&trang-thai=appraising&kenh=counter&xep=moi"))
    assert dossier.code in found
    assert '<option value="appraising" selected>' in found
    assert 'href="?the=qua-han&amp;trang-thai=appraising&amp;kenh=counter&amp;xep=moi"' in found
    assert "đúng các điều kiện này" in text(client.get("/ban/ho-so/?the=don-vi&kenh=online"))


def test_what_no_filter_understands_is_as_if_it_were_not_there():
    dossier = birth_dossier()
    wild = "/ban/ho-so/?the=%00&trang-thai=x&tu=hom-qua&den=2020-99-99&can-bo=abc&sau=zz&truoc=%27&xep=ten&kenh=bo-cau"
    assert dossier.code in text(desk("duc.thuly").get(wild))


def test_another_commune_sees_nothing_of_it():
    dossier = birth_dossier()
    stranger = desk("pao.tiepnhan")
    for tab in ("don-vi", "tat-ca", "qua-han"):
        assert dossier.code not in text(stranger.get(f"/ban/ho-so/?the={tab}"))
    assert stranger.get(f"/ban/ho-so/{dossier.code}/").status_code == 404


def test_a_list_offers_no_office_that_is_not_ones_own():
    page = text(desk("pao.tiepnhan").get("/ban/ho-so/"))
    offices = re.search(r'<select name="noi".*?</select>', page, re.S)
    assert offices is not None
    assert re.findall(r'<option value="([^"]+)"', offices[0]) == ["000.01.32.H22"]


def test_who_is_not_signed_in_is_asked_to():
    answer = desk("duc.thuly")
    answer.logout()
    assert answer.get("/ban/").url.startswith("/dang-nhap/")
