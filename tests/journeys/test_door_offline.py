"""Two doors of one room, one of them without network: the cap holds, nothing is lost, nothing is counted twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.journeys.life_steps import PHONE, look
from tests.journeys.steps import fits, no_barriers, picture, sign_in, turn_clock

pytestmark = pytest.mark.journey
CAP, SHARE = 6, 2
FORGED = "MC1:khongphaicuadonvicapraxyz"
WAIT = 30_000

# A phone whose clock is ten minutes fast, whatever asks it.
FAST = """
{ const True = Date, fast = 600000;
  globalThis.Date = class Date extends True {
    constructor(...given) { if (given.length) super(...given); else super(True.now() + fast); }
    static now() { return True.now() + fast; }
  }; }
"""
TAPS = 'addEventListener("pointerdown", event => { if (event.isTrusted) window.motcuaTapped(); }, true);'

Phone = Callable[..., BrowserContext]


@pytest.fixture
def a_phone(browser: Browser, house: str) -> Iterator[Phone]:
    """A marshal's phone: 360 px wide, JavaScript on, a service worker allowed; `first` runs before every page's own."""
    taken: list[BrowserContext] = []

    def take(*first: str) -> BrowserContext:
        context = browser.new_context(
            base_url=house, viewport=PHONE, has_touch=True, is_mobile=True, locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh", service_workers="allow",
        )  # fmt: skip
        context.set_default_timeout(WAIT)
        for script in first:
            context.add_init_script(script)
        taken.append(context)
        return context

    yield take
    for context in taken:
        context.close()


def test_passes_good_twice_forged_and_of_yesterday(desk: Page, phone: Page, a_phone: Phone) -> None:
    desk.set_default_timeout(WAIT)
    phone.set_default_timeout(WAIT)
    turn_clock(desk, "2020-03-30T08:00")
    door_key = small_room(desk)
    yesterdays = declared(phone, door_key, "Lầu Thị Súng", "0912000041")
    turn_clock(desk, "2020-03-31T08:00")
    todays = declared(phone, door_key, "Vàng Thị Mỷ", "0912345678")
    context, taps = a_phone(), []
    context.expose_function("motcuaTapped", lambda: taps.append(1))
    context.add_init_script(TAPS)
    gate = context.new_page()
    open_door(gate, "dao.cua", "Cửa chính")
    picture(gate, "door/gate")
    look(gate)
    taps.clear()
    scan(gate, todays)
    expect(gate.locator("#co-mang")).to_contain_text("Vàng Thị Mỷ")
    assert not taps
    picture(gate, "door/gate-let-in")
    look(gate)
    gate.get_by_role("button", name="Cho vào", exact=True).tap()
    expect(gate.locator(".tone.good")).to_contain_text("Mời vào")
    expect(gate.locator(".tone.good .word")).to_be_in_viewport(ratio=1)
    assert len(taps) == 1  # the whole act after the scan
    picture(gate, "door/gate-welcome")
    look(gate)
    inside(gate, 1)

    scan(gate, todays)  # the same pass again
    expect(gate.locator("#co-mang")).to_contain_text("Đang ở trong: Phòng một cửa")
    expect(gate.locator("form[data-gate-form=admit]")).to_have_count(0)
    look(gate)
    scan(gate, FORGED)
    expect(gate.locator("#co-mang h1")).to_contain_text("Mã không dùng được")
    expect(gate.locator("#co-mang")).to_contain_text("Mã này không phải do đơn vị cấp")
    expect(gate.locator("form[data-gate-form=admit]")).to_have_count(0)
    picture(gate, "door/gate-forged")
    scan(gate, yesterdays)
    expect(gate.locator("#co-mang")).to_contain_text("Mã này đã hết hạn")
    expect(gate.locator("form[data-gate-form=admit]")).to_have_count(0)
    look(gate)
    scan(gate, todays)
    gate.locator("form[data-gate-form=leave] button").tap()
    expect(gate.locator(".tone.out")).to_contain_text("Đã ra")
    inside(gate, 0)
    leave_door(gate)


def test_one_door_without_network_and_the_cap_holds(desk: Page, browser: Browser, house: str, a_phone: Phone) -> None:
    desk.set_default_timeout(WAIT)
    wrong: list[str] = []
    alone, other = a_phone(FAST), a_phone()
    a, b = alone.new_page(), other.new_page()
    for page in (a, b):
        page.on("pageerror", lambda error: wrong.append(f"{error.stack or error}"))
    open_door(a, "dao.cua", "Cửa chính")
    open_door(b, "thu.truongbophan", "Cửa sau")
    assert a.evaluate("Date.now()") - b.evaluate("Date.now()") > 9 * 60_000  # the clock is wrong indeed
    kept_for_no_network(a)
    sign_in(desk, "thu.truongbophan")
    before = day_of(desk)

    alone.set_offline(True)
    expect(a.locator("#mot-minh")).to_be_visible()
    expect(a.locator("#mot-minh .lost")).to_have_text("Mất mạng")
    amber = a.locator("#mot-minh .lost").evaluate("one => getComputedStyle(one).backgroundColor")
    assert amber == "rgb(255, 217, 128)"
    places_left(a, SHARE)
    picture(a, "door/gate-offline")
    look(a)
    scan_alone(a, "Giàng A Páo")
    expect(a.locator("[data-alone-said]")).to_have_text("Mời vào")
    expect(a.locator("[data-alone-said]")).to_be_in_viewport(ratio=1)
    scan_alone(a, "Giàng A Páo")  # the same once more
    expect(a.locator("[data-alone-said].wait")).to_contain_text("đã vào cửa này")
    a.fill("#ma-mot-minh", "")
    tap_alone(a)
    places_left(a, 0)
    tap_alone(a)
    expect(a.locator("[data-alone-said].bad")).to_contain_text("Hết chỗ riêng: chờ một người ra")
    expect(a.locator("[data-alone-said]")).to_be_in_viewport(ratio=1)
    picture(a, "door/gate-offline-full")
    look(a)
    a.locator("form[data-alone=exit] button").tap()
    expect(a.locator("[data-alone-said].out")).to_have_text("Đã ra")
    places_left(a, 1)

    a.reload()  # nobody answers but the phone itself
    expect(a.locator("#mot-minh .lost")).to_have_text("Mất mạng")
    places_left(a, 1)
    assert a.locator("[data-alone-rows]").inner_text() == "3"
    fits(a)
    assert a.locator("#mot-minh .lost").evaluate("one => getComputedStyle(one).backgroundColor") == amber
    tap_alone(a)
    places_left(a, 0)
    tap_alone(a)
    expect(a.locator("[data-alone-said].bad")).to_contain_text("Hết chỗ riêng")

    for _ in range(CAP - SHARE):
        let_in(b)
    expect(b.locator(".tone.good")).to_contain_text("Mời vào")
    ask_to_enter(b)
    refused = b.locator("section.tone.wait")
    expect(refused).to_contain_text(f"Phòng đã đủ người (giới hạn {CAP}; trong phòng {CAP - SHARE}")
    expect(b.locator(".offers")).to_contain_text("Lấy số, chờ ở ngoài")
    picture(b, "door/gate-refused")
    look(b)
    inside(b, CAP - SHARE)

    told = lose_the_first_answer(alone)
    alone.set_offline(False)
    expect(a.locator("#mot-minh")).to_be_hidden(timeout=WAIT)
    inside(a, CAP)
    assert len(told) >= 2 and told[0] == told[1]  # told twice, word for word
    inside(a, CAP)
    inside(b, CAP)
    for gate in (a, b):
        expect(gate.locator("[data-free]")).to_have_text("0")
    assert a.evaluate("localStorage.getItem('cua-vao-dem')") == "[]"
    assert board_says(desk, browser, house) == f"{CAP}/{CAP}"
    after = day_of(desk)
    assert after.entered - before.entered == CAP + 1
    assert after.left - before.left == 1
    assert after.most == CAP
    assert after.merged == 3
    no_barriers(desk)
    picture(desk, "door/gate-day")

    out(a)  # one goes, at either door one may come
    inside(b, CAP - 1)
    let_in(b)
    inside(a, CAP)
    leave_door(a)
    leave_door(b)
    assert not wrong, wrong


def test_the_gate_without_a_script(phone: Page) -> None:
    """The same room, full: refused with the reason, one out, one in; plain forms."""
    phone.set_default_timeout(WAIT)
    sign_in(phone, "dao.cua")
    phone.goto("/cua-vao/")
    phone.locator("button[value='Cửa chính']").click()
    expect(phone.locator("[data-free]")).to_have_text("0")
    ask_to_enter(phone)
    expect(phone.locator("section.tone.wait")).to_contain_text("Phòng đã đủ người")
    expect(phone.locator(".offers")).to_contain_text("Làm trực tuyến")
    fits(phone)
    out(phone)
    expect(phone.locator("[data-inside]")).to_have_text(str(CAP - 1))
    phone.fill("#ma", "Giàng Thị Dính")
    phone.press("#ma", "Enter")
    phone.get_by_role("button", name="Cho vào", exact=True).click()
    expect(phone.locator(".tone.good")).to_contain_text("Giàng Thị Dính")
    expect(phone.locator("[data-inside]")).to_have_text(str(CAP))
    fits(phone)


class Day:
    """The day's page as its reader sees it."""

    def __init__(self, page: Page) -> None:
        facts = [int(text) for text in page.locator("dl.facts dd b").all_inner_texts()]
        self.entered, self.left, self.refused = facts
        most = page.get_by_text("Đông nhất trong ngày:")
        self.most = int(re.findall(r"\d+", most.inner_text())[-1]) if most.count() else 0
        self.merged = page.locator("td", has_text="đếm lúc mất mạng").count()


def small_room(desk: Page) -> str:
    """The head sets the room's own cap and what a door may go on with; returns the key of the unit's door."""
    sign_in(desk, "thu.truongbophan")
    desk.goto("/mat-bang/")
    desk.locator("a[href*='/phong/']", has_text="Sửa").first.click()
    desk.fill("[name=own_cap]", str(CAP))
    desk.fill("[name=offline_places]", str(SHARE))
    desk.get_by_role("button", name="Lưu", exact=True).click()
    expect(desk.get_by_text("Đã lưu Phòng một cửa")).to_be_visible()
    desk.get_by_role("link", name="Tờ dán cửa").click()
    return desk.locator(".door-link span").inner_text().rstrip("/").rpartition("/")[2]


def declared(phone: Page, door_key: str, name: str, number: str) -> str:
    """A visitor declares on the phone; what a scanner reads from the pass."""
    phone.goto(f"/khai-bao/{door_key}/")
    phone.fill("input[name=full_name]", name)
    phone.fill("input[name=phone]", number)
    phone.fill("[name=address]", "Tổ 5, phường Nguyễn Trãi")
    phone.get_by_role("button", name="Tiếp tục").last.click()
    while not phone.locator("input[name=true]").count():
        phone.get_by_label("Không", exact=True).check()
        phone.get_by_role("button", name="Tiếp tục").last.click()
    phone.check("input[name=true]")
    phone.get_by_role("button", name="Gửi và lấy thẻ").click()
    phone.wait_for_url("**/the/**")
    return "MC1:" + phone.url.rstrip("/").rpartition("/")[2]


def open_door(page: Page, username: str, door: str) -> None:
    """A person with this phone stands at this door."""
    sign_in(page, username)
    page.goto("/cua-vao/")
    page.locator(f"button[value='{door}']").tap()
    expect(page.locator("h1.places-left")).to_contain_text(door)


def leave_door(page: Page) -> None:
    page.get_by_role("button", name="Rời cửa này").click()
    expect(page.get_by_text("Đã đóng cửa kiểm soát.")).to_be_visible()


def kept_for_no_network(page: Page) -> None:
    """The phone holds its share, and the bare page for a reload."""
    page.wait_for_function(f"JSON.parse(localStorage.getItem('cua-vao') || '{{}}').share === {SHARE}")
    page.wait_for_function("caches.match('/cua-vao/ngoai-mang/', { ignoreVary: true }).then(Boolean)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def scan(page: Page, text: str) -> None:
    """A scanner types where the page stands, and ends with Enter."""
    expect(page.locator("[data-scan]")).to_have_value("")
    page.locator("[data-scan]").focus()
    page.keyboard.insert_text(text)
    with page.expect_response("**/cua-vao/den/"):
        page.keyboard.press("Enter")


def ask_to_enter(page: Page) -> None:
    """Somebody without a code stands there, and the marshal taps."""
    page.get_by_role("button", name="Không có mã").click()
    page.get_by_role("button", name="Cho vào", exact=True).click()


def let_in(page: Page) -> None:
    ask_to_enter(page)
    expect(page.locator(".tone.good")).to_contain_text("Mời vào")


def out(page: Page) -> None:
    page.locator("form[data-gate-form=leave] button").click()
    expect(page.locator(".tone.out")).to_contain_text("Đã ra")


def inside(page: Page, people: int) -> None:
    """The gate's page comes to show so many inside, by itself."""
    expect(page.locator("[data-inside]")).to_have_text(str(people), timeout=WAIT)


def scan_alone(page: Page, text: str) -> None:
    page.locator("#ma-mot-minh").focus()
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def tap_alone(page: Page) -> None:
    page.locator("form[data-alone=entry] button").tap()


def places_left(page: Page, places: int) -> None:
    expect(page.locator("[data-alone-left]")).to_have_text(str(places))


def lose_the_first_answer(context: BrowserContext) -> list[str | None]:
    """The server hears what the phone tells, the phone does not hear the answer: it must tell again."""
    told: list[str | None] = []

    def on_the_way(route: Route) -> None:
        told.append(route.request.post_data)
        if len(told) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    context.route("**/cua-vao/may/gop/", on_the_way)
    return told


def board_says(desk: Page, browser: Browser, house: str) -> str:
    """What the screen in the room shows of its people."""
    desk.goto("/bang-thong-bao/")
    address = desk.locator("a", has_text=re.compile("/bang/")).first.inner_text()
    screen = browser.new_context(base_url=house, viewport={"width": 1920, "height": 1080})
    board = screen.new_page()
    board.goto(address, timeout=WAIT)
    said = board.locator("[data-rooms] li", has_text="Phòng một cửa").locator("strong").inner_text()
    screen.close()
    return "".join(said.split())


def day_of(desk: Page) -> Day:
    desk.goto("/cua-vao/ngay/")
    return Day(desk)
