"""What the journeys at the door share: a letter that asks for checks, square codes read by a machine, the marshal."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.journeys.life_steps import PHONE, look
from tests.journeys.steps import sign_in, turn_clock

UNIT: Final = "Bộ phận Một cửa phường Nguyễn Trãi"
NUMBER: Final = "918/UBND-PVHCC"
LETTER: Final = f"""ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {NUMBER}
V/v kiểm soát người ra vào Bộ phận Một cửa

Hà Giang, ngày 30 tháng 3 năm 2020

Kính gửi:

- Các sở, ban, ngành;
- UBND các huyện, thành phố.

Để phòng, chống dịch bệnh tại Bộ phận Một cửa, Chủ tịch UBND tỉnh có ý kiến như sau:

1. Yêu cầu Giám đốc sở, Thủ trưởng ban, ngành, Chủ tịch UBND các huyện, thành phố:

- Mỗi phòng tiếp nhận không quá 10 người cùng một thời điểm; người dân đến giao dịch phải đeo khẩu trang, \
đo thân nhiệt, khai báo y tế và quét mã QR.

- Thời gian thực hiện: Từ ngày 31/3/2020.

Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.

Nơi nhận:

- Như trên;
- Chủ tịch UBND tỉnh;
- Lưu: VT, PVHCC.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Mẫu
"""


@contextmanager
def small_screen(browser: Browser, house: str) -> Iterator[Page]:
    """Another phone of 360 px, with JavaScript: the marshal's, or that of somebody with a newer one."""
    context = browser.new_context(
        base_url=house, viewport=PHONE, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def enact_checks(page: Page) -> None:
    """Monday: the province asks for mask, temperature and a declaration at every door, from Tuesday on."""
    turn_clock(page, "2020-03-30T08:00")
    sign_in(page, "hanh.chinhsach")
    page.goto("/chi-dao/van-ban/")
    letter: FilePayload = {"name": "918.txt", "mimeType": "text/plain", "buffer": LETTER.encode()}
    page.set_input_files("#letter", [letter])
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NUMBER)
    page.get_by_role("button", name="Trình lãnh đạo").click()
    address = page.url
    sign_in(page, "dung.lanhdao")
    page.goto(address)
    page.get_by_role("button", name=re.compile("Duyệt")).click()
    expect(page.get_by_text("Đã duyệt", exact=False).first).to_be_visible()


def read_code(picture: Locator) -> str:
    """What a machine reads in the square code on the screen."""
    zxing = pytest.importorskip("zxingcpp", reason="Không có máy đọc mã vuông trên máy này.")
    picture.scroll_into_view_if_needed()
    (found,) = zxing.read_barcodes(Image.open(io.BytesIO(picture.screenshot())))
    return str(found.text)


def within(address: str) -> str:
    """The path of an address that was scanned: the house of a journey answers at an address of its own."""
    return urlsplit(address).path


def declare(page: Page, answers: Mapping[str, str], *, looked: bool = False) -> str:
    """Well and at home, page after page, from the first one open; what a scanner reads on the pass."""
    while page.locator("input[name=true]").count() == 0:
        for name, value in answers.items():
            if page.locator(f"input[name={name}]").count():
                page.fill(f"input[name={name}]", value)
        for choice in ("symptoms", "contact", "travelled"):
            if page.locator(f"input[name={choice}]").count():
                page.locator(f"input[name={choice}][value=no]").check()
        if looked:
            look(page)
        before = page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("button", name="Tiếp tục").last.click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(before)
    if looked:
        look(page)
    page.check("input[name=true]")
    page.get_by_role("button", name="Gửi và lấy thẻ").click()
    page.wait_for_url("**/the/**")
    if looked:
        look(page)
    expect(page.locator(".pass-name")).to_have_text(answers["full_name"])
    return read_code(page.locator(".pass-code svg"))


def stand_at_the_door(page: Page, door: str = "Cửa chính") -> None:
    """The marshal of the ward opens his door."""
    sign_in(page, "dao.cua")
    page.goto("/cua-vao/")
    look(page)
    page.get_by_role("button", name=door).click()
    expect(page.locator("h1.places-left")).to_be_visible()
    look(page)


def scan(page: Page, text: str) -> None:
    """The scanner types what it reads, and Enter."""
    page.locator("#co-mang #ma").fill(text)
    page.locator("#co-mang #ma").press("Enter")
    page.locator("#co-mang h1.who").wait_for()


def tap(page: Page, button: str | re.Pattern[str]) -> Locator:
    """One tap; what the page then says, in its colour."""
    page.locator("#co-mang").get_by_role("button", name=button).first.click()
    said = page.locator("#co-mang section.tone")
    said.wait_for()
    return said


def inside(page: Page) -> str:
    """The count at the gate, as "1 / 1"."""
    text = page.locator("#co-mang .rooms li").first.locator("b").inner_text()
    return " ".join(text.split())


def on_the_board(page: Page, key: str, said: Callable[[dict[str, Any]], bool]) -> None:
    """Every board of the unit is told this, a few seconds later at most: its state is read for many at once."""
    state: dict[str, Any] = {}
    for _look in range(20):
        answer = page.request.get(f"/trang-thai/bang/{key}/")
        assert answer.ok, answer.status
        state = answer.json()
        if said(state):
            return
        page.wait_for_timeout(500)
    pytest.fail(f"The board says {state}")


def sent_to(page: Page, words: str) -> list[str]:
    """Messages of the outbox with these words, newest first."""
    page.goto("/demo/hop-thu-di/")
    expect(page.locator("main")).to_contain_text(words)
    return [text for text in page.locator("main .results li").all_inner_texts() if words in text]
