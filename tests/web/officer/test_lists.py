"""Today's work and the list of dossiers: true counts, the same number of queries for one row and for three."""

from __future__ import annotations

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


@pytest.mark.parametrize(("address", "expected"), [("/ban/", 9), ("/ban/ho-so/", 9)])
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


def test_the_list_is_found_by_the_last_digits_and_keeps_its_filter():
    dossier = birth_dossier()
    client = desk("duc.thuly")
    found = text(client.get("/ban/ho-so/", {"q": dossier.code[-4:], "trang-thai": "appraising"}))
    assert dossier.code in found
    assert '<option value="appraising" selected>' in found
    assert "Không thấy hồ sơ nào" in text(client.get("/ban/ho-so/", {"q": dossier.code, "trang-thai": "sealing"}))


def test_another_commune_sees_nothing_of_it():
    dossier = birth_dossier()
    stranger = desk("pao.tiepnhan")
    assert dossier.code not in text(stranger.get("/ban/ho-so/"))
    assert stranger.get(f"/ban/ho-so/{dossier.code}/").status_code == 404


def test_who_is_not_signed_in_is_asked_to():
    answer = desk("duc.thuly")
    answer.logout()
    assert answer.get("/ban/").url.startswith("/dang-nhap/")
