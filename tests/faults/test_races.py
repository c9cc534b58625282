"""Many at once: nothing twice, nothing lost, no number out of order."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction

from motcua.dossiers import actions
from motcua.dossiers.actions import intake, public_lookups
from motcua.dossiers.actions.numbers import next_number
from motcua.dossiers.actions.public_lookups import MOST_WRONG_LOOKUPS
from motcua.dossiers.life.transitions import lock
from motcua.dossiers.models import Dossier, LookupAttempts, NumberSeries
from motcua.journal import queries as journal
from motcua.journal.actions import seal_events
from motcua.journal.queries import verify_journal
from motcua.notices.models import Message
from motcua.people.models import Citizen
from motcua.refusals import AlreadyDone, TooManyTries
from tests.dossiers.test_linked_set import Linked
from tests.dossiers.world import MONDAY, PERSON, World, at_counter, filled_draft, jpeg, upload

pytestmark = pytest.mark.django_db(transaction=True)
Result = TypeVar("Result")


def at_once(calls: list[Callable[[], Result]]) -> list[Result | BaseException]:
    """Every call in a thread and a connection of its own, let go at the same instant; answers in order."""
    gate = threading.Barrier(len(calls))

    def one(call: Callable[[], Result]) -> Result | BaseException:
        try:
            connection.ensure_connection()
            gate.wait(timeout=60)
            return call()
        except BaseException as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def names(event: str) -> int:
    return journal.latest().filter(name=event).count()


def test_fifty_hand_ins_at_once(world: World) -> None:
    people = [PERSON | {"applicant_id_number": f"0021900{number:05d}"} for number in range(50)]
    drafts = [filled_draft(world, person=person) for person in people]
    made = at_once([lambda draft=draft: actions.submit_online(draft=draft, at=MONDAY) for draft in drafts])
    assert all(isinstance(one, tuple) for one in made), [one for one in made if not isinstance(one, tuple)]
    codes = sorted(Dossier.objects.values_list("code", flat=True))
    assert codes == [f"000.01.21.H22-200330-{number:04d}" for number in range(1, 51)]
    assert names("dossier.submitted") == 50 == Message.objects.count()
    assert len({one.secret for one in made if isinstance(one, actions.Submitted)}) == 50
    seal_events(at=MONDAY)
    assert verify_journal().broken is None


def test_the_same_hand_in_many_times_at_once_is_one(world: World) -> None:
    draft = filled_draft(world)
    made = at_once([lambda: actions.submit_online(draft=draft, at=MONDAY)] * 12)
    assert {(one.dossier.code, one.secret) for one in made if isinstance(one, actions.Submitted)} == {
        ("000.01.21.H22-200330-0001", made[0].secret)  # type: ignore[union-attr]
    }
    assert not [one for one in made if isinstance(one, BaseException)]
    assert (Dossier.objects.count(), names("dossier.submitted"), Message.objects.count()) == (1, 1, 1)


def test_the_same_click_at_the_counter_many_times_at_once_is_one(world: World) -> None:
    key = uuid4()
    made = at_once([lambda: at_counter(world, key=key)] * 8)
    assert not [one for one in made if isinstance(one, BaseException)]
    assert len({one.dossier.code for one in made if isinstance(one, intake.Received)}) == 1
    assert (Dossier.objects.count(), names("dossier.accepted")) == (1, 1)
    assert NumberSeries.objects.get(key__startswith="dossier:").last == 1


def test_online_and_counter_together_share_one_line_of_numbers(world: World) -> None:
    drafts = [filled_draft(world, person=PERSON | {"applicant_id_number": f"00219000{n:04d}"}) for n in range(10)]
    calls: list[Callable[[], Any]] = [lambda d=draft: actions.submit_online(draft=d, at=MONDAY) for draft in drafts]
    calls += [lambda: at_counter(world)] * 10
    assert not [one for one in at_once(calls) if isinstance(one, BaseException)]
    sequence = sorted(int(code[-4:]) for code in Dossier.objects.values_list("code", flat=True))
    assert sequence == list(range(1, 21))


def test_one_person_handing_in_twice_at_once_is_one_citizen(world: World) -> None:
    drafts = [filled_draft(world) for _ in range(8)]
    made = at_once([lambda draft=draft: actions.submit_online(draft=draft, at=MONDAY) for draft in drafts])
    assert not [one for one in made if isinstance(one, BaseException)]
    assert (Dossier.objects.count(), Citizen.objects.count()) == (8, 1)


@pytest.mark.parametrize("with_version", [True, False])
def test_two_officers_accepting_at_once(world: World, with_version: bool) -> None:
    dossier, _ = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    version = dossier.version if with_version else None
    made = at_once(
        [
            lambda who=who: actions.accept(dossier=dossier, by=who, at=MONDAY, expected_version=version, pass_on=False)
            for who in (world.receiver, world.colleague)
        ]
    )
    assert Counter(type(one) for one in made) == {tuple: 1, AlreadyDone: 1}
    assert names("dossier.accepted") == 1
    dossier.refresh_from_db()
    assert [step["step"] for step in dossier.steps_done] == ["submit", "accept"] and dossier.slips.count() == 1


def test_two_approvers_at_once(world: World) -> None:
    dossier = at_counter(world).dossier
    actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
    made = at_once(
        [
            lambda who=who: actions.approve(dossier=dossier, by=who, at=MONDAY)
            for who in (world.approver, world.second_approver)
        ]
    )
    assert Counter(type(one) for one in made) == {Dossier: 1, AlreadyDone: 1}
    assert names("dossier.approved") == 1


def test_only_one_hand_takes_it(world: World) -> None:
    dossier = at_counter(world).dossier
    actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
    made = at_once(
        [
            lambda who=who: actions.take(dossier=dossier, by=who, at=MONDAY)
            for who in (world.approver, world.second_approver)
        ]
    )
    assert Counter(type(one) for one in made) == {Dossier: 1, AlreadyDone: 1}


def test_the_result_is_announced_once_however_many_bring_it(world: World) -> None:
    dossier = at_counter(world).dossier
    actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
    actions.approve(dossier=dossier, by=world.approver, at=MONDAY)
    actions.seal(dossier=dossier, by=world.sealer, at=MONDAY)
    calls: list[Callable[[], Any]] = [
        lambda shade=shade: actions.upload_result(
            dossier=dossier, by=world.returner, at=MONDAY, file=upload(jpeg(shade=shade))
        )
        for shade in range(6)
    ]
    assert not [one for one in at_once(calls) if isinstance(one, BaseException)]
    assert names("dossier.result_ready") == 1


def test_guessing_in_parallel_is_counted_too(world: World) -> None:
    dossier, secret = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    calls = [
        lambda: public_lookups.find_for_public(dossier.code, "ACDE-FGHJ-KMNP", who="6.6.6.6", at=MONDAY)
        for _ in range(MOST_WRONG_LOOKUPS * 2)
    ]
    made = at_once(calls)
    assert Counter(type(one) for one in made) == {type(None): MOST_WRONG_LOOKUPS, TooManyTries: MOST_WRONG_LOOKUPS}
    assert LookupAttempts.objects.count() == 1
    with pytest.raises(TooManyTries):
        public_lookups.find_for_public(dossier.code, secret, who="6.6.6.6", at=MONDAY)


def test_files_added_at_once_stay_within_the_number(world: World, settings: Any) -> None:
    settings.FILES_PER_DOSSIER = 4
    draft = filled_draft(world)
    calls: list[Callable[[], Any]] = [
        lambda shade=shade: actions.add_draft_file(
            draft=draft, paper_position=1, file=upload(jpeg(shade=shade)), at=MONDAY
        )
        for shade in range(10)
    ]
    at_once(calls)
    assert draft.files.count() == 4


def test_pages_saved_at_once_are_all_kept(world: World) -> None:
    draft = filled_draft(world)
    at_once(
        [lambda n=n: actions.save_draft_page(draft=draft, page=f"p{n}", answers={"a": n}, at=MONDAY) for n in range(10)]
    )
    draft.refresh_from_db()
    assert {f"p{n}" for n in range(10)} <= set(draft.data)


def test_a_number_outside_a_transaction_is_refused(world: World) -> None:
    with pytest.raises(RuntimeError):
        next_number("dossier:x")
    assert not NumberSeries.objects.filter(key="dossier:x").exists()


def test_a_number_of_a_rolled_back_act_is_given_again(world: World) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert next_number("dossier:x") == 1
        raise ZeroDivisionError
    with transaction.atomic():
        assert next_number("dossier:x") == 1


def test_an_act_on_a_part_of_a_linked_set_holds_the_whole_first(world: World) -> None:
    linked = Linked(world)

    def take_parent() -> None:
        with transaction.atomic():
            Dossier.objects.select_for_update(nowait=True).get(pk=linked.parent.pk)

    with transaction.atomic():
        lock(linked.child(world.procedure.code))
        (answer,) = at_once([take_parent])
    assert isinstance(answer, OperationalError)
    assert at_once([take_parent]) == [None]
