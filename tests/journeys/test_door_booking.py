"""A visit booked for Friday, a day off falls on it, another time offered and taken; the person comes and gets a number.

On an old phone, 360 px wide and without JavaScript. Each of its pages is looked at by axe in a second browser that has
scripts and the phone's cookies.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.journeys.life_steps import BIRTH, PHONE, WARD_UNIT, Console, look
from tests.journeys.steps import picture, sign_in, turn_clock

pytestmark = pytest.mark.journey

Command = Callable[..., str]
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
COPIES = "2.000815"
DAYS = f"/dat-lich/nop/{BIRTH}/{WARD_UNIT}/"
FRIDAY = "2020-04-03"
NAME, NUMBER = "Vàng Thị Mỷ", "0912345678"
REASON = "Hoán đổi ngày nghỉ dịp Giỗ Tổ Hùng Vương"
PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment as its page, its calendar entry and its QR tell it."""

    code: str
    page: str
    starts: datetime
    entry: dict[str, str]


@pytest.fixture
def mirror(browser: Browser, house: str) -> Iterator[Page]:
    """The phone's width in a browser with scripts, which axe needs."""
    context: BrowserContext = browser.new_context(
        base_url=house, viewport=PHONE, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def test_a_friday_that_becomes_a_day_off(
    desk: Page, phone: Page, mirror: Page, console: Console, command: Command, tmp_path: Path
) -> None:
    console.watch(mirror)
    expect.set_options(timeout=30_000)
    for page in (desk, phone):
        page.set_default_timeout(60_000)
    turn_clock(desk, "2020-03-30T08:00")
    booked = a_books_friday(phone, desk, mirror, tmp_path)
    link = b_the_day_is_taken_away(desk, command, booked)
    moved = c_takes_the_offer(phone, mirror, link, booked, tmp_path)
    d_the_old_time_is_free(desk, mirror, command, booked)
    e_one_for_one_matter(phone, mirror, moved)
    f_another_is_cancelled(phone, mirror)
    g_is_reminded(desk, command, moved)
    h_comes_and_gets_a_number(desk, moved)


def see(phone: Page, mirror: Page, name: str = "") -> None:
    """axe looks at the page that the phone shows."""
    mirror.context.clear_cookies()
    mirror.context.add_cookies([{**cooky} for cooky in phone.context.cookies()])  # type: ignore[typeddict-item]
    mirror.goto(phone.url)
    look(mirror)
    if name:
        picture(mirror, f"door/{name}")


def a_books_friday(phone: Page, desk: Page, mirror: Page, folder: Path) -> Booked:
    """From the first page: for what, which procedure, where, which day, which hour, who; then the code."""
    phone.goto("/")
    phone.get_by_role("link", name="Đặt lịch đến quầy").click()
    see(phone, mirror)
    phone.get_by_role("link", name="Nộp hồ sơ").click()
    phone.fill("input[name=q]", "dang ky khai sinh")
    phone.get_by_role("button", name="Tìm").click()
    see(phone, mirror)
    phone.locator(f'main a[href="/dat-lich/nop/{BIRTH}/"]').click()
    see(phone, mirror)
    phone.locator(f'main a[href="{DAYS}"]').click()
    see(phone, mirror, "book-day")
    # Thursday 2 April 2020 is the Hùng Kings' day: it cannot be chosen, and says why.
    expect(phone.locator("main .shut").filter(has_text="Thứ Năm 2/4")).to_contain_text("Giỗ Tổ Hùng Vương")
    phone.locator("main .choose a").filter(has_text="Thứ Sáu 3/4").click()
    see(phone, mirror, "book-hour")
    phone.locator("main .times a").nth(3).click()
    chosen = datetime.strptime(phone.url.rstrip("/")[-16:], "%Y-%m-%dT%H:%M").replace(tzinfo=VIETNAM)
    # What is missing is said at its field.
    phone.fill("input[name=name]", NAME)
    phone.fill("input[name=phone]", "12")
    phone.get_by_role("button", name="Tiếp tục").click()
    expect(phone.locator(".errors")).to_be_visible()
    expect(phone.locator("input[name=name]")).to_have_value(NAME)
    see(phone, mirror)
    phone.fill("input[name=phone]", "0912 345 678")
    phone.get_by_role("button", name="Tiếp tục").click()
    phone.wait_for_url("**/dat-lich/ma/")
    see(phone, mirror)
    letter = letter_of(desk, "mã đặt lịch của bạn là")
    secret = re.search(r"\b\d{6}\b", letter.inner_text())
    assert secret
    phone.fill("input[name=code]", "000000" if secret.group() != "000000" else "111111")
    phone.get_by_role("button", name="Xác nhận").click()
    expect(phone.locator(".errors")).to_be_visible()
    phone.fill("input[name=code]", secret.group())
    phone.get_by_role("button", name="Xác nhận").click()
    phone.wait_for_url("**/lich-hen/**")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đã giữ giờ cho bạn")
    expect(phone.locator("main")).to_contain_text("Giấy chứng sinh")  # what to bring
    see(phone, mirror, "booked")
    booked = read_appointment(phone, folder)
    assert booked.starts == chosen
    assert chosen.strftime("%Y-%m-%d") == FRIDAY
    assert booked.entry["SEQUENCE"] == "0"
    told = letter_of(desk, booked.code).inner_text()
    assert "thứ Sáu 3/4/2020" in told
    assert booked.page in told
    return booked


def read_appointment(page: Page, folder: Path) -> Booked:
    """The page's code; its calendar file, downloaded and taken apart; its QR, read as a scanner reads it."""
    code = page.locator(".big-code").inner_text()
    assert re.fullmatch(r"[A-Z][0-9A-Z]{3}-\d\d", code), code
    with page.expect_download() as waited:
        page.get_by_role("link", name="Thêm vào lịch điện thoại").click()
    assert waited.value.suggested_filename == f"lich-hen-{code}.ics"
    waited.value.save_as(folder / "lich.ics")
    entry = entry_in((folder / "lich.ics").read_bytes())
    assert code in entry["DESCRIPTION"]
    assert "Phòng một cửa" in entry["LOCATION"]
    assert entry["STATUS"] == "CONFIRMED"
    starts = moment_in(entry["DTSTART"])
    assert timedelta(minutes=10) <= moment_in(entry["DTEND"]) - starts <= timedelta(hours=1)
    with page.expect_download() as waited:
        page.get_by_role("link", name="Lưu mã thành ảnh").click()
    waited.value.save_as(folder / "ma.png")
    address = urlsplit(page.url).path
    with Image.open(io.BytesIO((folder / "ma.png").read_bytes())) as qr:
        read = zxingcpp.read_barcode(qr.convert("L"))
    assert read is not None
    assert urlsplit(read.text).path == address
    assert page.locator("main svg.qr").count() == 1
    return Booked(code, address, starts, entry)


def entry_in(content: bytes) -> dict[str, str]:
    """The only event of an iCalendar file, its folded lines joined; the alarm's own lines left out."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    lines = content.decode("utf-8").replace("\r\n ", "").split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 1
    found: dict[str, str] = {}
    for line in lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]:
        name, _, value = line.partition(":")
        found.setdefault(name, value)
    return found


def moment_in(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(VIETNAM)


def letter_of(desk: Page, *words: str) -> Locator:
    """The newest message with these words, once the worker has sent it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        desk.goto("/demo/hop-thu-di/")
        found = desk.locator("main .results li")
        for word in words:
            found = found.filter(has_text=word)
        if found.count() and found.first.locator(".tag.good").count():
            return found.first
        assert time.monotonic() < deadline, f"No message with {words}: {desk.locator('main').inner_text()[:2000]}"
        time.sleep(1)


def b_the_day_is_taken_away(desk: Page, command: Command, booked: Booked) -> str:
    """The unit's Friday is declared off; without anybody doing more, its people are told why, and where to go."""
    said = command("calendar", "off", FRIDAY, "--unit", WARD_UNIT, "--label", REASON)
    assert "Nghỉ 03/04/2020" in said
    letter = letter_of(desk, f"Gửi {NUMBER}", "không còn được vì")
    text = letter.inner_text()
    assert "thứ Sáu 3/4/2020" in text
    assert REASON.lower() in text.lower()
    assert "Chúng tôi giữ cho bạn" in text
    look(desk)
    address = letter.locator("a[href*='/lich-hen/']").get_attribute("href")
    assert address
    # Everybody of that day, not he alone: the demo has another.
    letter_of(desk, "Gửi 0912000107", "không còn được vì")
    sign_in(desk, "thu.truongbophan")
    desk.goto("/hen/")
    expect(desk.locator("main")).to_contain_text("Phải dời: 2 người, 2 người chưa trả lời")
    look(desk)
    picture(desk, "door/displaced")
    return urlsplit(address).path


def c_takes_the_offer(phone: Page, mirror: Page, link: str, booked: Booked, folder: Path) -> Booked:
    """The link of the message: the reason, the time kept, other ways; one button and it is his."""
    phone.goto(link)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("lịch hẹn của bạn phải dời")
    expect(phone.locator("main .because")).to_contain_text(REASON)
    expect(phone.locator("main")).to_contain_text("Giữ đến")
    expect(phone.get_by_role("link", name="Chọn giờ khác")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("trực tuyến")
    see(phone, mirror, "offer")
    phone.get_by_role("button", name="Tôi đến giờ này").click()
    phone.wait_for_url("**/lich-hen/**")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đã giữ giờ cho bạn")
    moved = read_appointment(phone, folder)
    assert moved.starts > booked.starts
    assert moved.starts.strftime("%Y-%m-%d") == "2020-04-06"  # Monday, the next day on which the counter is open
    # One entry in the phone's calendar, moved: not a second one.
    assert moved.entry["UID"] == booked.entry["UID"]
    assert int(moved.entry["SEQUENCE"]) > int(booked.entry["SEQUENCE"])
    see(phone, mirror)
    phone.goto(booked.page)  # the address he may have kept leads to what stands now
    assert urlsplit(phone.url).path == moved.page
    return moved


def d_the_old_time_is_free(desk: Page, mirror: Page, command: Command, booked: Booked) -> None:
    """Friday worked after all: the old hour is anybody's, and who had not answered has his own back."""
    sign_in(desk, "thu.truongbophan")
    desk.goto(f"/hen/?ngay={FRIDAY}")
    assert booked.code not in desk.locator("main").inner_text()
    command("calendar", "work", FRIDAY, "--unit", WARD_UNIT)
    letter_of(desk, "Gửi 0912000107", "vẫn giữ như cũ")
    desk.goto(f"/hen/?ngay={FRIDAY}")
    expect(desk.locator("tr", has_text="Trần Quốc Toản")).to_contain_text("Đã hẹn")
    assert booked.code not in desk.locator("main").inner_text()
    look(desk)
    mirror.context.clear_cookies()
    mirror.goto(f"{DAYS}?ngay={FRIDAY}")
    expect(mirror.get_by_role("link", name=f"{booked.starts:%H:%M}", exact=True)).to_be_visible()


def e_one_for_one_matter(phone: Page, mirror: Page, moved: Booked) -> None:
    """The same procedure and phone again: told kindly of the one he has, and led to it."""
    phone.goto(f"{DAYS}?ngay={FRIDAY}")
    see(phone, mirror)
    for page in (phone, mirror):  # the second time with scripts, for axe
        page.locator("main .times a").first.click()
        page.fill("input[name=name]", NAME)
        page.fill("input[name=phone]", NUMBER)
        page.get_by_role("button", name="Tiếp tục").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Bạn đã có lịch hẹn cho việc này")
        expect(page.locator("main")).to_contain_text("thứ Hai 6/4")
    look(mirror)
    picture(mirror, "door/has-one")
    phone.get_by_role("link", name="Xem, đổi giờ lịch đó").click()
    assert urlsplit(phone.url).path == moved.page


def f_another_is_cancelled(phone: Page, mirror: Page) -> None:
    """For another matter he may book too, without a second code; then he cancels, and the hour is free."""
    times = f"/dat-lich/nop/{COPIES}/{WARD_UNIT}/?ngay=2020-04-01"
    phone.goto(times)
    hour = phone.locator("main .times a").last
    words = hour.inner_text()
    count = phone.locator("main .times a", has_text=words).count()
    hour.click()
    phone.fill("input[name=name]", NAME)
    phone.fill("input[name=phone]", NUMBER)
    phone.get_by_role("button", name="Tiếp tục").click()
    phone.wait_for_url("**/lich-hen/**")
    address = urlsplit(phone.url).path
    phone.get_by_role("link", name="Hủy lịch hẹn").click()
    see(phone, mirror)
    phone.get_by_role("button", name="Hủy lịch hẹn").click()
    expect(phone.locator("main")).to_contain_text("Lịch hẹn này đã hủy.")
    see(phone, mirror)
    entry = entry_in(phone.request.get(f"{address}lich.ics").body())
    assert entry["STATUS"] == "CANCELLED"
    phone.goto(times)
    assert phone.locator("main .times a", has_text=words).count() == count == 1


def g_is_reminded(desk: Page, command: Command, moved: Booked) -> None:
    """The afternoon before, once; in the morning not yet."""
    before = moved.starts - timedelta(days=1)
    for hour, expected in ((9, 0), (15, 1), (16, 1)):
        turn_clock(desk, f"{before:%Y-%m-%d}T{hour:02}:00")
        command(
            "procrastinate", "defer", "--unknown", "--queue", "appointments", "tend_appointments", '{"timestamp": 0}'
        )
        if expected:
            letter_of(desk, f"Gửi {NUMBER}", "nhắc bạn lịch hẹn")
        desk.wait_for_timeout(4_000)  # time enough for a reminder too early, or a second one
        letters = desk.locator("main .results li").filter(has_text="nhắc bạn lịch hẹn").filter(has_text=NUMBER)
        desk.goto("/demo/hop-thu-di/")
        assert letters.count() == expected
    text = letter_of(desk, f"Gửi {NUMBER}", "nhắc bạn lịch hẹn").inner_text()
    assert moved.code in text
    assert "thứ Hai 6/4/2020" in text


def h_comes_and_gets_a_number(desk: Page, moved: Booked) -> None:
    """At the kiosk he types his code and gets a number; the unit's page of the day shows that he is there."""
    opening = moved.starts.replace(hour=7, minute=5)
    turn_clock(desk, f"{max(moved.starts - timedelta(minutes=10), opening):%Y-%m-%dT%H:%M}")
    desk.goto(kiosk_of(desk))
    look(desk)
    desk.get_by_role("link", name="Tôi có lịch hẹn").click()
    desk.fill("input[name=ma-hen]", "H4K7-92")
    desk.get_by_role("button", name="Lấy số").click()
    expect(desk.locator(".errors")).to_contain_text("không có lịch hẹn với mã này")
    look(desk)
    desk.fill("input[name=ma-hen]", moved.code.lower().replace("-", " "))
    desk.get_by_role("button", name="Lấy số").click()
    desk.wait_for_url("**/phieu/**")
    expect(desk.locator(".slip .huge")).to_have_text(re.compile(r"^A\d+$"))
    look(desk)
    picture(desk, "door/booked-slip")
    sign_in(desk, "thao.tiepnhan")
    desk.goto("/hen/")
    row = desk.locator("tr", has_text=moved.code)
    expect(row.locator(".tag")).to_have_text("Đã đến")
    expect(row).to_contain_text(NAME)
    look(desk)
    picture(desk, "door/appointments")


def kiosk_of(desk: Page) -> str:
    """The kiosk of the ward: its address has the door's key, which hangs at the door."""
    sign_in(desk, "thu.truongbophan")
    desk.goto("/mat-bang/")
    if not desk.get_by_role("link", name="Máy lấy số").count():
        desk.locator("main").get_by_role("link", name=re.compile("Nguyễn Trãi")).first.click()
    address = desk.get_by_role("link", name="Máy lấy số").get_attribute("href")
    assert address
    desk.context.clear_cookies()
    return address
