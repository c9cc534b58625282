"""An officer calls, serves and finishes with keys alone; whom she calls took a number at the kiosk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.life_steps import look
from tests.journeys.steps import fits, no_barriers, picture, sign_in, turn_clock

pytestmark = pytest.mark.journey
WAIT = 30_000
KIOSK: ViewportSize = {"width": 1080, "height": 1920}


def test_a_number_at_the_kiosk(desk: Page, browser: Browser, house: str) -> None:
    """Three touches on the tall screen, and the slip."""
    desk.set_default_timeout(WAIT)
    turn_clock(desk, "2020-03-30T08:00")
    sign_in(desk, "thu.truongbophan")
    desk.goto("/mat-bang/")
    address = str(desk.locator("a[href*='/kiosk/']").first.get_attribute("href"))
    context = browser.new_context(base_url=house, viewport=KIOSK, has_touch=True, locale="vi-VN")
    kiosk = context.new_page()
    kiosk.set_default_timeout(WAIT)
    kiosk.goto(address)
    no_barriers(kiosk)
    fits(kiosk)
    picture(kiosk, "door/kiosk")
    kiosk.get_by_role("link", name=re.compile("^Hỏi")).tap()
    expect(kiosk.get_by_role("group", name="Bạn có thuộc diện ưu tiên không?")).to_be_visible()
    no_barriers(kiosk)
    fits(kiosk)
    kiosk.get_by_text("Người khuyết tật").tap()
    kiosk.get_by_role("button", name="Lấy số").tap()
    kiosk.wait_for_url("**/phieu/**")
    no_barriers(kiosk)
    fits(kiosk)
    picture(kiosk, "door/kiosk-slip")
    number = re.search(r"\b[A-Z]\d{3}\b", kiosk.locator("main").inner_text())
    assert number is not None
    context.close()
    sign_in(desk, "thao.tiepnhan")
    desk.goto("/bang-thong-bao/")
    desk.goto("/goi-so/")
    expect(desk.locator("main")).to_contain_text("người chờ")


def test_called_served_finished_by_keys(desk: Page) -> None:
    desk.set_default_timeout(WAIT)
    sign_in(desk, "thao.tiepnhan")
    desk.goto("/goi-so/")
    no_barriers(desk)
    tab_to(desk, "Mở quầy này")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Quầy đang trống")).to_be_visible()
    look(desk)
    picture(desk, "door/keys-waiting")
    first = desk.locator(".bar .says strong").inner_text()
    by_key(desk, "n")
    expect(desk.get_by_role("heading", name="Đang gọi")).to_be_visible()
    assert desk.locator(".at-desk .huge").inner_text() == first  # the one who was said to be next
    look(desk)
    by_key(desk, "l")
    expect(desk.get_by_role("heading", name="Đang gọi")).to_be_visible()
    assert desk.locator(".at-desk .huge").inner_text() == first
    by_key(desk, "b")
    expect(desk.get_by_role("heading", name="Đang phục vụ")).to_be_visible()
    look(desk)
    picture(desk, "door/keys-serving")
    by_key(desk, "x")  # done, and the next at once
    expect(desk.get_by_role("heading", name="Đang gọi")).to_be_visible()
    second = desk.locator(".at-desk .huge").inner_text()
    assert second != first
    by_key(desk, "v")
    expect(desk.get_by_role("heading", name="Quầy đang trống")).to_be_visible()
    by_key(desk, "n")
    by_key(desk, "b")
    expect(desk.get_by_role("heading", name="Đang phục vụ")).to_be_visible()
    third = desk.locator(".at-desk .huge").inner_text()
    assert third not in {first, second}
    by_key(desk, "k")  # done, and a pause
    expect(desk.get_by_role("heading", name="Quầy đang trống")).to_be_visible()
    done = desk.locator("aside ul").filter(has_text=third)
    expect(done).to_contain_text(first)


def tab_to(page: Page, words: str) -> None:
    """Walk with the Tab key to a button of these words."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    pytest.fail(f"The Tab key does not come to “{words}”")


def by_key(page: Page, key: str) -> None:
    """A letter brings to the act, Enter does it; pressed again where the list was just being read anew."""
    act = page.locator(f'.bar [data-key="{key}"]')
    expect(act).to_be_visible()
    for _ in range(5):
        page.keyboard.press(key)
        try:
            expect(act).to_be_focused(timeout=2_000)
            break
        except AssertionError:
            continue
    expect(act).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
