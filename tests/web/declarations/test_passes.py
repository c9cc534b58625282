"""The pass on the phone and on paper: its day, its picture, and none for a forged link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from motcua.clock.actions import turn_to
from motcua.door.models import Pass
from tests.web.conftest import MONDAY
from tests.web.declarations.place import WELL, declared, ward
from tests.web.desk import text


@pytest.fixture
def held(visitor: Client) -> str:
    return declared(visitor, f"/khai-bao/{ward().door_key}/", WELL)


def test_the_next_day_it_says_so_and_leads_to_a_new_one(visitor: Client, held: str) -> None:
    turn_to(MONDAY + timedelta(days=1), frozen=True)
    answer = visitor.get(held)
    assert answer.status_code == 410
    assert "Thẻ đã hết hạn" in text(answer) and f"/khai-bao/{ward().door_key}/" in text(answer)
    assert "<svg aria-hidden" not in text(answer).partition("<h1")[2]
    assert visitor.get(f"{held}ma.png").status_code == 404


def test_taken_back(visitor: Client, held: str) -> None:
    Pass.objects.update(revoked_at=MONDAY)
    assert "thu lại" in text(visitor.get(held))


def test_a_picture_to_keep(visitor: Client, held: str) -> None:
    picture = visitor.get(f"{held}ma.png")
    assert picture["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    assert "no-store" in picture["Cache-Control"]


@pytest.mark.parametrize("token", ["khong-co", "x" * 500, "%00"])
def test_a_forged_link_is_nobodys(visitor: Client, province: None, token: str) -> None:
    assert visitor.get(f"/the/{token}/").status_code == 404
    assert visitor.get(f"/the/{token}/ma.png").status_code == 404
