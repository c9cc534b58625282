"""A look at copies before coming: asked, answered, never refused; only the unit it was sent to sees it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from motcua.dossiers.actions.pre_checks import (
    MOST_ASKED,
    WAIT,
    answer_pre_check,
    ask_pre_check,
    count_asking,
    forget_pre_checks,
    link_pre_check,
    view_pre_check_file,
)
from motcua.dossiers.models import PreCheck, PreCheckFile
from motcua.dossiers.queries.pre_checks import pre_check_by_token, pre_checks_visible_to
from motcua.journal.models import Event
from motcua.notices.models import Message
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed, TooManyTries
from tests.dossiers.world import MONDAY, World, at_counter, jpeg, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper_only(world: World) -> World:
    """The procedure is not online."""
    world.procedure.online_level = 2
    world.procedure.save()
    return world


def ask(world: World, **changes: Any) -> PreCheck:
    wanted: dict[str, Any] = {
        "procedure": world.procedure,
        "office": world.commune,
        "name": "Vàng Thị Mỷ",
        "phone": "0912 345 678",
        "files": [(1, upload(jpeg()))],
        "key": "khoa-1",
        "at": MONDAY,
    }
    return ask_pre_check(**(wanted | changes))


def test_asked_seen_by_its_unit_alone_and_answered_once(paper_only: World) -> None:
    world = paper_only
    row = ask(world)
    assert pre_check_by_token(row.token) == row and len(row.token) == 64
    assert list(pre_checks_visible_to(world.receiver, MONDAY)) == [row]
    for other in (world.stranger, world.leader, world.processor):
        assert not pre_checks_visible_to(other, MONDAY).exists()
    with pytest.raises(NotAllowed):
        answer_pre_check(pre_check=row, ready=True, text="", by=world.stranger, at=MONDAY)
    answer_pre_check(pre_check=row, ready=False, text="Giấy chứng sinh.", by=world.receiver, at=MONDAY)
    row.refresh_from_db()
    assert (row.state, row.answer, row.answered_by) == ("missing", "Giấy chứng sinh.", world.receiver)
    message = Message.objects.get()
    assert message.to == "0912345678" and "còn thiếu: Giấy chứng sinh. Bạn vẫn có thể đến nộp" in message.text
    assert f"/xem-truoc/{world.procedure.code}/{row.token}/" in message.text
    with pytest.raises(AlreadyDone):
        answer_pre_check(pre_check=row, ready=True, text="", by=world.colleague, at=MONDAY)
    assert Message.objects.count() == 1
    assert [event.name for event in Event.objects.order_by("id")] == ["pre_check.asked", "pre_check.answered"]


def test_neither_phone_name_nor_token_stays_in_the_journal(paper_only: World) -> None:
    row = ask(paper_only)
    answer_pre_check(pre_check=row, ready=True, text="", by=paper_only.receiver, at=MONDAY)
    for event in Event.objects.all():
        told = f"{event.data} {event.subject} {event.subject_label}"
        assert not any(private in told for private in (row.phone, row.name, row.token))


def test_missing_needs_a_word_and_ready_needs_none(paper_only: World) -> None:
    row = ask(paper_only)
    with pytest.raises(InvalidInput) as wrong:
        answer_pre_check(pre_check=row, ready=False, text="  \n", by=paper_only.receiver, at=MONDAY)
    assert set(wrong.value.errors) == {"answer"}
    assert answer_pre_check(pre_check=row, ready=True, text="", by=paper_only.receiver, at=MONDAY).state == "ready"


def test_sent_twice_it_is_one_request_with_one_copy(paper_only: World) -> None:
    assert ask(paper_only) == ask(paper_only)
    assert (PreCheck.objects.count(), PreCheckFile.objects.count(), Event.objects.count()) == (1, 1, 1)
    assert ask(paper_only, key="khoa-2").token != PreCheck.objects.order_by("id")[0].token


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"phone": ""}, "phone"),
        ({"phone": "123"}, "phone"),
        ({"files": []}, "files"),
        ({"files": [(1, upload(b"MZ\x90\x00 not a picture"))]}, "paper-1"),
        ({"files": [(77, upload(b""))]}, "files"),
    ],
)
def test_what_is_wrong_is_told_at_its_place_and_nothing_is_kept(
    paper_only: World, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as wrong:
        ask(paper_only, **changes)
    assert set(wrong.value.errors) == {field}
    assert not PreCheck.objects.exists()


def test_a_procedure_that_is_online_or_of_no_such_unit_is_not_looked_at(world: World) -> None:
    with pytest.raises(NotAllowed, match="trực tuyến"):
        ask(world)
    world.procedure.online_level = 2
    world.procedure.save()
    with pytest.raises(NotAllowed, match="đơn vị này"):
        ask(world, office=world.province)


def test_a_copy_is_shown_to_the_unit_and_the_look_is_journalled(paper_only: World) -> None:
    row = ask(paper_only)
    file = row.files.get()
    assert view_pre_check_file(staff=paper_only.stranger, number=row.pk, file_id=file.pk, at=MONDAY) is None
    other = ask(paper_only, key="khoa-2").files.get()
    assert view_pre_check_file(staff=paper_only.receiver, number=row.pk, file_id=other.pk, at=MONDAY) is None
    assert not Event.objects.filter(name="dossier.file_viewed").exists()
    assert view_pre_check_file(staff=paper_only.receiver, number=row.pk, file_id=file.pk, at=MONDAY) == file
    assert Event.objects.get(name="dossier.file_viewed").subject == f"pre_check:{row.pk}"


def test_the_dossier_that_came_of_it_is_noted_if_it_is_one_of_the_units(paper_only: World) -> None:
    row, dossier = ask(paper_only), at_counter(paper_only).dossier
    for bad in ("", "không có", dossier.code[:-4] + "9999"):
        with pytest.raises(InvalidInput):
            link_pre_check(pre_check=row, code=bad, by=paper_only.receiver, at=MONDAY)
    assert link_pre_check(pre_check=row, code=dossier.code, by=paper_only.receiver, at=MONDAY).dossier == dossier


def test_one_address_asks_ten_times_an_hour(db: None) -> None:
    for _ in range(MOST_ASKED):
        count_asking("203.0.113.5", at=MONDAY)
    with pytest.raises(TooManyTries):
        count_asking("203.0.113.5", at=MONDAY)
    count_asking("203.0.113.6", at=MONDAY)
    count_asking("203.0.113.5", at=MONDAY + WAIT + timedelta(seconds=1))


def test_old_requests_are_forgotten_with_their_copies(
    paper_only: World, django_capture_on_commit_callbacks: Any
) -> None:
    row = ask(paper_only)
    file = row.files.get().file
    fresh = ask(paper_only, key="khoa-2", at=MONDAY + timedelta(days=40))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_pre_checks(before=MONDAY + timedelta(days=30)) == 1
    assert list(PreCheck.objects.all()) == [fresh]
    assert not file.storage.exists(file.name)
