"""38,2 °C at the gate: not let in, the room is closed and opened again step by step, and she hands in from home."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.door_steps import (
    NUMBER,
    enact_checks,
    inside,
    on_the_board,
    read_code,
    scan,
    sent_to,
    small_screen,
    stand_at_the_door,
    tap,
    within,
)
from tests.journeys.life_steps import BIRTH, BIRTH_ANSWERS, Console, finish_birth, look
from tests.journeys.steps import picture, sign_in, turn_clock

pytestmark = pytest.mark.journey

# Who has an appointment at eight to register a birth, and who has one later that day in the same room.
NAME, PHONE, CODE = "Hoàng Thị Mến", "0912000104", "HEN2-04"
LATER: Final = ("0912000105", "0912000106")
WAITS: Final = "0987654321"
CHILD: Final = "Lục Thị Xuân"
OWN: Final = {"applicant_id_number": "002190004104", "mother_name": NAME}
KNOWN: Final = ("applicant_name", "applicant_phone")
STEPS: Final = (
    "isolate", "close_room", "notify_health", "move_appointments", "tell_people", "call_in_reserve", "trace",
    "disinfect", "reopen_room",
)  # fmt: skip


def test_a_fever_at_the_gate(desk: Page, phone: Page, browser: Browser, house: str, console: Console) -> None:
    for page in (desk, phone):
        page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    enact_checks(desk)
    turn_clock(desk, "2020-03-31T07:50")
    with small_screen(browser, house) as gate:
        console.watch(gate)
        a_somebody_waits(desk, phone)
        stand_at_the_door(gate)
        link = b_not_let_in(gate, desk)
        board = c_room_is_closed(desk)
        d_nobody_enters(gate, desk, board)
        e_booked_and_waiting_are_told(desk)
        f_opens_only_when_clean(desk, gate, board)
        g_she_hands_in_from_home(phone, desk, link)


def a_somebody_waits(looker: Page, phone: Page) -> None:
    """By the code on the door, to wait in the yard."""
    sign_in(looker, "dao.cua")
    looker.goto("/mat-bang/trang-thiet-bi/")
    looker.get_by_role("link", name="Tờ dán cửa").click()
    door = within(read_code(looker.locator(".door-sheet svg.qr")))
    phone.goto(f"{door}?viec=hand_in&thu-tuc=2.000815")
    phone.fill("#phone", WAITS)
    phone.check("#ngoai")
    phone.get_by_role("button", name="Lấy số").click()
    phone.wait_for_url("**/so/**")
    phone.context.clear_cookies()


def b_not_let_in(gate: Page, looker: Page) -> str:
    """Why, by which letter, and her procedure begun for her: the code on the marshal's screen and in her message."""
    scan(gate, CODE)
    expect(gate.locator("h1.who")).to_contain_text(NAME)
    look(gate)
    gate.fill("#do", "38,2")
    said = tap(gate, re.compile("Cho vào$"))
    expect(said).to_contain_text("Thân nhiệt 38,2 °C (từ 37,5 °C là sốt)")
    expect(said).to_contain_text(f"{NUMBER}, mục 1")
    expect(said).to_have_attribute("data-tone", "bad")
    assert inside(gate).startswith("0 /")
    look(gate)
    picture(gate, "door/gate-fever")
    offered = gate.locator(".offers > figure")
    expect(offered).to_contain_text("Làm trực tuyến")
    link = read_code(offered.locator("svg.qr"))
    assert "/mo-lai/" in link, link
    told = sent_to(looker, PHONE)
    assert any(link in token for token in told), told
    return within(link)


def do_next(page: Page, kind: str, *, note: str = "", **fields: str) -> None:
    """Tick the step whose turn it is, and see it done."""
    now = page.locator("ol.todo li.now")
    title = now.locator("strong").inner_text()
    for name, value in fields.items():
        now.locator(f"[name={name}]").fill(value)
    if note:
        now.locator("[name=note]").fill(note)
    now.get_by_role("button").click()
    done = page.locator("ol.todo li.past").filter(has_text=title)
    expect(done.locator(".tag.good"), kind).to_be_visible()


def c_room_is_closed(page: Page) -> str:
    """The head finds the incident, begun by itself, and does what comes first."""
    sign_in(page, "thu.truongbophan")
    page.goto("/bang-thong-bao/")
    board = page.locator("a", has_text=re.compile("/bang/")).first.inner_text().rstrip("/").rsplit("/", 1)[1]
    page.goto("/su-viec/")
    look(page)
    page.locator("main a[href^='/su-viec/']").filter(has_not_text=re.compile("Báo|ịch bản")).first.click()
    main = page.locator("main")
    expect(main).to_contain_text("Thân nhiệt 38,2 °C")
    expect(main).to_contain_text("Lò Văn Đạo")
    expect(page.locator("ol.todo > li")).to_have_count(len(STEPS))
    assert NAME not in main.inner_text()
    look(page)
    do_next(page, STEPS[0], note="Đã mời ra khu riêng ở sân sau")
    do_next(page, STEPS[1])
    expect(main).to_contain_text("Đã đóng Phòng một cửa.")
    look(page)
    return board


def d_nobody_enters(gate: Page, looker: Page, board: str) -> None:
    """The gate refuses everybody with the reason; the board says that the room is closed."""
    colleague_at_the_gate(gate)
    said = tap(gate, re.compile("Cho vào$"))
    expect(said).to_contain_text("Phòng đang đóng")
    look(gate)
    picture(gate, "door/gate-closed")
    on_the_board(looker, board, lambda told: bool(told["rooms"][0]["closed"]))


def colleague_at_the_gate(gate: Page) -> None:
    """An officer of the unit wants to come in."""
    gate.locator("#co-mang").get_by_text("Cán bộ, công chức vào").click()
    gate.locator("#co-mang #can-bo").select_option(label="Phan Phương Thảo – Công chức tiếp nhận")
    gate.locator("#co-mang form:has(#can-bo)").get_by_role("button", name="Xem").click()
    expect(gate.locator("h1.who")).to_contain_text("Phan Phương Thảo")


def e_booked_and_waiting_are_told(page: Page) -> None:
    """Health goes on: appointments of the day, who waits outside, the reserve, the list of contacts."""
    address = page.url
    sign_in(page, "hien.yte")
    page.goto(address)
    for kind in STEPS[2:6]:
        do_next(page, kind)
    do_next(page, STEPS[6], note="Chưa vào phòng, không có ai tiếp xúc")
    look(page)
    picture(page, "door/incident")
    expect(page.locator("ol.todo")).to_contain_text("3 lịch hẹn đến hết ngày 31/03")
    expect(page.locator("ol.todo")).to_contain_text("Đã gọi 1 người dự phòng: Triệu Minh Đức.")
    for number in LATER:
        assert any("không còn được vì" in one for one in sent_to(page, number)), number
    assert any("phải chờ thêm" in one for one in sent_to(page, WAITS))
    page.goto(address)


def f_opens_only_when_clean(page: Page, gate: Page, board: str) -> None:
    """Opening before disinfecting is refused; then each in its turn, and the gate lets in again."""
    main = page.locator("main")
    page.locator("ol.todo > li").last.get_by_role("button").click()
    expect(page.locator(".errors")).to_contain_text("Chưa mở lại được")
    look(page)
    do_next(page, STEPS[7], note="Lau phòng, quầy, tay nắm cửa; mở cửa 30 phút")
    do_next(page, STEPS[8])
    expect(main).to_contain_text("Đã mở lại Phòng một cửa.")
    page.get_by_role("button", name="Kết thúc sự việc").click()
    expect(main).to_contain_text("Sự việc đã kết thúc.")
    for name in ("Chu Anh Thư", "Đàm Thu Hiền"):
        expect(main).to_contain_text(name)
    look(page)
    on_the_board(page, board, lambda told: not told["rooms"][0]["closed"])
    colleague_at_the_gate(gate)
    expect(tap(gate, re.compile("Cho vào$"))).to_contain_text("Mời vào")


def g_she_hands_in_from_home(phone: Page, looker: Page, link: str) -> None:
    """The link opens once, on her phone: name and phone are there, she adds the rest, and an officer has it."""
    looker.goto(link)
    look(looker)
    phone.goto(link)
    phone.get_by_role("button", name="Mở hồ sơ trên máy này").click()
    expect(phone.locator("main")).to_contain_text("khai sinh")
    assert f"/{BIRTH}/" in phone.url
    tasks = phone.url
    looker.goto(tasks)
    look(looker)
    phone.locator(".tasks a").first.click()
    expect(phone.locator("input[name=applicant_name]")).to_have_value(NAME)
    assert "".join(phone.input_value("input[name=applicant_phone]").split()) == PHONE
    picture(phone, "door/online-draft")
    phone.goto(tasks)
    answers = {name: value for name, value in BIRTH_ANSWERS.items() if name not in KNOWN}
    handed = finish_birth(phone, answers | OWN | {"child_name": CHILD}, child=CHILD)
    assert handed.secret
    picture(phone, "door/online-done")
    looker.goto(link)
    expect(looker.locator("main")).to_contain_text("Đường dẫn này đã dùng rồi")
    sign_in(looker, "thao.tiepnhan")
    looker.goto(f"/ban/ho-so/{handed.code}/")
    expect(looker.locator("main")).to_contain_text(NAME)
