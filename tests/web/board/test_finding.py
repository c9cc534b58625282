"""Where pages find the live server, and that they may ask it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory

from motcua.web.page_context import live_base


@pytest.mark.parametrize(
    ("url", "port", "public", "found"),
    [
        ("", 0, "http://testserver", None),
        ("", 8001, "http://testserver", "http://testserver:8001"),
        ("", 8001, "https://motcua.example", None),  # plain HTTP may not be asked from a page read over HTTPS
        ("https://testserver", 8001, "https://testserver", ""),
        ("https://live.example", 8001, "https://testserver", "https://live.example"),
    ],
)
def test_the_address_of_the_live_server(settings: Any, url: str, port: int, public: str, found: str | None) -> None:
    settings.LIVE_URL, settings.LIVE_PORT, settings.PUBLIC_URL = url, port, public
    assert live_base(RequestFactory().get("/")) == found


def test_a_literal_ipv6_host_keeps_its_brackets(settings: Any) -> None:
    settings.LIVE_PORT, settings.PUBLIC_URL = 8001, "http://[::1]:8000"
    assert live_base(RequestFactory().get("/", HTTP_HOST="[::1]:8000")) == "http://[::1]:8001"


def test_a_host_that_is_not_ours_gets_no_address(settings: Any) -> None:
    settings.LIVE_PORT, settings.PUBLIC_URL = 8001, "http://testserver"
    assert live_base(RequestFactory().get("/", HTTP_HOST="evil.example")) is None


def test_pages_may_ask_the_live_server_and_nobody_else(db: None, settings: Any, client: Client) -> None:
    settings.LIVE_PORT, settings.PUBLIC_URL = 8001, "http://testserver"
    page = client.get("/dang-nhap/")
    assert "connect-src 'self' http://testserver:8001;" in page["Content-Security-Policy"]
    assert 'data-live-base="http://testserver:8001"' in page.content.decode()
    settings.LIVE_PORT = 0
    page = client.get("/dang-nhap/")
    assert "connect-src 'self';" in page["Content-Security-Policy"]
    assert "data-live-base" not in page.content.decode()
