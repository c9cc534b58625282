"""Support points: said by who is there, ready with a device on the network and somebody trained, stale in two weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from motcua.assistance.actions.support_points import check_point
from motcua.assistance.models import SupportPoint
from motcua.assistance.queries.support_points import points_kept_by, points_near
from motcua.refusals import InvalidInput, NotAllowed
from tests.assistance.conftest import Desk
from tests.dossiers.world import MONDAY

GOOD: dict[str, Any] = {
    "state": "open", "why": "", "hours": "7:30–11:30", "devices": "2", "devices_online": "1", "scanners": "1",
    "printers": "0", "trained": "1", "latitude": "22,817", "longitude": "104.988",
}  # fmt: skip


def check(desk: Desk, **changes: Any) -> SupportPoint:
    return check_point(office=desk.point, given=GOOD | changes, by=desk.helper, at=MONDAY)


def test_seen_by_everybody_with_what_works(desk: Desk) -> None:
    check(desk)
    (seen,) = points_near(MONDAY)
    assert (seen.state, seen.ready, seen.stale, seen.commune) == ("open", True, False, "Xã Phú Linh")
    assert seen.place == (22.817, 104.988)


def test_nobody_ever_said(desk: Desk) -> None:
    (seen,) = points_near(MONDAY)
    assert (seen.state, seen.ready, seen.stale, seen.place) == ("unknown", False, True, None)


@pytest.mark.parametrize("lack, what", [
    ({"devices_online": "0"}, ("device",)), ({"trained": "0"}, ("trained",)),
    ({"devices_online": "0", "trained": "0"}, ("device", "trained")),
])  # fmt: skip
def test_ready_needs_a_device_on_the_network_and_somebody_trained(desk: Desk, lack: dict, what: tuple) -> None:
    check(desk, **lack)
    (seen,) = points_near(MONDAY)
    assert (seen.ready, seen.lacks) == (False, what)


def test_a_closed_point_is_not_ready(desk: Desk) -> None:
    check(desk, state="closed", why="Sửa nhà đến 15/4")
    assert not points_near(MONDAY)[0].ready


def test_stale_after_two_weeks_and_then_first(desk: Desk) -> None:
    check(desk)
    assert not points_near(MONDAY + timedelta(days=14))[0].stale
    assert points_kept_by(desk.supervisor, MONDAY + timedelta(days=14, minutes=1))[0].stale


def test_only_the_points_helper_and_supervisors_above(desk: Desk) -> None:
    check_point(office=desk.point, given=GOOD, by=desk.supervisor, at=MONDAY)
    for nobody in (desk.world.receiver, desk.head, desk.world.stranger):
        with pytest.raises(NotAllowed):
            check_point(office=desk.point, given=GOOD, by=nobody, at=MONDAY)
        assert not points_kept_by(nobody, MONDAY)
    with pytest.raises(NotAllowed):
        check_point(office=desk.world.commune, given=GOOD, by=desk.supervisor, at=MONDAY)


@pytest.mark.parametrize("wrong, field", [
    ({"state": "?"}, "state"), ({"state": "limited"}, "why"), ({"devices": "-1"}, "devices"),
    ({"devices": "1e9"}, "devices"), ({"scanners": ""}, "scanners"), ({"trained": "９"}, "trained"),
    ({"devices_online": "3"}, "devices_online"), ({"latitude": "NaN"}, "latitude"), ({"latitude": "91"}, "latitude"),
    ({"longitude": "Infinity"}, "longitude"), ({"longitude": ""}, "longitude"), ({"latitude": "bắc"}, "latitude"),
])  # fmt: skip
def test_what_cannot_be_used_is_said_at_its_field(desk: Desk, wrong: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check(desk, **wrong)
    assert list(refused.value.errors) == [field]
    assert not SupportPoint.objects.exists()


def test_one_query_for_all(desk: Desk, django_assert_num_queries) -> None:
    check(desk)
    with django_assert_num_queries(1):
        points_near(MONDAY)
