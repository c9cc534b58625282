"""How many queries the busiest acts and pages take: literal numbers, so that one more is noticed."""

from __future__ import annotations

from typing import Any

from motcua.directives.permissions import may_receive, may_return
from motcua.directives.queries import channels_for, policy_context_of
from motcua.dossiers import actions, queries
from motcua.dossiers.actions import public_lookups
from motcua.dossiers.life.clock import answer_by
from tests.dossiers.world import MONDAY, World, filled_draft


def test_an_online_hand_in(world: World, django_assert_num_queries: Any) -> None:
    actions.submit_online(draft=filled_draft(world), at=MONDAY)  # days and rules are kept from here on
    draft = filled_draft(world)
    with django_assert_num_queries(24):
        actions.submit_online(draft=draft, at=MONDAY)


def test_a_dossier_followed_by_its_holder(world: World, django_assert_num_queries: Any) -> None:
    dossier, _ = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    with django_assert_num_queries(3):  # tries of the address, the dossier, the calendar's stamp
        found = public_lookups.find_for_public(dossier.code, "", who="10.0.0.1", at=MONDAY)
        assert found is not None
        queries.public_view(found[0], at=MONDAY, with_secret=True)
        answer_by(found[0])


def test_all_that_is_asked_of_one_ground_costs_nothing_more(world: World, django_assert_num_queries: Any) -> None:
    here = {"office": world.commune, "at": MONDAY}
    policy_context_of(**here)
    with django_assert_num_queries(3):  # days, plan, version of the rules
        policy_context = policy_context_of(**here)
    asked = here | {"procedure": world.procedure}
    with django_assert_num_queries(0):
        ways = channels_for(**asked, policy_context=policy_context)
        taken = [may_receive(**asked, channel=way.channel, policy_context=policy_context).allowed for way in ways]
        may_return(**asked, channel="counter", policy_context=policy_context)
    assert taken == [way.is_open for way in channels_for(**asked)] and any(taken)
