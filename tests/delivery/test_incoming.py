"""A bag comes in: counted, signed, and every parcel answered at the legal moment of the signing."""

from __future__ import annotations

from uuid import uuid4

import pytest

from motcua.delivery import actions
from motcua.delivery.models import BagItem
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.delivery.post import LATER, MORNING, SIGNED, Post, answer_all, open_in, row, signed_in
from tests.dossiers.world import at_counter


def test_twenty_parcels_become_twenty_dossiers_at_the_moment_of_signing(post: Post) -> None:
    bag = signed_in(post, [row(n) for n in range(20)])
    assert answer_all(bag, post) == [""] * 20
    dossiers = list(Dossier.objects.order_by("code"))
    assert [dossier.code for dossier in dossiers] == [f"000.01.21.H22-200406-{n:04d}" for n in range(1, 21)]
    assert {(dossier.received_at, dossier.submitted_at, dossier.channel) for dossier in dossiers} == {
        (SIGNED, SIGNED, "postal")
    }
    assert {dossier.slips.get().kind for dossier in dossiers} == {"01"}
    # Accepted in the afternoon, journalled then; the three working days count from the morning.
    assert {event.at for event in Event.objects.filter(name="dossier.accepted")} == {LATER}
    assert {dossier.due_at for dossier in dossiers} == {at_counter(post.world, moment=SIGNED).dossier.due_at}
    assert {item.outcome for item in bag.items.all()} == {"received"}


def test_done_twice_changes_nothing(post: Post) -> None:
    bag = signed_in(post, [row(1), row(2)])
    answer_all(bag, post)
    before = list(Dossier.objects.order_by("id").values())
    again = actions.sign_bag(bag=bag, by=post.world.colleague, at=LATER)
    assert (again.signed_at, again.number) == (SIGNED, bag.number)
    assert answer_all(bag, post) == ["", ""]
    assert list(Dossier.objects.order_by("id").values()) == before
    assert Event.objects.filter(name="bag.signed").count() == 1


def test_a_bad_row_stops_no_other(post: Post) -> None:
    bag = signed_in(post, [row(1), row(2, papers=""), row(3)])
    wrong = answer_all(bag, post)
    assert [bool(one) for one in wrong] == [False, True, False]
    assert "bắt buộc" in wrong[1]
    assert [item.outcome for item in bag.items.all()] == ["received", "waiting", "received"]
    assert "bắt buộc" in bag.items.get(position=2).reason
    assert Dossier.objects.count() == 2


def test_an_incomplete_parcel_has_slip_02_and_no_clock(post: Post) -> None:
    bag = signed_in(post, [row(1, papers="")])
    answer_all(bag, post, "incomplete")
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.received_at, dossier.due_at) == ("supplement_asked", None, None)
    assert dossier.supplement_text == "Giấy chứng sinh"
    assert dossier.slips.get().kind == "02"


def test_what_was_missing_comes_by_a_later_bag_and_the_clock_counts_from_its_signing(post: Post) -> None:
    answer_all(signed_in(post, [row(1, papers="")]), post, "incomplete")
    dossier = Dossier.objects.get()
    second = signed_in(post, [{**row(2), "code": dossier.code, "procedure": ""}])
    assert answer_all(second, post) == [""]
    dossier.refresh_from_db()
    assert (dossier.state, dossier.received_at) == ("appraising", SIGNED)
    assert [slip.kind for slip in dossier.slips.order_by("id")] == ["02", "01"]
    assert Dossier.objects.count() == 1


def test_a_refused_parcel_has_slip_03_with_its_basis(post: Post) -> None:
    bag = signed_in(post, [row(1)])
    assert answer_all(bag, post, "refused", reason="Không thuộc thẩm quyền của xã.") != [""]
    answer_all(bag, post, "refused", reason="Không thuộc thẩm quyền của xã.", basis="Điều 13 Luật Hộ tịch")
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.slips.get().kind) == ("refused_intake", "03")


def test_a_count_that_does_not_agree_needs_a_word(post: Post) -> None:
    bag = open_in(post, [row(1), row(2), row(3)])
    lost = bag.items.get(position=3)
    with pytest.raises(InvalidInput) as wrong:
        actions.sign_bag(bag=bag, by=post.world.receiver, at=SIGNED, declared=3, missing=[lost.pk])
    assert "thực nhận 2" in wrong.value.errors["note"]
    signed = actions.sign_bag(
        bag=bag, by=post.world.receiver, at=SIGNED, declared=3, missing=[lost.pk], note="Bưu điện xác nhận thất lạc."
    )
    assert signed.note.startswith("Bưu điện kê 3, thực nhận 2.")
    lost.refresh_from_db()
    assert (lost.outcome, lost.dossier) == ("refused", None)
    answer_all(signed, post)
    assert Dossier.objects.count() == 2


def test_bad_rows_are_told_and_the_good_ones_kept(post: Post) -> None:
    bag = open_in(post, [])
    typed = [
        row(1), row(1), row(2, procedure="9.999"), row(3, full_name=""), row(4, collected="năm nghìn"),
        row(5, papers="9"), row(6, return_channel="chim câu"), row(7, posting_number=""), row(8, code="không có"),
        dict.fromkeys(row(9), ""),
    ]  # fmt: skip
    bag, errors = actions.fill_bag(bag=bag, rows=typed, by=post.world.receiver, at=MORNING)
    assert [item.posting_number for item in bag.items.all()] == [row(1)["posting_number"]]
    assert [(error.line, error.field) for error in errors] == [
        (2, "posting_number"), (3, "procedure"), (4, "full_name"), (5, "collected"), (6, "papers"),
        (7, "return_channel"), (8, "posting_number"), (9, "code"),
    ]  # fmt: skip


def test_a_row_saved_again_keeps_its_key(post: Post) -> None:
    bag = open_in(post, [row(1), row(2)])
    keys = dict(bag.items.values_list("posting_number", "key"))
    actions.fill_bag(bag=bag, rows=[row(2), row(1), row(3)], by=post.world.receiver, at=MORNING)
    assert keys.items() <= dict(bag.items.values_list("posting_number", "key")).items()


def test_a_signed_bag_is_not_edited(post: Post) -> None:
    bag = signed_in(post, [row(1)])
    with pytest.raises(AlreadyDone):
        actions.fill_bag(bag=bag, rows=[], by=post.world.receiver, at=LATER)
    assert bag.items.count() == 1


def test_a_stale_table_overwrites_nothing(post: Post) -> None:
    bag = open_in(post, [row(1)])
    with pytest.raises(AlreadyDone):
        actions.fill_bag(bag=bag, rows=[], by=post.world.colleague, at=MORNING, expected_version=bag.version - 1)
    with pytest.raises(AlreadyDone):
        actions.sign_bag(bag=bag, by=post.world.colleague, at=SIGNED, expected_version=bag.version - 1)


def test_an_unsigned_bag_receives_nothing(post: Post) -> None:
    with pytest.raises(NotAllowed):
        answer_all(open_in(post, [row(1)]), post)
    assert not Dossier.objects.exists()


def test_an_empty_bag_is_not_signed(post: Post) -> None:
    with pytest.raises(InvalidInput):
        actions.sign_bag(bag=open_in(post, []), by=post.world.receiver, at=SIGNED)


def test_a_clerk_fills_but_the_officer_signs(post: Post) -> None:
    bag = actions.open_bag(
        office=post.world.commune, direction="in", postman="Lương Văn Bưu", by=post.clerk, at=MORNING, key=uuid4(),
        post_office=post.office,
    )  # fmt: skip
    actions.fill_bag(bag=bag, rows=[row(1)], by=post.clerk, at=MORNING)
    for stranger in (post.clerk, post.other_clerk, post.world.stranger, post.world.returner):
        with pytest.raises(NotAllowed):
            actions.sign_bag(bag=bag, by=stranger, at=SIGNED)
    with pytest.raises(NotAllowed):
        actions.fill_bag(bag=bag, rows=[], by=post.other_clerk, at=MORNING)
    assert actions.sign_bag(bag=bag, by=post.world.receiver, at=SIGNED).number == "0001/2020/BBGN"


def test_the_same_click_opens_one_bag(post: Post) -> None:
    key = uuid4()
    made = {
        actions.open_bag(
            office=post.world.commune, direction="in", postman="Lương Văn Bưu", by=post.world.receiver, at=MORNING,
            key=key, post_office=post.office,
        ).pk
        for _ in range(3)
    }  # fmt: skip
    assert len(made) == 1


def test_a_supplement_belongs_to_a_dossier_of_this_unit(post: Post) -> None:
    running = at_counter(post.world).dossier
    bag = open_in(post, [{**row(2), "code": running.code}])
    assert not BagItem.objects.filter(bag=bag).exists()
