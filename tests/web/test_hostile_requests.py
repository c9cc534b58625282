"""Requests no page asks for: forged headers, too much, NUL, passwords by the dozen."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from motcua.web.guards import asking_address
from tests.web.desk import desk

PROXY = "10.1.1.1"


@pytest.mark.parametrize(
    ("peer", "forwarded", "asks"),
    [
        ("203.0.113.9", "1.2.3.4", "203.0.113.9"),
        (PROXY, "1.2.3.4", "1.2.3.4"),
        (PROXY, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (PROXY, f"6.6.6.6, 1.2.3.4, {PROXY}", "1.2.3.4"),
        (PROXY, "", PROXY),
        (PROXY, f" , {PROXY}", PROXY),
    ],
)
def test_only_a_proxy_of_ours_says_for_whom_it_asks(peer, forwarded, asks):
    assert asking_address(peer, forwarded, [PROXY]) == asks


def test_a_forged_address_gives_no_more_tries(visitor):
    for number in range(10):
        visitor.post("/tra-cuu/", {"ma": "x", "bi-mat": "y"}, headers={"x-forwarded-for": f"10.0.0.{number}"})
    last = visitor.post("/tra-cuu/", {"ma": "x", "bi-mat": "y"}, headers={"x-forwarded-for": "10.9.9.9"})
    assert last.status_code == 429


def test_people_behind_a_trusted_proxy_do_not_wait_for_each_other(visitor, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    for _ in range(11):
        visitor.post("/tra-cuu/", {"ma": "x", "bi-mat": "y"}, headers={"x-forwarded-for": "10.0.0.1"})
    other = visitor.post("/tra-cuu/", {"ma": "x", "bi-mat": "y"}, headers={"x-forwarded-for": "10.0.0.2"})
    assert other.status_code == 200


def test_passwords_by_the_dozen_meet_a_wait_and_the_name_stays_typed(visitor):
    typed = {"username": "thao.tiepnhan", "password": "sai"}
    for _ in range(10):
        assert visitor.post("/dang-nhap/", typed).status_code == 200
    answer = visitor.post("/dang-nhap/", {**typed, "password": "motcua-demo"})
    assert answer.status_code == 429
    assert "Bạn đã thử sai 10 lần. Hãy nghỉ 15 phút" in answer.content.decode()
    assert 'value="thao.tiepnhan"' in answer.content.decode()
    assert "_auth_user_id" not in visitor.session
    assert visitor.post("/dang-nhap/", {"username": "duc.thuly", "password": "motcua-demo"}).status_code == 302


def test_the_right_password_is_not_counted(visitor):
    typed = {"username": "thao.tiepnhan", "password": "motcua-demo"}
    assert {visitor.post("/dang-nhap/", typed).status_code for _ in range(12)} == {302}


NUL_PATHS = [
    "/thu-tuc/\0/",
    "/ban/ho-so/\0/",
    "/ban/ho-so/\0/nhan/",
    "/ban/ho-so/\0/buoc/accept/",
    "/quay/da-nhan/\0/",
    "/chi-dao/don-vi/\0/",
]


@pytest.mark.parametrize("path", NUL_PATHS)
def test_no_address_with_nul_is_found(province, path):
    assert desk("hanh.chinhsach").post(quote(path)).status_code == 404


@pytest.mark.parametrize("path", ["/chi-dao/nhat-ky/?ve=%00a", "/ban/ho-so/?q=%00", "/tra-cuu/?ma=%00"])
def test_nul_in_a_search_is_left_out(province, path):
    assert desk("hanh.chinhsach").get(path).status_code == 200


def test_more_than_a_hand_in_may_be_is_not_even_read(visitor, settings):
    settings.REQUEST_LIMIT_BYTES = 1000
    answer = visitor.post("/tra-cuu/", {"ma": "x" * 2000})
    assert answer.status_code == 413
    assert "Chưa nhận được phần vừa gửi" in answer.content.decode()
