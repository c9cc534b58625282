"""A storm in a province of 2026: a letter closes every counter for two days, and on the third all is as it was.

Phone pages, the counter, a ticket, a booking and the message to who had booked give the same reason.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import REPOSITORY
from tests.journeys.conftest import passing_folder, running
from tests.journeys.door_steps import sent_to
from tests.journeys.life_steps import PHONE, look
from tests.journeys.steps import no_barriers, picture, sign_in, turn_clock

pytestmark = pytest.mark.journey

LETTER: Final = REPOSITORY / "motcua" / "demo_letters" / "tuyen_quang_bao.txt"
CLAUSE: Final = "3188/UBND-PVHCC, mục 1"
UNIT: Final = "H60.175.01"
BIRTH: Final = "1.001193"
SHUT: Final = ("Thứ Ba 22/9", "Thứ Tư 23/9")


@pytest.fixture(scope="module")
def house_of_2026() -> Iterator[str]:
    """A house of its own: the province has no districts."""
    var = passing_folder()
    try:
        with running(var, "tuyen-quang-2026") as address:
            yield address
    finally:
        shutil.rmtree(var, ignore_errors=True)


@pytest.fixture
def office(browser: Browser, house_of_2026: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=house_of_2026, viewport={"width": 1366, "height": 768}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def citizen(browser: Browser, house_of_2026: str) -> Iterator[Page]:
    """An old phone, without scripts."""
    context = browser.new_context(
        base_url=house_of_2026,
        viewport=PHONE,
        locale="vi-VN",
        java_script_enabled=False,
        timezone_id="Asia/Ho_Chi_Minh",
    )
    yield context.new_page()
    context.close()


def test_two_days_of_storm_and_back(office: Page, citizen: Page) -> None:
    for page in (office, citizen):
        page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    turn_clock(office, "2026-09-21T14:00")
    a_open_before(citizen)
    b_letter_is_approved(office)
    c_who_had_booked_is_told(office)
    for moment in ("2026-09-22T08:00", "2026-09-23T15:00"):
        turn_clock(office, moment)
        d_shut_everywhere(citizen, office)
    turn_clock(office, "2026-09-24T08:00")
    e_open_again(citizen, office)


def a_open_before(phone: Page) -> None:
    phone.goto(f"/quay-hom-nay/{UNIT}/")
    expect(phone.get_by_role("heading", name="Hôm nay quầy mở cửa")).to_be_visible()


def b_letter_is_approved(page: Page) -> None:
    """Read, proposed, its effect told, approved by another."""
    sign_in(page, "hanh.chinhsach")
    page.goto("/chi-dao/van-ban/")
    page.set_input_files("#letter", LETTER)
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3188/UBND-PVHCC")
    effect = page.locator("#hieu-luc")
    expect(effect).to_contain_text("34 thủ tục: không nhận hồ sơ tại quầy, tại 125 đơn vị")
    picture(page, "storm-letter")
    page.get_by_role("button", name="Trình lãnh đạo").click()
    address = page.url
    sign_in(page, "dung.lanhdao")
    page.goto(address)
    no_barriers(page)
    page.get_by_role("button", name=re.compile("Duyệt")).click()
    expect(page.get_by_text("Đã duyệt", exact=False).first).to_be_visible()


def c_who_had_booked_is_told(page: Page) -> None:
    """Two had booked for these days: each has a message with the reason and, where there is one, another time."""
    for number in ("0912000102", "0912000104"):
        (message,) = [text for text in sent_to(page, number) if "không còn được vì" in text]
        assert "3188/UBND-PVHCC" in message
    assert not [text for text in sent_to(page, "0912000102") if "0912000105" in text]  # booked for the day after


def d_shut_everywhere(phone: Page, page: Page) -> None:
    """First page, unit, procedure, booking, ticket: shut, by which clause, and open again on Thursday."""
    main = phone.locator("main")
    phone.goto("/")
    expect(main).to_contain_text("3188/UBND-PVHCC")
    phone.goto(f"/quay-hom-nay/{UNIT}/")
    expect(phone.get_by_role("heading", name="Hôm nay quầy đóng cửa")).to_be_visible()
    expect(main).to_contain_text(CLAUSE)
    expect(main).to_contain_text("Mở lại: thứ Năm 24/9/2026")
    phone.goto(f"/thu-tuc/{BIRTH}/?don-vi={UNIT}")
    expect(main).to_contain_text(CLAUSE)
    phone.goto(f"/dat-lich/nop/{BIRTH}/{UNIT}/")
    for day in SHUT:
        if phone.locator("main .shut").filter(has_text=day).count():
            expect(phone.locator("main .shut").filter(has_text=day)).to_contain_text("3188/UBND-PVHCC")
        assert phone.locator("main .choose a").filter(has_text=day).count() == 0
    expect(phone.locator("main .choose a").filter(has_text="Thứ Năm 24/9")).to_be_visible()
    phone.goto(f"{door_of(page)}?viec=hand_in&thu-tuc={BIRTH}")
    expect(main).to_contain_text(CLAUSE)
    assert phone.get_by_role("button", name=re.compile("Lấy số")).count() == 0
    page.goto(phone.url)
    look(page)


def e_open_again(phone: Page, page: Page) -> None:
    main = phone.locator("main")
    phone.goto("/")
    assert "3188/UBND-PVHCC" not in main.inner_text()
    phone.goto(f"/quay-hom-nay/{UNIT}/")
    expect(phone.get_by_role("heading", name="Hôm nay quầy mở cửa")).to_be_visible()
    phone.goto(f"{door_of(page)}?viec=hand_in&thu-tuc={BIRTH}")
    assert CLAUSE not in main.inner_text()
    expect(phone.get_by_role("button", name=re.compile("Lấy số"))).to_be_visible()


def door_of(page: Page) -> str:
    """The address that the code on the unit's door leads to."""
    sign_in(page, "thu.truongbophan")
    page.goto("/mat-bang/")
    address = page.get_by_role("link", name=re.compile("Máy lấy số|Kiosk|kiosk")).first.get_attribute("href")
    assert address
    return address.replace("/kiosk/", "/lay-so/")
