"""A person with an old phone: no JavaScript, 360 px, thick fingers, slow lines; and one who only has a keyboard."""

from __future__ import annotations

import io
import re
import urllib.request

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import fits, no_barriers, turn_clock

pytestmark = pytest.mark.journey

BIRTH = "1.001193"
UNIT = "001.02.31.H22"
TYPED = {
    "applicant_name": "Vàng Thị Mỷ",
    "applicant_id_number": "002190001234",
    "applicant_phone": "0912345678",
    "applicant_address": "Tổ 5, phường Nguyễn Trãi, thành phố Hà Giang",
}


def photo() -> dict[str, object]:
    """A photograph as a phone gives it."""
    kept = io.BytesIO()
    Image.new("RGB", (640, 480), "white").save(kept, "JPEG")
    return {"name": "ảnh chụp.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def weight(address: str) -> int:
    """Bytes of one answer as it travels, compressed."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip", "Accept-Language": "vi"})
    with urllib.request.urlopen(request) as answer:
        return len(answer.read()) + len(str(answer.headers))


def fill_page(page: Page) -> None:
    """Everything on one page of the form, as simply as can be."""
    for box in page.locator("main form input[type=text], main form input[type=tel]").all():
        name = box.get_attribute("name") or ""
        if not box.input_value():
            numbers = {"id_number": "002190001234", "copies": "1", "date": "20/3/2020"}
            box.fill(TYPED.get(name) or next((v for k, v in numbers.items() if k in name), "Vàng Thị Xuân"))
    chosen: set[str] = set()
    for dot in page.locator("main form input[type=radio]").all():
        name = dot.get_attribute("name") or ""
        if name not in chosen:
            chosen.add(name)
            dot.check()


def test_hand_in_on_an_old_phone_and_follow_it(phone: Page, desk: Page) -> None:
    """Every page of the way fits 360 px, works without JavaScript, and axe finds nothing on it."""
    turn_clock(desk, "2020-03-30T08:00")
    desk.set_viewport_size({"width": 360, "height": 640})

    def seen() -> None:
        desk.goto(phone.url)
        no_barriers(desk)
        fits(desk)

    phone.goto(f"/thu-tuc/{BIRTH}/?don-vi={UNIT}")
    seen()
    phone.get_by_role("link", name="Nộp trực tuyến").first.click()
    seen()
    phone.get_by_role("button", name="Bắt đầu").click()
    seen()
    tasks = phone.url
    phone.locator(".tasks a").first.click()
    while "/trang/" in phone.url:
        seen()
        fill_page(phone)
        phone.get_by_role("button", name="Lưu và tiếp tục").click()
        assert not phone.locator(".errors").count(), phone.locator("main").inner_text()
    seen()
    phone.set_input_files("#paper-1", [photo()])
    phone.get_by_role("button", name="Tải lên, ở lại trang này").click()
    expect(phone.locator("main")).to_contain_text("ảnh chụp.jpg")
    phone.check("#paper-2-none")
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(phone.locator(".errors")).to_be_visible()
    phone.fill("#paper-2-why", "Đang xin cấp lại")
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    seen()
    phone.get_by_label("Nhận qua bưu điện").check()
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(phone).to_have_url(tasks)
    phone.get_by_role("link", name="Xem lại và nộp").click()
    seen()
    phone.get_by_role("button", name="Nộp hồ sơ").click()
    seen()
    code, secret = phone.locator(".big-code").all_inner_texts()
    phone.go_back()  # back is safe: it leads to the same confirmation
    phone.goto(tasks)
    expect(phone.locator(".big-code").first).to_have_text(code)
    phone.get_by_role("link", name="Tra cứu hồ sơ này").click()
    expect(phone.locator("main")).to_contain_text("chờ tiếp nhận")
    assert "Vàng" not in phone.locator("main").inner_text()
    seen()
    phone.fill("#id_bi-mat", secret)
    phone.get_by_role("button", name="Xem hồ sơ").click()
    expect(phone.locator("main")).to_contain_text("Bạn đã nộp hồ sơ")
    desk.goto(f"/tra-cuu/?ma={code}")
    desk.fill("#id_bi-mat", secret)
    desk.get_by_role("button", name="Xem hồ sơ").click()
    no_barriers(desk)
    fits(desk)


def test_pages_are_light_on_a_slow_line(house: str) -> None:
    """First load under 60 KB with everything it asks for, each next under 20 KB."""
    with urllib.request.urlopen(f"{house}/") as answer:
        page = answer.read().decode()
    parts = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert weight(f"{house}/") + sum(weight(house + part) for part in parts) < 60_000
    for path in ("/thu-tuc/", f"/thu-tuc/{BIRTH}/?don-vi={UNIT}", f"/nop-ho-so/{BIRTH}/?don-vi={UNIT}", "/tra-cuu/"):
        assert weight(house + path) < 20_000


def test_by_keyboard_alone(desk: Page) -> None:
    """The first stop is the way past the header; search needs no mouse; focus is always seen."""
    desk.goto("/")
    desk.keyboard.press("Tab")
    expect(desk.locator(".skip")).to_be_focused()
    expect(desk.locator(".skip")).to_be_in_viewport()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("searchbox")).to_be_focused()
    outline = desk.get_by_role("searchbox").evaluate("box => getComputedStyle(box).outlineStyle")
    assert outline != "none"
    desk.keyboard.type("sang ten xe")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/thu-tuc/**")
    expect(desk.get_by_role("heading", level=1)).to_be_visible()


def test_at_twice_the_size_and_in_english(browser: Browser, house: str) -> None:
    """A 640 px screen at 200 % shows 320 px: nothing scrolls sideways, in either language."""
    for locale in ("vi-VN", "en-GB"):
        context = browser.new_context(base_url=house, viewport={"width": 320, "height": 480}, locale=locale)
        page = context.new_page()
        for path in (
            "/", "/thu-tuc/?q=khai+sinh", f"/thu-tuc/{BIRTH}/?don-vi={UNIT}", "/tra-cuu/", f"/quay-hom-nay/{UNIT}/",
            "/giao-dien/", "/dang-nhap/", "/demo/dong-ho/", "/demo/hop-thu-di/", "/khong-co/",
        ):  # fmt: skip
            page.goto(path)
            fits(page)
            no_barriers(page)
        context.close()
