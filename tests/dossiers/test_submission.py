"""Handing in: drafts, what is checked at the end, and what the policy says to it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.storage import default_storage

from motcua.directives.models import Directive, PolicyVersion, RuleRow, RuleSet
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft
from motcua.journal import queries as journal
from motcua.people.models import Citizen
from motcua.refusals import ChannelClosed, InvalidInput, NotAllowed
from tests.dossiers.world import MONDAY, PERSON, World, at, at_counter, filled_draft, jpeg, upload

_version = iter(range(1_000_000, 2_000_000))


def enact(world: World, *rules: dict[str, object], number: str = "905/UBND-PVHCC", since: datetime = MONDAY) -> None:
    """Put rules into force as an approved letter of the province."""
    letter = Directive.objects.create(
        number=number, issuer="Ủy ban nhân dân tỉnh Hà Giang", issued_on=since.date(), body=world.province,
        file_name="905.txt", text="", reading={}, digest=str(next(_version)), uploaded_by=world.leader,
        uploaded_at=since,
    )  # fmt: skip
    made = RuleSet.objects.create(
        directive=letter, state="approved", created_by=world.leader, created_at=since, proposed_by=world.receiver,
        proposed_at=since, approved_by=world.leader, approved_at=since,
    )  # fmt: skip
    for rule in rules:
        RuleRow.objects.create(rule_set=made, ref="2.1", point=str(rule["point"]), data=rule)
    PolicyVersion.objects.update_or_create(id=1, defaults={"number": next(_version)})


def test_sent_twice_it_is_one_dossier_with_one_secret(world: World) -> None:
    draft = filled_draft(world)
    first = actions.submit_online(draft=draft, at=MONDAY)
    again = actions.submit_online(draft=draft, at=at(31, 9, month=3))
    assert (again.dossier.pk, again.secret) == (first.dossier.pk, first.secret)
    assert Dossier.objects.count() == 1
    draft.refresh_from_db()
    assert actions.secret_of_draft(draft) == first.secret
    assert first.secret not in first.dossier.secret_hash and first.secret.replace("-", "") not in str(
        Dossier.objects.values().get()
    )


def test_after_sending_nothing_of_the_draft_can_change(world: World) -> None:
    draft = filled_draft(world)
    actions.submit_online(draft=draft, at=MONDAY)
    with pytest.raises(NotAllowed):
        actions.save_draft_page(draft=draft, page="x", answers={}, at=MONDAY)
    with pytest.raises(NotAllowed):
        actions.add_draft_file(draft=draft, paper_position=1, file=upload(jpeg()), at=MONDAY)


def test_every_wrong_answer_is_told_at_its_field(world: World) -> None:
    draft = actions.start_draft(procedure=world.procedure, office=world.commune, at=MONDAY)
    with pytest.raises(InvalidInput) as wrong:
        actions.submit_online(draft=draft, at=MONDAY)
    assert set(wrong.value.errors) == {
        "applicant_name", "applicant_id_number", "applicant_phone", "applicant_address", "child_name",
        "return_channel", "paper-1",
    }  # fmt: skip
    assert not Dossier.objects.exists()


def test_a_refused_hand_in_takes_no_number(world: World) -> None:
    bad = filled_draft(world, person=PERSON | {"applicant_phone": "12"})
    with pytest.raises(InvalidInput):
        actions.submit_online(draft=bad, at=MONDAY)
    assert actions.submit_online(draft=filled_draft(world), at=MONDAY).dossier.code.endswith("-0001")


def test_a_missing_paper_with_a_word_why_is_taken(world: World) -> None:
    draft = filled_draft(world)
    actions.remove_draft_file(draft=draft, file_id=draft.files.get().pk)
    actions.save_draft_page(draft=draft, page="papers", answers={"1": "Sinh tại nhà, có người làm chứng"}, at=MONDAY)
    dossier = actions.submit_online(draft=draft, at=MONDAY).dossier
    assert dossier.papers[0]["note"] == "Sinh tại nhà, có người làm chứng" and not dossier.papers[0]["given"]


def test_files_move_with_the_hand_in(world: World) -> None:
    draft = filled_draft(world)
    stored = draft.files.get().file.name
    dossier = actions.submit_online(draft=draft, at=MONDAY).dossier
    kept = dossier.files.get()
    assert kept.file.name == stored and default_storage.exists(str(stored)) and not draft.files.exists()
    assert kept.file.read() == jpeg()


def test_the_same_bytes_twice_are_one_file(world: World) -> None:
    draft = filled_draft(world)
    actions.add_draft_file(draft=draft, paper_position=1, file=upload(jpeg(), "khác tên.jpg"), at=MONDAY)
    assert draft.files.count() == 1
    with pytest.raises(InvalidInput):
        actions.add_draft_file(draft=draft, paper_position=7, file=upload(jpeg()), at=MONDAY)


def test_too_many_files(world: World, settings: object) -> None:
    settings.FILES_PER_DOSSIER = 2  # type: ignore[attr-defined]
    draft = filled_draft(world)
    actions.add_draft_file(draft=draft, paper_position=1, file=upload(jpeg(shade=1)), at=MONDAY)
    with pytest.raises(InvalidInput, match="nhiều nhất 2 tệp"):
        actions.add_draft_file(draft=draft, paper_position=1, file=upload(jpeg(shade=2)), at=MONDAY)


def test_a_removed_file_leaves_the_store(world: World, django_capture_on_commit_callbacks: object) -> None:
    draft = filled_draft(world)
    file = draft.files.get()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.remove_draft_file(draft=draft, file_id=file.pk)
    assert not default_storage.exists(str(file.file.name))


def test_hidden_marks_in_answers_are_taken_away(world: World) -> None:
    person = PERSON | {"applicant_name": "Vàng\u202e Thị\x00 Mỷ\u200b"}
    draft = filled_draft(world, person=person)
    assert actions.submit_online(draft=draft, at=MONDAY).dossier.applicant_name == "Vàng Thị Mỷ"


def test_a_stranger_who_knows_a_number_changes_nobodys_phone(world: World) -> None:
    Citizen.objects.create(full_name="Vàng Thị Mỷ", id_number="002190001234", phone="0900000001")
    actions.submit_online(draft=filled_draft(world), at=MONDAY)
    assert Citizen.objects.get(id_number="002190001234").phone == "0900000001"


def test_online_closed_between_filling_and_sending_is_told_with_its_clause(world: World) -> None:
    draft = filled_draft(world)
    enact(world, {"point": "receive.online", "value": "closed", "when": {}, "from": "2020-03-31"})
    actions.start_draft(procedure=world.procedure, office=world.commune, at=MONDAY)  # still open on Monday
    with pytest.raises(ChannelClosed) as closed:
        actions.submit_online(draft=draft, at=at(31, 9, month=3))
    assert closed.value.because[0]["document"] == "905/UBND-PVHCC" and closed.value.because[0]["clause"] == "2.1"
    assert not Dossier.objects.exists()


def test_a_counter_for_those_who_use_neither(world: World) -> None:
    enact(world, {"point": "receive.counter", "value": "fallback", "when": {}, "from": "2020-03-31"})
    tuesday = at(31, 9, month=3)
    with pytest.raises(ChannelClosed):
        at_counter(world, moment=tuesday)
    received = at_counter(world, moment=tuesday, uses_neither=True)
    used = [e for e in journal.history(f"dossier:{received.dossier.pk}") if e.name == "dossier.exception_used"]
    assert len(used) == 1 and used[0].because[0]["document"] == "905/UBND-PVHCC"
    assert received.dossier.because[0]["clause"] == "2.1"


def test_a_closed_day_is_closed_to_everybody(world: World) -> None:
    enact(
        world,
        {"point": "receive.counter", "value": "fallback", "when": {}, "from": "2020-03-31"},
        {"point": "receive.counter.days", "value": [2, 5], "when": {}, "from": "2020-03-31"},
    )
    with pytest.raises(ChannelClosed, match="thứ Ba, thứ Sáu"):
        at_counter(world, moment=at(1, 9), uses_neither=True)
    assert at_counter(world, moment=at(3, 9), uses_neither=True).dossier.code.endswith("200403-0001")


def test_without_a_declaration_no_exception_is_written(world: World) -> None:
    received = at_counter(world, uses_neither=True)  # the counter is open to all: nothing exceptional
    assert [e.name for e in journal.history(f"dossier:{received.dossier.pk}")] == ["dossier.accepted"]


def test_at_the_counter_of_another_unit(world: World) -> None:
    with pytest.raises(NotAllowed):
        at_counter(world, by=world.stranger)


def test_result_by_post_needs_an_address(world: World) -> None:
    with pytest.raises(InvalidInput) as wrong:
        at_counter(world, return_channel="postal", applicant={"full_name": "Sùng Mí Phìn"})
    assert set(wrong.value.errors) == {"return_address"}
    kept = at_counter(world, return_channel="postal", return_address="Thôn Nà Cho, xã Phú Linh, Hà Giang")
    assert kept.dossier.return_address.startswith("Thôn Nà Cho")


def test_drafts_have_tokens_nobody_guesses(world: World) -> None:
    tokens = {filled_draft(world).token for _ in range(3)}
    assert len(tokens) == 3 and min(map(len, tokens)) >= 43 and Draft.objects.count() == 3


def test_codes_of_days_that_look_alike(world: World) -> None:
    november = at_counter(world, moment=MONDAY.replace(month=11, day=2)).dossier.code
    january = at_counter(world, moment=MONDAY.replace(month=1, day=13)).dossier.code
    assert november.endswith("201102-0001") and january.endswith("200113-0001")


def test_old_drafts_are_forgotten_and_dossiers_are_not(
    world: World, django_capture_on_commit_callbacks: object
) -> None:
    left, sent, fresh = filled_draft(world), filled_draft(world), filled_draft(world, moment=at(20, 9))
    dossier = actions.submit_online(draft=sent, at=MONDAY).dossier
    lost, kept = str(left.files.get().file.name), str(dossier.files.get().file.name)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert actions.forget_drafts(before=at(15, 0)) == 2
    assert list(Draft.objects.all()) == [fresh]
    assert not default_storage.exists(lost) and default_storage.exists(kept)
    dossier.refresh_from_db()
    assert dossier.state == "submitted"
