"""The second step, one's devices, one's password, and who looks after accounts, as a browser sees them."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from motcua.clock.queries import real_now
from motcua.management.demo.story import PASSWORD
from motcua.people.actions.second_factors import add_app, new_app_secret
from motcua.people.models import RecoveryCode, SecondFactor, StaffRole, StaffSession

NAME = "lan.tiepnhan"


@pytest.fixture
def lan(province):
    return get_user_model().objects.get(username=NAME)


@pytest.fixture
def seed(lan):
    """Lan has an app since half an hour ago."""
    secret, before = new_app_secret(), real_now() - timedelta(minutes=30)
    add_app(staff=lan, secret=secret, code=pyotp.TOTP(secret).at(before), at=before, real=before)
    return secret


def browser(**more) -> Client:
    return Client(headers={"accept-language": "vi"}, **more)


def enter(client: Client, password: str = PASSWORD, name: str = NAME, **more):
    return client.post("/dang-nhap/", {"username": name, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def now_code(seed: str) -> str:
    return pyotp.TOTP(seed).at(real_now())


def test_password_then_code_then_in(visitor, seed):
    half = enter(visitor, next="/tai-khoan/mat-khau/")
    assert half.url == "/dang-nhap/buoc-hai/"
    assert not is_in(visitor)
    wrong = visitor.post(half.url, {"code": "000000"})
    assert "Mã chưa đúng" in wrong.content.decode()
    right = visitor.post(half.url, {"code": now_code(seed)})
    assert right.url == "/tai-khoan/mat-khau/"
    assert is_in(visitor)
    assert StaffSession.objects.get().second_factor == "totp"


def test_a_code_seen_over_the_shoulder_opens_nothing(visitor, seed):
    code = now_code(seed)
    enter(visitor)
    visitor.post("/dang-nhap/buoc-hai/", {"code": code})
    other = browser()
    enter(other)
    other.post("/dang-nhap/buoc-hai/", {"code": code})
    assert is_in(visitor) and not is_in(other)


def test_the_second_step_alone_is_nothing(visitor, seed):
    assert visitor.get("/dang-nhap/buoc-hai/").url == "/dang-nhap/"
    assert visitor.post("/dang-nhap/buoc-hai/", {"code": now_code(seed)}).url == "/dang-nhap/"
    assert visitor.get("/tai-khoan/ung-dung/").url == "/dang-nhap/"


def test_a_stolen_password_adds_no_app(visitor, seed):
    enter(visitor)
    assert visitor.get("/tai-khoan/ung-dung/").url == "/dang-nhap/"
    assert visitor.get("/tai-khoan/khoa/").url == "/dang-nhap/"


def test_half_way_ends_with_a_changed_password(visitor, seed, lan):
    enter(visitor)
    lan.set_password("một câu khác hẳn")
    lan.save()
    assert visitor.post("/dang-nhap/buoc-hai/", {"code": now_code(seed)}).url == "/dang-nhap/"


def test_five_wrong_codes_then_a_wait_from_any_strange_device(visitor, seed):
    for _ in range(5):
        client = browser(REMOTE_ADDR=f"192.0.2.{_}")
        enter(client)
        assert client.post("/dang-nhap/buoc-hai/", {"code": "000000"}).status_code == 200
    enter(visitor)
    page = visitor.post("/dang-nhap/buoc-hai/", {"code": now_code(seed)})
    assert page.status_code == 429
    assert "nghỉ 15 phút" in page.content.decode()


def test_an_attack_does_not_lock_the_owner_out(visitor, lan):
    enter(visitor)
    visitor.post("/dang-xuat/")
    thief = browser()
    for _ in range(10):
        enter(thief, "sai")
    assert enter(thief).status_code == 429
    assert enter(visitor).status_code == 302  # the same address, but a device that is known
    assert is_in(visitor)


def test_a_name_that_exists_and_one_that_does_not_get_the_same_answer(visitor):
    def words(page) -> str:
        return re.sub(r'value="[^"]*"', "", page.content.decode())

    assert words(enter(visitor, "sai")) == words(enter(visitor, "sai", name="khong.co.ai"))


def test_a_wrong_name_costs_a_hash_too(visitor, monkeypatch):
    """The same work whether the name is there or not: counted, not timed."""
    from django.contrib.auth import hashers

    done: list[str] = []
    encode = hashers.PBKDF2PasswordHasher.encode
    monkeypatch.setattr(
        hashers.PBKDF2PasswordHasher, "encode", lambda self, *a, **k: done.append("") or encode(self, *a, **k)
    )
    counts = []
    for name in (NAME, "khong.co.ai"):
        done.clear()
        enter(visitor, "sai", name=name)
        counts.append(len(done))
    assert counts[0] == counts[1] == 1


def test_who_must_have_a_second_step_sets_it_up_before_the_first_page(visitor, lan, settings):
    settings.SECOND_FACTOR_ROLES = frozenset(lan.roles.values_list("role", flat=True))
    assert enter(visitor).url == "/tai-khoan/ung-dung/"
    assert not is_in(visitor)
    page = visitor.get("/tai-khoan/ung-dung/").content.decode()
    assert '<svg aria-hidden="true"' in page
    seed = re.search(r'class="code">([A-Z2-7 ]{32,})<', page)[1].replace(" ", "")
    assert "Mã chưa đúng" in visitor.post("/tai-khoan/ung-dung/", {"code": "000000"}).content.decode()
    shown = visitor.post("/tai-khoan/ung-dung/", {"code": now_code(seed)}).content.decode()
    codes = re.findall(r'class="code">([a-z0-9]{5}-[a-z0-9]{5})<', shown)
    assert len(codes) == 10
    assert is_in(visitor)
    assert codes[0] not in visitor.get("/tai-khoan/").content.decode()
    other = browser()
    enter(other)
    assert other.post("/dang-nhap/buoc-hai/", {"recovery": codes[0]}).status_code == 302
    assert is_in(other)


def test_adding_and_removing_asks_for_the_password(visitor, lan):
    enter(visitor)
    page = visitor.get("/tai-khoan/ung-dung/").content.decode()
    seed = re.search(r'class="code">([A-Z2-7 ]{32,})<', page)[1].replace(" ", "")
    assert "chưa đúng" in visitor.post(
        "/tai-khoan/ung-dung/", {"code": now_code(seed), "password": "sai"}
    ).content.decode()  # fmt: skip
    assert not SecondFactor.objects.exists()
    visitor.post("/tai-khoan/ung-dung/", {"code": now_code(seed), "password": PASSWORD})
    factor = SecondFactor.objects.get()
    visitor.post(f"/tai-khoan/buoc-hai/{factor.pk}/bo/", {"password": "sai"})
    assert SecondFactor.objects.exists() and RecoveryCode.objects.exists()
    visitor.post(f"/tai-khoan/buoc-hai/{factor.pk}/bo/", {"password": PASSWORD})
    assert not SecondFactor.objects.exists() and not RecoveryCode.objects.exists()


def test_devices_are_listed_and_ended(visitor, lan):
    enter(visitor)
    other = browser(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Chrome/120", REMOTE_ADDR="203.113.5.77")
    enter(other)
    page = visitor.get("/tai-khoan/").content.decode()
    assert "Chrome trên Android" in page and "203.113.5.•" in page and "203.113.5.77" not in page
    theirs = StaffSession.objects.get(device="Chrome trên Android")
    visitor.post(f"/tai-khoan/thiet-bi/{theirs.pk}/ket-thuc/")
    assert is_in(visitor) and not is_in(other)
    enter(other)
    visitor.post("/tai-khoan/thiet-bi/ket-thuc-khac/")
    assert is_in(visitor) and not is_in(other)


def test_nobody_ends_anothers_device(visitor, lan):
    enter(visitor)
    mine = StaffSession.objects.get()
    other = get_user_model().objects.exclude(pk=lan.pk).filter(is_active=True).first()
    stranger = browser()
    stranger.post(f"/dang-nhap/{other.pk}/")
    assert stranger.post(f"/tai-khoan/thiet-bi/{mine.pk}/ket-thuc/").status_code == 404
    assert is_in(visitor)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("ngan", "ít nhất 10 ký tự"),
        ("lan.tiepnhan1", "dễ đoán"),
        ("aaaaaaaaaaaa", "dễ đoán"),
        ("password123", "hay bị đoán"),
        (PASSWORD, "phải khác"),
    ],
)
def test_a_weak_password_is_refused_in_words(visitor, lan, new, told):
    enter(visitor)
    assert told in visitor.post("/tai-khoan/mat-khau/", {"password": PASSWORD, "new": new}).content.decode()


def test_a_new_password_ends_the_other_devices_and_keeps_this_one(visitor, lan):
    enter(visitor)
    other = browser()
    enter(other)
    new = "con trâu đi trước cái cày"
    assert "Mật khẩu chưa đúng" in visitor.post(
        "/tai-khoan/mat-khau/", {"password": "sai", "new": new}
    ).content.decode()  # fmt: skip
    assert visitor.post("/tai-khoan/mat-khau/", {"password": PASSWORD, "new": new}).status_code == 302
    assert is_in(visitor) and not is_in(other)
    assert enter(other).status_code == 200
    assert enter(other, new).status_code == 302
    visitor.post("/tai-khoan/thiet-bi/ket-thuc-khac/")
    assert is_in(visitor) and not is_in(other)  # the fresh key of this one is known


def test_the_keeper_signs_out_who_left_and_nobody_else_may(visitor, lan):
    enter(visitor)
    root = lan.office
    while root.parent is not None:
        root = root.parent
    keeper = get_user_model().objects.create_user("quan.tri", PASSWORD, full_name="Quản Trị", office=root)
    StaffRole.objects.create(staff=keeper, role="ict_admin", office=root)
    desk = browser()
    desk.force_login(keeper)
    assert "Tài khoản của cán bộ" in desk.get("/tai-khoan/nguoi/?q=lan").content.decode()
    assert desk.get(f"/tai-khoan/nguoi/{keeper.pk}/").status_code == 404
    assert desk.get(f"/tai-khoan/nguoi/{lan.pk}/").status_code == 200
    assert visitor.get(f"/tai-khoan/nguoi/{keeper.pk}/").status_code == 403
    assert visitor.post(f"/tai-khoan/nguoi/{keeper.pk}/ket-thuc/").status_code == 403
    desk.post(f"/tai-khoan/nguoi/{lan.pk}/ket-thuc/")
    assert not is_in(visitor)


def test_the_demo_roles_list_enters_without_a_second_step(visitor, lan, seed):
    assert visitor.post(f"/dang-nhap/{lan.pk}/").status_code == 302
    assert is_in(visitor)
