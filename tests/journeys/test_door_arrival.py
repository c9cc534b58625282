"""She comes with nothing but an old phone: declares, waits outside the full room, is called, served, and rates."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.door_steps import (
    NUMBER,
    declare,
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
from tests.journeys.life_steps import Console, look
from tests.journeys.steps import leave_for, picture, sign_in, turn_clock

pytestmark = pytest.mark.journey

NAME, NUMBER_TO_CALL = "Vàng Thị Mỷ", "0912345678"
SHE: Final = {"full_name": NAME, "phone": "0912 345 678", "address": "Tổ 5, phường Nguyễn Trãi, thành phố Hà Giang"}
HE: Final = {"full_name": "Trần Văn Hòa", "phone": "0912 000 052", "address": "Tổ 2, phường Nguyễn Trãi"}
LET_IN: Final = re.compile("Cho vào$")


def test_who_comes_with_nothing_is_served(
    desk: Page, phone: Page, browser: Browser, house: str, console: Console
) -> None:
    for page in (desk, phone):
        page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    enact_checks(desk)
    turn_clock(desk, "2020-03-31T08:00")
    with small_screen(browser, house) as gate, small_screen(browser, house) as other:
        for page in (gate, other):
            console.watch(page)
        door = a_head_lets_in_one_at_a_time(desk)
        stand_at_the_door(gate)
        his = b_somebody_fills_the_room(other, gate, door)
        hers = c_she_declares(phone, door)
        door = d_room_is_full(gate, hers, door)
        number = e_she_takes_a_number(phone, desk, door)
        board = f_he_is_served_and_goes(desk, gate, his)
        g_she_is_called(desk, phone, other, number, board)
        h_she_comes_in(gate, desk, hers, board, number)
        i_she_is_served(desk, phone, other)
        j_she_goes(gate, desk, hers, board)


def a_head_lets_in_one_at_a_time(page: Page) -> str:
    """One in the room by the unit's own word, stricter than the letter's ten; the sheet at the door says both."""
    sign_in(page, "thu.truongbophan")
    page.goto("/mat-bang/")
    look(page)
    page.get_by_role("link", name="Sửa Phòng một cửa").click()
    look(page)
    page.get_by_label("Mức riêng của đơn vị").fill("1")
    page.get_by_role("button", name="Lưu", exact=True).click()
    card = page.locator("section.card").filter(has_text="Phòng một cửa")
    expect(card.locator(".limits .strictest")).to_contain_text("1 người")
    expect(card.locator(".limits")).to_contain_text(NUMBER)
    look(page)
    picture(page, "door/place")
    page.get_by_role("link", name="Tờ dán cửa").click()
    sheet = page.locator(".door-sheet")
    expect(sheet).to_contain_text("không quá 1 người")
    for words in ("khẩu trang", "thân nhiệt", "khai báo y tế"):
        expect(sheet.locator(".door-checks li").filter(has_text=re.compile(words, re.I))).to_contain_text(NUMBER)
    look(page)
    picture(page, "door/sheet")
    return within(read_code(sheet.locator("svg.qr")))


def b_somebody_fills_the_room(his: Page, gate: Page, door: str) -> str:
    """He came before her, with a newer phone."""
    his.goto(door)
    look(his)
    his.get_by_role("link", name=re.compile("Khai báo y tế")).click()
    code = declare(his, HE, looked=True)
    his.goto(f"{door}?viec=hand_in&thu-tuc=2.000815")
    look(his)
    his.get_by_role("button", name="Lấy số").click()
    his.wait_for_url("**/so/**")
    look(his)
    scan(gate, code)
    expect(gate.locator("h1.who")).to_contain_text(HE["full_name"])
    gate.fill("#do", "36,6")
    expect(tap(gate, LET_IN)).to_contain_text("Mời vào")
    assert inside(gate) == "1 / 1"
    return code


def c_she_declares(phone: Page, door: str) -> str:
    """She scans the sheet, and has her pass after one minute without JavaScript."""
    phone.goto(door)
    phone.get_by_role("link", name=re.compile("Khai báo y tế")).click()
    code = declare(phone, SHE)
    assert re.fullmatch(r"MC1:[\w-]{20,}", code), code
    picture(phone, "door/pass")
    return code


def d_room_is_full(gate: Page, code: str, door: str) -> str:
    """Who she is, what is asked and by which letter; one tap, and the room has no place: the other way is offered."""
    scan(gate, code)
    asked = gate.locator("#co-mang")
    expect(asked.locator("h1.who")).to_contain_text(NAME)
    expect(asked).to_contain_text(re.compile("khẩu trang", re.I))
    expect(asked).to_contain_text("Phải có tờ khai y tế còn hạn.")
    expect(asked).to_contain_text(NUMBER)
    gate.fill("#do", "36,5")
    look(gate)
    picture(gate, "door/gate-arrival")
    said = tap(gate, LET_IN)
    expect(said).to_contain_text("Chưa vào")
    expect(said).to_contain_text("giới hạn 1; trong phòng 1")
    assert inside(gate) == "1 / 1"
    look(gate)
    picture(gate, "door/gate-full")
    offered = gate.locator(".offers > figure")
    expect(offered).to_contain_text("Lấy số, chờ ở ngoài")
    assert within(read_code(offered.locator("svg.qr"))) == door
    return door


def e_she_takes_a_number(phone: Page, looker: Page, door: str) -> str:
    """By procedure, on the phone, to wait in the yard."""
    phone.goto(door)
    phone.get_by_role("link", name=re.compile("Nộp hồ sơ")).click()
    phone.fill("#q", "khai sinh")
    phone.get_by_role("button", name="Tìm").click()
    leave_for(looker, phone.url)
    look(looker)
    phone.locator("a[href*='1.001193']").click()
    phone.fill("#phone", "0912 345 678")
    phone.check("#ngoai")
    phone.get_by_role("button", name="Lấy số").click()
    phone.wait_for_url("**/so/**")
    main = phone.locator("main")
    expect(main).to_contain_text("Bạn đang chờ ngoài sân.")
    expect(main).to_contain_text("Sân chờ có mái che")
    expect(main).to_contain_text("1 người trước bạn")
    picture(phone, "door/ticket-waiting")
    leave_for(looker, phone.url)
    look(looker)
    return phone.locator(".my-number .huge").inner_text()


def by_key(officer: Page, key: str) -> None:
    """A letter brings one to the act, Enter does it."""
    officer.keyboard.press(key)
    officer.keyboard.press("Enter")


def f_he_is_served_and_goes(officer: Page, gate: Page, code: str) -> str:
    """The officer opens her counter, and calls him who came first. He goes: the room has a place again."""
    turn_clock(officer, "2020-03-31T08:06")
    sign_in(officer, "thao.tiepnhan")
    officer.goto("/goi-so/")
    look(officer)
    officer.get_by_role("button", name="Mở quầy này").first.click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text("Quầy 1")
    look(officer)
    by_key(officer, "n")
    expect(officer.locator(".at-desk.called")).to_be_visible()
    by_key(officer, "b")
    expect(officer.locator(".at-desk.serving")).to_be_visible()
    turn_clock(officer, "2020-03-31T08:14")
    officer.goto("/goi-so/")
    by_key(officer, "k")
    expect(officer.locator("#dang-goi")).to_have_text("Quầy đang trống")
    scan(gate, code)
    expect(gate.locator("#co-mang")).to_contain_text("Đang ở trong:")
    look(gate)
    expect(tap(gate, "Ra")).to_contain_text("Đã ra")
    assert inside(gate) == "0 / 1"
    board = officer.locator("[data-live^='/song/bang/']").get_attribute("data-live")
    assert board is not None
    return board.removeprefix("/song/bang/")


def g_she_is_called(officer: Page, phone: Page, newer: Page, number: str, board: str) -> None:
    """A message, her page, and by itself on a phone with JavaScript; the board says the same."""
    leave_for(newer, phone.url)
    expect(newer.locator(".my-number.waiting")).to_be_visible()
    officer.goto("/goi-so/")
    expect(officer.locator("#ai-tiep")).to_contain_text(number)
    by_key(officer, "n")
    expect(officer.locator(".at-desk.called .huge")).to_have_text(number)
    look(officer)
    picture(officer, "door/calling")
    expect(newer.locator(".my-number.called")).to_contain_text("Mời bạn vào quầy 1")  # nobody loaded it again
    look(newer)
    phone.reload()
    expect(phone.locator(".my-number.called")).to_contain_text("Mời bạn vào quầy 1")
    picture(phone, "door/ticket-called")
    on_the_board(
        officer, board, lambda told: [(token["code"], token["counter"]) for token in told["now"]] == [(number, 1)]
    )
    told = sent_to(officer, NUMBER_TO_CALL)
    assert any(number in token and "quầy" in token for token in told), told


def h_she_comes_in(gate: Page, looker: Page, code: str, board: str, number: str) -> None:
    """The same pass, one tap, and the room counts her."""
    scan(gate, code)
    gate.fill("#do", "36,5")
    said = tap(gate, LET_IN)
    expect(said).to_contain_text("Mời vào")
    expect(said).to_contain_text(NAME)
    assert inside(gate) == "1 / 1"
    look(gate)
    picture(gate, "door/gate-in")
    on_the_board(looker, board, lambda told: told["rooms"][0]["count"] == "1/1" and told["rooms"][0]["free"] == 0)
    leave_for(looker, f"/bang/{board}/")
    expect(looker.locator("main")).to_contain_text(number)
    expect(looker.locator("[data-rooms]")).to_contain_text("đã đủ")
    picture(looker, "door/board")


def i_she_is_served(officer: Page, phone: Page, newer: Page) -> None:
    """Begun, finished, and what she says of it."""
    officer.goto("/goi-so/")
    by_key(officer, "b")
    expect(officer.locator(".at-desk.serving")).to_be_visible()
    expect(officer.get_by_role("button", name="Mở trang tiếp nhận")).to_be_visible()
    look(officer)
    turn_clock(officer, "2020-03-31T08:25")
    officer.goto("/goi-so/")
    by_key(officer, "k")
    expect(officer.locator("#dang-goi")).to_have_text("Quầy đang trống")
    leave_for(newer, phone.url)
    look(newer)
    phone.reload()
    phone.get_by_label("Rất hài lòng", exact=True).check()
    phone.fill("#gop-y", "Nhanh, không phải chen")
    picture(phone, "door/rating")
    phone.get_by_role("button", name="Gửi đánh giá").click()
    expect(phone.locator("main")).to_contain_text("Bạn đã gửi đánh giá. Cảm ơn bạn.")


def j_she_goes(gate: Page, looker: Page, code: str, board: str) -> None:
    """The marshal counts her out; the book of the day has two who came and one who waited."""
    scan(gate, code)
    expect(tap(gate, "Ra")).to_contain_text(NAME)
    assert inside(gate) == "0 / 1"
    on_the_board(looker, board, lambda told: told["rooms"][0]["count"] == "0/1" and told["rooms"][0]["free"] == 1)
    gate.goto("/cua-vao/ngay/")
    look(gate)
    for name in (HE["full_name"], NAME):
        expect(gate.get_by_role("region", name="Lượt vào, ra")).to_contain_text(name)
    expect(gate.get_by_role("region", name="Chưa cho vào")).to_contain_text("1 / 1")
