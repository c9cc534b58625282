"""A board in the room, live: what the head posts appears by itself, a lost network is told, and it heals."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.steps import fits, no_barriers, picture, sign_in

pytestmark = pytest.mark.journey
SENTENCE = "Quầy số 2 nghỉ đến 9 giờ, mời bà con sang quầy số 1"


def test_a_board_follows_by_itself_and_tells_when_it_cannot(desk: Page, browser: Browser, house: str) -> None:
    desk.set_default_timeout(20_000)
    sign_in(desk, "thu.truongbophan")
    desk.goto("/bang-thong-bao/")
    no_barriers(desk)
    address = desk.locator("a", has_text=re.compile("/bang/")).first.inner_text()
    room: BrowserContext = browser.new_context(base_url=house, viewport={"width": 1920, "height": 1080})
    board = room.new_page()
    board.set_default_timeout(60_000)
    board.goto(address)
    board.wait_for_selector("[data-live-age]:has-text('Trực tiếp')")
    assert not board.get_by_text(SENTENCE).is_visible()
    desk.fill("textarea[name=text]", SENTENCE)
    desk.get_by_role("button", name="Đăng lên bảng").click()
    board.get_by_text(SENTENCE).wait_for()  # nobody loaded the page again
    no_barriers(board)
    fits(board)
    picture(board, "board-dark")
    room.set_offline(True)
    board.evaluate("dispatchEvent(new Event('online'))")  # it tries again at once, and cannot
    board.wait_for_selector("[data-live-lost]")
    assert re.search(r"Mất kết nối \d+ giây – số liệu lúc 7 giờ \d\d", board.locator("[data-live-age]").inner_text())
    assert board.get_by_text(SENTENCE).is_visible()  # what was known stays, with its age
    room.set_offline(False)
    board.wait_for_selector("[data-live]:not([data-live-lost])")
    board.wait_for_selector("[data-live-age]:has-text('Trực tiếp')")
    board.goto(f"{address}?mat=sang")
    no_barriers(board)
    picture(board, "board-light")
    room.close()


def test_a_board_without_a_script_shows_the_same(phone: Page, desk: Page) -> None:
    desk.set_default_timeout(20_000)
    sign_in(desk, "thu.truongbophan")
    desk.goto("/bang-thong-bao/")
    address = desk.locator("a", has_text=re.compile("/bang/")).first.inner_text()
    phone.goto(address)
    assert phone.get_by_text(SENTENCE).is_visible()
    assert "Bảng tự tải lại mỗi 15 giây" in phone.content()
