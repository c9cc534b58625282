"""The first thing a newcomer reads."""

from __future__ import annotations

from motcua.management import welcome
from motcua.management.demo.ha_giang import HA_GIANG
from motcua.management.demo.story import PASSWORD


def test_the_demo_names_its_people_and_their_password() -> None:
    said = welcome.text("http://127.0.0.1:8000", story=HA_GIANG)
    assert "http://127.0.0.1:8000" in said
    assert PASSWORD in said
    assert "hanh.chinhsach" in said
    assert "http://127.0.0.1:8000/cua-vao/" in said
    assert "http://127.0.0.1:8000/mat-bang/" in said


def test_an_office_at_work_gives_no_password_away() -> None:
    assert PASSWORD not in welcome.text("http://127.0.0.1:8000", story=None)
