"""A household business at a district's counter: somebody else comes with authority, pays, and fetches the result."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.life_steps import (
    PHONE,
    Console,
    Handed,
    a_pdf,
    act,
    follow,
    give_result,
    look,
    open_act,
    outbox,
    printed,
    send,
)
from tests.journeys.steps import picture, sign_in, turn_clock

pytestmark = pytest.mark.journey

HOUSEHOLD = "1.001612"
DESK = {"width": 1366, "height": 768}
OWNER = "Vàng Thị Mai"
AGENT, AGENT_NUMBER = "Giàng Mí Say", "002085004321"
PAPER = "Giấy ủy quyền số 12/2020, UBND xã Lũng Cú chứng thực ngày 27/3/2020"


def test_a_household_business_by_an_authorised_person(desk: Page, phone: Page, console: Console) -> None:
    for page in (desk, phone):
        page.set_default_timeout(20_000)
    desk.set_viewport_size(DESK)
    turn_clock(desk, "2020-03-30T08:15")
    handed = a_received_from_the_agent(desk)
    b_fee_is_paid(desk, handed)
    c_three_people_resolve_it(desk, handed)
    d_result_goes_to_the_agent(desk, phone, handed)


def a_received_from_the_agent(page: Page) -> Handed:
    """Without the paper of authority nothing is received and nothing typed is lost; slip 01 names who came."""
    sign_in(page, "pao.tiepnhan")
    page.goto(f"/quay/?thu-tuc={HOUSEHOLD}")
    for name, value in {"full_name": OWNER, "id_number": "002190005678", "phone": "0912 000 222",
                        "address": "Thôn Lô Lô Chải, xã Lũng Cú"}.items():  # fmt: skip
        page.fill(f"input[name={name}]", value)
    page.check("#came-agent")
    page.fill("input[name=agent_name]", AGENT)
    page.fill("input[name=agent_id_number]", AGENT_NUMBER)
    page.fill("input[name=agent_phone]", "0912 000 333")
    look(page)
    page.check("#papers-all")
    page.locator("input[name=return_channel][value=counter]").check()
    expect(page.locator("#bill")).to_contain_text("100.000")
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    expect(page.locator(".errors")).to_contain_text("Hãy ghi giấy ủy quyền")
    expect(page.locator("input[name=agent_name]")).to_have_value(AGENT)
    expect(page.locator("#came-agent")).to_be_checked()
    look(page)
    page.fill("input[name=agent_paper]", PAPER)
    picture(page, "life/household-agent")
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    page.wait_for_url("**/da-nhan/**")
    look(page)
    handed = Handed(page.locator(".big-code").inner_text(), page.locator("dd.code").inner_text())
    slip = printed(page, page.get_by_role("link", name="In giấy hẹn"))
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in slip
    for words in (handed.code, OWNER, "Người được ủy quyền nộp hồ sơ", AGENT, AGENT_NUMBER, "12/2020"):
        assert words in slip, f"{words}: {slip}"
    return handed


def b_fee_is_paid(page: Page, handed: Handed) -> None:
    """The cashier comes from the dossier's page, takes the fee from the agent in cash and prints the receipt."""
    sign_in(page, "dinh.traketqua")
    page.goto("/thu-phi/")
    expect(page.get_by_role("link", name=handed.code)).to_be_visible()
    look(page)
    page.goto(f"/ban/ho-so/{handed.code}/")
    expect(page.locator("main")).to_contain_text(AGENT)
    page.get_by_role("link", name="Thu phí, biên lai").click()
    look(page)
    page.get_by_label("Người nộp tiền").fill(AGENT)
    picture(page, "life/household-fee")
    page.get_by_role("button", name=re.compile("Thu 100.000")).click()
    page.wait_for_url("**/bien-lai/**")
    look(page)
    receipt = printed(page, page.get_by_role("link", name="In biên lai"))
    for words in (AGENT, "100.000", "Một trăm nghìn đồng", handed.code, "Vừ Thị Dính"):
        assert words.lower() in receipt.lower(), f"{words}: {receipt}"
    page.goto("/thu-phi/")
    waiting = page.get_by_role("region", name="Chờ nộp")
    assert not waiting.count() or handed.code not in waiting.inner_text()
    expect(page.locator("dl.facts")).to_contain_text("100.000")
    # Paid once: the page that took it has nothing left to take.
    page.goto(f"/thu-phi/{handed.code}/")
    expect(page.locator("main")).to_contain_text("không còn khoản nào phải nộp")


def c_three_people_resolve_it(page: Page, handed: Handed) -> None:
    """Appraised, approved and sealed by three people, each finding it on the day's desk."""
    turn_clock(page, "2020-03-31T09:00")
    for username, step in (("tinh.thuly", "appraise"), ("lien.pheduyet", "approve"), ("my.vanthu", "seal")):
        sign_in(page, username)
        page.goto("/ban/")
        expect(page.locator("main")).to_contain_text(handed.code)
        if step == "appraise":
            give_result(page, handed.code, number="10A8-000123", summary="Giấy chứng nhận đăng ký hộ kinh doanh",
                        content=a_pdf("GIAY CHUNG NHAN DANG KY HO KINH DOANH"))  # fmt: skip
        act(page, handed.code, step)
    assert "đã có kết quả" in outbox(page, handed)[0]


def d_result_goes_to_the_agent(desk: Page, phone: Page, handed: Handed) -> None:
    """Who fetches it is offered with the number of his paper; the page, the person and the history keep it."""
    turn_clock(desk, "2020-04-01T09:30")
    sign_in(desk, "dinh.traketqua")
    form = open_act(desk, handed.code, "return_result")
    taker = form.locator("[name=return_result-handed_to]")
    expect(taker).to_have_value(f"{AGENT}, giấy tờ tùy thân số {AGENT_NUMBER}")
    look(desk)
    send(desk, form, "return_result", handed_to=" ")
    expect(desk.locator(".errors")).to_be_visible()
    form = open_act(desk, handed.code, "return_result")
    picture(desk, "life/household-return")
    send(desk, form, "return_result")
    expect(desk.get_by_text("Đã xong:").first).to_be_visible()
    expect(desk.locator("main")).to_contain_text(f"người nhận: {AGENT}, giấy tờ tùy thân số {AGENT_NUMBER}")
    look(desk)
    assert desk.get_by_role("link", name="Ghi sự cố").count() == 1
    said = follow(phone, handed)
    assert "Đã trả kết quả" in said
    assert AGENT not in said
    assert "10A8-000123" in said
    desk.set_viewport_size(PHONE)
    desk.context.clear_cookies()
    follow(desk, handed)
    look(desk)
