"""Bags in many hands at once: signed once, received once, no number out of order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from motcua.delivery import actions
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event
from tests.delivery.post import LATER, SIGNED, Post, open_in, row, signed_in
from tests.dossiers.world import at_counter
from tests.faults.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_bag_signed_by_many_at_once_is_signed_once(post: Post) -> None:
    bag = open_in(post, [row(1)])
    who = [post.world.receiver, post.world.colleague] * 4
    made = at_once([lambda by=by: actions.sign_bag(bag=bag, by=by, at=SIGNED) for by in who])
    assert not [one for one in made if isinstance(one, BaseException)]
    assert {(one.number, one.signed_by_id) for one in made} == {("0001/2020/BBGN", made[0].signed_by_id)}  # type: ignore[union-attr]
    assert Event.objects.filter(name="bag.signed").count() == 1


def test_twenty_parcels_among_counter_receptions_leave_no_gap(post: Post) -> None:
    bag = signed_in(post, [row(n) for n in range(20)])
    items = list(bag.items.all())
    halves = [items[:12], items[8:]]  # four parcels are answered by both officers
    calls: list[Callable[[], Any]] = [
        lambda half=half, by=by: actions.answer_parcels(
            bag=bag, answers={one.pk: actions.ParcelAnswer("received") for one in half}, by=by, at=LATER
        )
        for half, by in zip(halves, (post.world.receiver, post.world.colleague), strict=True)
    ]
    calls += [lambda: at_counter(post.world, moment=LATER)] * 10
    made = at_once(calls)
    assert not [one for one in made if isinstance(one, BaseException)], made
    assert not [wrong for one in made[:2] for _item, wrong in one if wrong]  # type: ignore[union-attr]
    sequence = sorted(int(code[-4:]) for code in Dossier.objects.values_list("code", flat=True))
    assert sequence == list(range(1, 31))
    assert Dossier.objects.filter(channel="postal").count() == 20
    assert {item.outcome for item in bag.items.all()} == {"received"}
