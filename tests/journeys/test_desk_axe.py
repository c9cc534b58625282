"""Every page of the desk: axe finds nothing, and nothing scrolls sideways on a phone or at twice the size."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.steps import fits, no_barriers, sign_in, turn_clock

pytestmark = pytest.mark.journey
LETTER = Path(__file__).parents[2] / "motcua" / "demo_letters" / "ha_giang_905.txt"
NARROW = ((360, 640), (640, 450))  # a phone; a desk of 1280 px at 200 %


def look(page: Page, address: str = "") -> None:
    """One page as it stands, or at an address: no barriers, and it fits narrow windows."""
    if address:
        page.goto(address)
    no_barriers(page)
    for width, height in NARROW:
        page.set_viewport_size({"width": width, "height": height})
        fits(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_no_page_of_the_desk_has_a_barrier(desk: Page) -> None:
    desk.set_default_timeout(20_000)
    turn_clock(desk, "2020-03-30T08:00")
    _letters(desk)
    _reception(desk)
    _dossier(desk)


def _letters(page: Page) -> None:
    sign_in(page, "hanh.chinhsach")
    look(page, "/ban/")
    look(page, "/chi-dao/van-ban/")
    page.set_input_files("#letter", LETTER)
    page.get_by_role("button", name="Đọc văn bản").click()
    page.wait_for_url(re.compile(r"/van-ban/\d+/$"))
    letter = page.url
    look(page)
    look(page, f"{letter}them-quy-tac/")
    look(page, f"{letter}them-quy-tac/?point=room.cap")
    look(page, f"{letter}phan-dau/")
    page.goto(letter)
    page.get_by_role("link", name=re.compile(r"^Sửa\s*:")).first.click()
    look(page)
    page.fill("#from", "ba mươi")
    page.get_by_role("button", name="Lưu quy tắc").click()
    look(page)
    page.goto(letter)
    page.get_by_role("button", name="Trình lãnh đạo").click()
    sign_in(page, "dung.lanhdao")
    look(page, letter)
    for address in (
        "/chi-dao/don-vi/",
        "/chi-dao/nhat-ky/?kiem=1",
        "/chi-dao/hoi-quy-tac/?unit=000.00.22.H22&at=2020-03-31T08:00",
    ):
        look(page, address)
    sign_in(page, "say.truongbophan")
    look(page, "/chi-dao/don-vi/000.01.32.H22/")
    page.get_by_role("button", name=re.compile("Đặt ngày")).click()
    look(page)


def _reception(page: Page) -> None:
    sign_in(page, "thao.tiepnhan")
    look(page, "/quay/")
    page.fill("#nguoi", "hoai")
    page.press("#nguoi", "Enter")
    page.wait_for_url("**chon=1**")
    look(page)
    page.goto("/quay/?chon=1&thu-tuc=1.001193")
    look(page)
    page.get_by_role("button", name=re.compile("Tiếp nhận")).last.click()
    look(page)
    for box in page.locator("#papers input[type=checkbox]").all():
        box.check()
    page.locator("input[name=return_channel][value=counter]").check()
    page.get_by_role("button", name=re.compile("Tiếp nhận")).last.click()
    page.wait_for_url("**/da-nhan/**")
    look(page)


def _dossier(page: Page) -> None:
    sign_in(page, "duc.thuly")
    look(page, "/ban/")
    look(page, "/ban/ho-so/?the=hom-nay&kenh=postal")
    look(page, "/ban/ho-so/?the=don-vi&noi=000.01.32.H22")
    page.press("body", "?")
    look(page)
    page.press("body", "Escape")
    look(page, "/ban/ho-so/")
    page.locator("input[name=chon]").first.check()
    page.get_by_role("button", name="Xem lại trước khi làm").click()
    look(page)
    page.get_by_role("button", name=re.compile("^Nhận thụ lý")).click()
    page.wait_for_url("**/xong/")
    look(page)
    page.goto("/ban/")
    page.press("body", "/")
    page.keyboard.type("hoai")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/*/")
    look(page)
    page.get_by_role("button", name="Xem kết quả").click()
    look(page)
    page.goto("/ban/ho-so/?the=toi-giu")
    page.press("body", "j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/ho-so/[\d.H-]+/$"))
    look(page)
    page.press("body", "b")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    look(page)
