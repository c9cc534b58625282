"""A passkey made and used in Chromium, with its virtual authenticator (Chrome DevTools, WebAuthn domain)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from motcua.management.demo.story import PASSWORD

pytestmark = pytest.mark.journey
NAME = "lan.tiepnhan"


def desk(running: Browser, address: str, *, has_passkeys: bool = True) -> tuple[Page, list[str]]:
    """A page on localhost (a passkey needs a name, not a number), and what its console complained of."""
    page = running.new_context(base_url=address.replace("127.0.0.1", "localhost"), locale="vi-VN").new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    if has_passkeys:
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page, said


def enter(page: Page) -> None:
    page.goto("/dang-nhap/")
    page.fill("#id_username", NAME)
    page.fill("#id_password", PASSWORD)
    page.locator("main form button.btn").first.click()


def test_a_passkey_is_made_and_opens_the_door(browser: Browser, house: str) -> None:
    page, said = desk(browser, house)
    enter(page)
    page.wait_for_url("**/ban/**")
    page.goto("/tai-khoan/khoa/")
    page.fill("#id_name", "Máy ở cơ quan")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Tạo khóa").click()
    page.get_by_role("heading", name="Ghi lại 10 mã dự phòng này").wait_for()
    assert page.locator("ol.codes li").count() == 10
    page.goto("/tai-khoan/")
    assert "Máy ở cơ quan" in page.content()

    page.context.clear_cookies()
    enter(page)
    page.get_by_role("heading", name="Đăng nhập: bước hai").wait_for()
    page.goto("/ban/")  # the password alone is not enough
    assert "/dang-nhap/" in page.url
    enter(page)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url("**/ban/**")
    page.goto("/tai-khoan/")
    assert re.search(r"dùng lần cuối", page.content())
    assert said == [], said

    thief, _said = desk(browser, house)  # knows the password, holds another authenticator
    enter(thief)
    thief.get_by_role("button", name="Dùng khóa truy cập").click()
    thief.locator("[data-told]").wait_for()
    thief.goto("/ban/")
    assert "/dang-nhap/" in thief.url
