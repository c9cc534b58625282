"""Results go home by post: one record, every dossier handed over, delivered or brought back."""

from __future__ import annotations

import pytest

from motcua.delivery import actions, queries
from motcua.dossiers import actions as dossiers
from motcua.journal.models import Event
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.delivery.post import LATER, SIGNED, Post, outgoing, ready_result
from tests.dossiers.world import at


def test_a_signed_bag_hands_every_result_over(post: Post) -> None:
    results = [ready_result(post.world) for _ in range(3)]
    bag = actions.sign_bag(bag=outgoing(post, results), by=post.world.returner, at=SIGNED)
    assert bag.number == "0001/2020/BBGKQ"
    for result in results:
        result.refresh_from_db()
        assert (result.state, result.tracking_number) == ("delivering", f"EF{result.pk:09d}VN")
    assert {item.outcome for item in bag.items.all()} == {"sent"}
    assert queries.ready_for_post(post.world.commune) == []


def test_one_that_cannot_go_stops_no_other(post: Post) -> None:
    first, second = ready_result(post.world), ready_result(post.world)
    bag = outgoing(post, [first, second])
    dossiers.return_result(dossier=first, handed_to="Sùng Mí Phìn", by=post.world.returner, at=SIGNED)
    actions.sign_bag(bag=bag, by=post.world.returner, at=SIGNED)
    assert [item.outcome for item in bag.items.all()] == ["refused", "sent"]
    first.refresh_from_db()
    assert first.state == "returned"


def test_a_result_is_in_one_bag_only(post: Post) -> None:
    one = ready_result(post.world)
    outgoing(post, [one])
    with pytest.raises(InvalidInput):
        outgoing(post, [one])


def test_a_clerk_delivers_his_own_parcels(post: Post) -> None:
    one = ready_result(post.world)
    actions.sign_bag(bag=outgoing(post, [one]), by=post.world.returner, at=SIGNED)
    assert not queries.parcels_of(post.other_clerk, LATER).exists()
    item = queries.parcels_of(post.clerk, LATER).get()
    with pytest.raises(NotAllowed):
        actions.confirm_parcel(item=item, handed_to="Sùng Mí Phìn", by=post.other_clerk, at=LATER)
    with pytest.raises(InvalidInput):
        actions.confirm_parcel(item=item, handed_to=" ", by=post.clerk, at=LATER)
    actions.confirm_parcel(item=item, handed_to="Sùng Mí Phìn", by=post.clerk, at=LATER)
    one.refresh_from_db()
    assert (one.state, one.handed_to, one.returned_at) == ("returned", "Sùng Mí Phìn", LATER)
    assert Event.objects.get(name="dossier.returned").actor_name == "Bưu tá 0, Bưu điện 0"
    with pytest.raises(AlreadyDone):
        actions.confirm_parcel(item=item, handed_to="Sùng Mí Phìn", by=post.clerk, at=LATER)
    assert not queries.parcels_of(post.clerk, LATER).exists()


def test_a_parcel_comes_back_after_two_invitations_and_can_go_again(post: Post) -> None:
    one = ready_result(post.world)
    actions.sign_bag(bag=outgoing(post, [one]), by=post.world.returner, at=SIGNED)
    item = queries.parcels_of(post.clerk, LATER).get()
    days = [at(7, 0).date(), at(9, 0).date()]
    for wrong in ({"reason": "", "invited_on": days}, {"reason": "Vắng nhà", "invited_on": days[:1]}):
        with pytest.raises(InvalidInput):
            actions.return_parcel(item=item, by=post.clerk, at=at(9, 16), **wrong)  # type: ignore[arg-type]
    actions.return_parcel(item=item, reason="Người nhận đi vắng lâu ngày", invited_on=days, by=post.clerk, at=at(9, 16))
    one.refresh_from_db()
    assert one.state == "result_ready"
    assert queries.ready_for_post(post.world.commune) == [one]
    second = actions.sign_bag(bag=outgoing(post, [one]), by=post.world.returner, at=at(10, 9))
    one.refresh_from_db()
    assert (one.state, second.number) == ("delivering", "0002/2020/BBGKQ")
