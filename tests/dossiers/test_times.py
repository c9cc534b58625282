"""Moments from other zones, leap days, and promises that fall into Tết."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from motcua.dossiers import actions, queries
from motcua.people.actions.calendars import load_national_days
from tests.dossiers.world import VIETNAM, World, at_counter, filled_draft


def vietnam(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-11)), timezone(timedelta(hours=14))])
def test_the_day_is_vietnams_whatever_zone_the_server_speaks(world: World, zone: timezone) -> None:
    just_after_midnight = vietnam(2020, 3, 31, 0, 5).astimezone(zone)
    draft = filled_draft(world, moment=just_after_midnight)
    dossier = actions.submit_online(draft=draft, at=just_after_midnight).dossier
    assert dossier.code == "000.01.21.H22-200331-0001"
    accepted, slip = actions.accept(dossier=dossier, by=world.receiver, at=vietnam(2020, 3, 31, 10).astimezone(zone))
    assert accepted.due_at == vietnam(2020, 4, 3, 17)
    assert slip.data["received_at"] == "2020-03-31T10:00:00+07:00"


def test_a_leap_day_has_its_own_numbers(world: World) -> None:
    received = at_counter(world, moment=vietnam(2024, 2, 29, 8))
    assert received.dossier.code == "000.01.21.H22-240229-0001"
    assert received.dossier.due_at == vietnam(2024, 3, 5, 17)


def test_a_promise_never_falls_into_tet(world: World) -> None:
    load_national_days([2021])
    dossier = at_counter(world, moment=vietnam(2021, 2, 8, 9)).dossier
    assert dossier.due_at == vietnam(2021, 2, 18, 17)  # Tuesday 9, then Wednesday 17 and Thursday 18 after Tết
    assert any("Tết" in line or "Nguyên đán" in line for line in dossier.due_lines)
    view = queries.public_view(dossier, at=vietnam(2021, 2, 12), with_secret=True)
    assert not view.late


def test_after_hours_the_clock_waits_for_the_morning(world: World) -> None:
    friday_evening = vietnam(2020, 4, 3, 17, 5)
    dossier = at_counter(world, moment=friday_evening).dossier
    assert dossier.due_at == vietnam(2020, 4, 9, 17)
    assert dossier.due_lines[0].startswith("Nhận 17 giờ 05, thứ Sáu 3/4/2020 → tính từ 7 giờ, thứ Hai 6/4")
