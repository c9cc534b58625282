"""Vietnamese first; English for who asked for it."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_phone_that_speaks_english_is_answered_in_vietnamese(client: Client) -> None:
    answer = client.get("/", headers={"accept-language": "en-US,en;q=0.9"})
    assert answer["Content-Language"] == "vi"
    assert "Bạn muốn làm thủ tục gì?" in answer.content.decode()


def test_the_switch_is_kept(client: Client) -> None:
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})
    answer = client.get("/", headers={"accept-language": "vi"})
    assert answer["Content-Language"] == "en"
    assert "Bạn muốn làm thủ tục gì?" not in answer.content.decode()


def test_a_language_nobody_offers_is_vietnamese(client: Client) -> None:
    client.cookies["django_language"] = "../../xx"
    assert client.get("/")["Content-Language"] == "vi"
