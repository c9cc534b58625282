"""An officer's day measured: how many keys and taps one reception takes, counted by the browser itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from motcua.rulebook.numbering import parse_dossier_code
from tests.journeys.steps import no_barriers, picture, sign_in, turn_clock

pytestmark = pytest.mark.journey
MOST = 12
NAME = "ly thi may"  # known to the register as Lý Thị Mẩy; without marks, as an officer types
HOUSEHOLD = "1.001612"  # mở hộ kinh doanh: three papers
COUNTING = """
for (const kind of ["keydown", "pointerdown"])
  addEventListener(kind, (event) => { if (event.isTrusted && !event.repeat) window.motcuaCounted(kind); }, true);
"""


class Counter:
    """What the officer's hands did, as the pages saw it."""

    def __init__(self) -> None:
        self.done: list[str] = []


@pytest.fixture
def counted(browser: Browser, house: str) -> Iterator[tuple[Page, Counter]]:
    """A desk that counts every key pressed and every tap."""
    counter = Counter()
    context = browser.new_context(
        base_url=house, viewport={"width": 1280, "height": 900}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    context.expose_function("motcuaCounted", lambda kind: counter.done.append(kind))
    context.add_init_script(COUNTING)
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page, counter
    context.close()


def test_a_known_person_with_three_papers_takes_at_most_twelve(counted: tuple[Page, Counter]) -> None:
    page, counter = counted
    turn_clock(page, "2020-03-30T08:00")
    sign_in(page, "pao.tiepnhan")
    # The unit's most frequent procedure is offered first once it has been received here.
    _receive_by_hand(page)
    _go_to_the_counter(page)
    counter.done.clear()
    keys = page.keyboard
    keys.type(NAME)
    keys.press("Enter")
    page.wait_for_url(re.compile("chon=1"))
    keys.press("1")
    page.wait_for_url(re.compile(f"thu-tuc={re.escape(HOUSEHOLD)}"))
    assert page.locator("[data-paper]").count() == 3
    _focused(page, "#papers-all")
    keys.press("Space")
    assert page.locator("[data-paper]:checked").count() == 3
    keys.press("Enter")
    page.wait_for_url("**/da-nhan/**")
    _focused(page, "[data-print]")
    # A page of its own asks for the slip; a browser without a viewer stores the file instead of showing it.
    with page.context.expect_event("response", lambda answer: "/phieu/" in answer.url) as slip:
        keys.press("Enter")
    assert slip.value.ok and slip.value.headers["content-type"] == "application/pdf"
    page.wait_for_timeout(200)
    hands = len(counter.done) - len(NAME)
    assert parse_dossier_code(page.locator(".big-code").inner_text()) is not None
    assert 0 < hands <= MOST, f"{hands} keys and taps: {counter.done}"


def test_a_card_scanned_needs_no_typing(counted: tuple[Page, Counter]) -> None:
    page, _counter = counted
    sign_in(page, "pao.tiepnhan")
    _go_to_the_counter(page)
    page.keyboard.type("002190777888|073000123|Lầu Thị Súng|05021990|Nữ|Thôn Má Lầu, Đồng Văn|01012020")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("chon=1"))
    page.keyboard.press("1")
    page.wait_for_url(re.compile("thu-tuc="))
    assert page.locator("#id_full_name").input_value() == "Lầu Thị Súng"
    assert page.locator("#id_id_number").input_value() == "002190777888"
    no_barriers(page)


def test_the_fields_follow_the_talk(counted: tuple[Page, Counter]) -> None:
    """Who, who came, papers, how many, how to get it back, receive: the Tab key walks in that order."""
    page, _counter = counted
    sign_in(page, "pao.tiepnhan")
    page.goto(f"/quay/?thu-tuc={HOUSEHOLD}")
    page.locator("#id_full_name").focus()
    seen = []
    for _ in range(40):
        seen.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
        page.keyboard.press("Tab")
    order = ["full_name", "id_number", "phone", "came", "uses_neither", "papers-all", "paper-1", "sets",
             "return_channel", "Tiếp nhận và in giấy hẹn"]  # fmt: skip
    assert [seen.index(one) for one in order] == sorted(seen.index(one) for one in order), seen
    assert "agent_name" not in seen  # hidden while the applicant came himself
    page.check("#came-agent")
    assert page.locator("#id_agent_name").is_visible()
    picture(page, "roads/agent")


def test_received_without_a_script(browser: Browser, house: str) -> None:
    context = browser.new_context(base_url=house, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(20_000)
    sign_in(page, "pao.tiepnhan")
    _receive_by_hand(page)
    assert parse_dossier_code(page.locator(".big-code").inner_text()) is not None
    context.close()


def _go_to_the_counter(page: Page) -> None:
    """What is typed goes into the box for the person, with nobody having touched it."""
    page.goto("/quay/")
    _focused(page, "[name=nguoi]")


def _focused(page: Page, selector: str) -> None:
    """The page has put the cursor there by itself, which browsers do when they first draw it."""
    page.wait_for_function("selector => document.activeElement.matches(selector)", arg=selector)


def _receive_by_hand(page: Page) -> None:
    page.goto(f"/quay/?thu-tuc={HOUSEHOLD}")
    page.fill("#id_full_name", "Giàng Mí Pó")
    page.check("#papers-all")
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    page.wait_for_url("**/da-nhan/**")
