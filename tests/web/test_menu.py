"""Every entry of the menu opens, for everybody of the demo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motcua.management.demo.cast import PEOPLE
from tests.web.desk import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(demo_database: Path) -> None:
    """The demo as it was loaded once for all tests."""


# One person for each set of roles: the others see the same menu. And the commune that has no rooms yet.
ONE_EACH = {person.roles: person.username for person in PEOPLE}


@pytest.mark.parametrize("username", [*ONE_EACH.values()])
def test_what_the_menu_offers_opens(demo: None, username: str) -> None:
    browser = desk(username)
    page = browser.get("/ban/").content.decode()
    links = dict.fromkeys(re.findall(r'href="(/[^"#?]*)"', page.partition("<main")[0]))
    assert "/ban/" in links
    answers = {link: browser.get(link, follow=True).status_code for link in links if not link.startswith("/static/")}
    assert {link: status for link, status in answers.items() if status != 200} == {}
