"""What the journeys have in common: sign in, turn the clock, look for barriers."""

from __future__ import annotations

import os

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

from motcua.management.demo.story import PASSWORD
from tests.conftest import REPOSITORY

AXE = Axe()
ONLY_WHAT_IS_WRONG = {"resultTypes": ["violations"]}  # the long lists of what is right stay in the browser


def sign_in(page: Page, username: str) -> None:
    """Sign in as one of the demo's people; whoever was signed in before is out."""
    page.context.clear_cookies()
    page.goto("/dang-nhap/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/dang-nhap" not in url)


def leave_for(page: Page, address: str) -> None:
    """Go to `address` from a page that reloads itself: its own reload may come in between, then once more."""
    try:
        page.goto(address)
    except Error as interrupted:
        if "interrupted by another navigation" not in str(interrupted):
            raise
        page.wait_for_load_state()
        page.goto(address)


def turn_clock(page: Page, moment: str) -> None:
    """Turn the demo clock to `moment`, Vietnamese time ("2020-03-31T08:00")."""
    page.goto("/demo/dong-ho/")
    page.fill("input[name=to]", moment)
    page.get_by_role("button", name="Chỉnh", exact=True).click()
    page.wait_for_load_state()


def no_barriers(page: Page) -> None:
    """axe finds nothing on this page. Needs JavaScript on."""
    try:
        found = AXE.run(page, options=ONLY_WHAT_IS_WRONG).response["violations"]
    except Error as interrupted:  # the page learned something and loaded itself anew
        if "context was destroyed" not in str(interrupted):
            raise
        page.wait_for_load_state()
        found = AXE.run(page, options=ONLY_WHAT_IS_WRONG).response["violations"]
    told = [f"{one['id']}: {one['help']} {[node['html'][:160] for node in one['nodes'][:4]]}" for one in found]
    assert not found, "\n".join([page.url, *told])


def fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    width, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= window, f"{page.url}: {width} px in a window of {window} px"


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page for the README, when asked to: MOTCUA_PICTURES=1 bin/test tests/journeys."""
    if os.environ.get("MOTCUA_PICTURES"):
        page.screenshot(path=REPOSITORY / "docs" / "pictures" / f"{name}.png")
