"""The desk's navigation: few entries stand open, many fold into groups, and one always sees where one is."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.people.models import Role
from motcua.web.navigation import MOST_UNFOLDED
from tests.door.gate_scene import Door, make_door, person


@pytest.fixture
def door(db: None) -> Door:
    return make_door()


def test_many_entries_fold_and_say_where_one_is(client: Client, door: Door) -> None:
    client.force_login(door.head)
    page = client.get("/lich-truc/", follow=True).content.decode()
    assert page.count('<details class="fold"') >= 2
    assert '<summary class="here">Cửa, lịch trực: Lịch trực</summary>' in page


def test_few_entries_stand_open(client: Client, door: Door) -> None:
    client.force_login(person("postal", Role.POSTAL_CLERK, door.world.commune))
    page = client.get("/ban/").content.decode()
    assert "<details" not in page.split('<nav class="nav"')[1].split("</nav>")[0]
    assert 0 < page.split('<nav class="nav"')[1].split("</nav>")[0].count("<a ") <= MOST_UNFOLDED
