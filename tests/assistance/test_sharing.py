"""A draft filled by two: nothing without consent, nothing after the end, and the helper's work is named."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from motcua.assistance.actions.shared_drafts import (
    CODE_LASTS,
    MOST_TRIES,
    SHARED_FOR,
    agree_to_helper,
    end_by_citizen,
    end_by_helper,
    invite_helper,
    join_draft,
    open_paper,
    record_look,
)
from motcua.assistance.actions.shared_pages import fill_as_citizen, fill_as_helper
from motcua.assistance.models import SharedDraft
from motcua.assistance.page_merge import marks_of
from motcua.assistance.queries.shared_drafts import filled_by_helper, sharing_of, sharing_state, sharing_visible_to
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft
from motcua.journal.models import Event
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.assistance.conftest import Desk, make_desk
from tests.dossiers.world import MONDAY, PERSON

LATER = MONDAY + timedelta(minutes=2)
SEEN = marks_of({name: PERSON.get(name) for name in PERSON})


def shared(desk: Desk, draft: Draft) -> SharedDraft:
    """Invited, joined and agreed."""
    code = invite_helper(draft=draft, at=MONDAY).code
    row = join_draft(code=code, by=desk.helper, at=MONDAY)
    return agree_to_helper(draft=draft, helper_id=row.helper_id, at=MONDAY)


def help_fill(row: SharedDraft, by: Staff, name: str = "Vàng Thị Mỷ Nhỏ", at=LATER):
    typed = {**PERSON, "applicant_name": name}
    return fill_as_helper(shared=row, page="applicant", typed=typed, seen=SEEN, by=by, at=at)


def test_with_consent_the_helper_fills_and_is_named_to_the_end(desk: Desk) -> None:
    draft = desk.draft()
    row = shared(desk, draft)
    record_look(shared=row, by=desk.helper, page="applicant", at=LATER)
    assert help_fill(row, desk.helper).changed == ["applicant_name"]
    draft.refresh_from_db()
    assert draft.data["applicant"]["applicant_name"] == "Vàng Thị Mỷ Nhỏ"
    assert filled_by_helper(draft, "applicant") == {"applicant_name": ""}
    actions.submit_online(draft=draft, at=LATER)
    dossier = Dossier.objects.get()
    assert (dossier.helper, dossier.helped_at) == (desk.helper, desk.point)
    told = Event.objects.get(name="sharing.filled")
    assert told.data["fields"] == ["applicant_name"]
    assert "Mỷ Nhỏ" not in str(told.data)
    assert Event.objects.filter(name="sharing.viewed", actor=f"staff:{desk.helper.pk}").count() == 1


def test_looking_alone_names_nobody_as_helper(desk: Desk) -> None:
    draft = desk.draft()
    record_look(shared=shared(desk, draft), by=desk.helper, page="applicant", at=LATER)
    draft.refresh_from_db()
    assert draft.helper_id is None


def test_without_consent_nothing_is_shown_or_saved(desk: Desk) -> None:
    draft = desk.draft()
    row = join_draft(code=invite_helper(draft=draft, at=MONDAY).code, by=desk.helper, at=MONDAY)
    for act in (
        lambda: help_fill(row, desk.helper),
        lambda: record_look(shared=row, by=desk.helper, page="applicant", at=LATER),
        lambda: open_paper(shared=row, file_id=draft.files.get().pk, by=desk.helper, at=LATER),
    ):
        with pytest.raises(NotAllowed, match="chưa đồng ý"):
            act()
    draft.refresh_from_db()
    assert draft.data["applicant"]["applicant_name"] == PERSON["applicant_name"]


def test_consent_is_to_the_person_who_was_shown(desk: Desk) -> None:
    draft = desk.draft()
    row = join_draft(code=invite_helper(draft=draft, at=MONDAY).code, by=desk.helper, at=MONDAY)
    with pytest.raises(NotAllowed):
        agree_to_helper(draft=draft, helper_id=desk.world.receiver.pk, at=MONDAY)
    with pytest.raises(NotAllowed):
        agree_to_helper(draft=draft, helper_id=row.helper_id, at=MONDAY + CODE_LASTS)  # too late
    with pytest.raises(NotAllowed):
        agree_to_helper(draft=desk.draft(), helper_id=row.helper_id, at=MONDAY)  # another draft


def test_nobody_but_the_helper_has_the_sharing(desk: Desk) -> None:
    row = shared(desk, desk.draft())
    assert sharing_visible_to(desk.helper, row.pk) == row
    assert sharing_visible_to(desk.world.receiver, row.pk) is None
    with pytest.raises(NotAllowed):
        help_fill(row, desk.world.receiver)
    with pytest.raises(NotAllowed):
        end_by_helper(shared=row, by=desk.world.receiver, at=LATER)


@pytest.mark.parametrize("how", ["citizen", "helper", "hours", "left", "moved"])
def test_after_the_end_nothing_is_saved(desk: Desk, how: str) -> None:
    draft = desk.draft()
    row, at = shared(desk, draft), LATER
    if how == "citizen":
        end_by_citizen(draft=draft, at=MONDAY)
    elif how == "helper":
        end_by_helper(shared=row, by=desk.helper, at=MONDAY)
    elif how == "hours":
        at = MONDAY + SHARED_FOR
    elif how == "left":
        Staff.objects.filter(pk=desk.helper.pk).update(is_active=False)
    else:
        desk.helper.roles.all().delete()
    helper = Staff.objects.get(pk=desk.helper.pk)
    with pytest.raises(NotAllowed):
        help_fill(row, helper, at=at)
    with pytest.raises(NotAllowed):
        record_look(shared=row, by=helper, page="applicant", at=at)


def test_a_sent_draft_is_nobodys_to_fill(desk: Desk) -> None:
    draft = desk.draft()
    row = shared(desk, draft)
    actions.submit_online(draft=draft, at=LATER)
    with pytest.raises(NotAllowed):
        help_fill(row, desk.helper)
    with pytest.raises(NotAllowed):
        invite_helper(draft=Draft.objects.get(), at=LATER)


@pytest.mark.parametrize("page", ["return", "papers", "fees"])
def test_how_it_comes_back_what_is_paid_and_papers_are_the_citizens(desk: Desk, page: str) -> None:
    row = shared(desk, desk.draft())
    with pytest.raises(NotAllowed):
        fill_as_helper(shared=row, page=page, typed={"channel": "postal"}, seen={}, by=desk.helper, at=LATER)


def test_papers_only_where_the_citizen_shows_them(desk: Desk) -> None:
    draft = desk.draft()
    row = shared(desk, draft)
    file = draft.files.get()
    with pytest.raises(NotAllowed, match="chưa cho xem"):
        open_paper(shared=row, file_id=file.pk, by=desk.helper, at=LATER)
    agree_to_helper(draft=draft, helper_id=desk.helper.pk, shows_papers=True, at=LATER)
    assert open_paper(shared=row, file_id=file.pk, by=desk.helper, at=LATER) == file
    assert open_paper(shared=row, file_id=desk.draft().files.get().pk, by=desk.helper, at=LATER) is None
    agree_to_helper(draft=draft, helper_id=desk.helper.pk, shows_papers=False, at=LATER)
    with pytest.raises(NotAllowed):
        open_paper(shared=row, file_id=file.pk, by=desk.helper, at=LATER)


def test_showing_papers_later_does_not_lengthen_the_consent(desk: Desk) -> None:
    draft = desk.draft()
    until = shared(desk, draft).expires_at
    assert agree_to_helper(draft=draft, helper_id=desk.helper.pk, shows_papers=True, at=LATER).expires_at == until


def test_what_each_wrote_meanwhile_is_kept_and_marked(desk: Desk) -> None:
    draft = desk.draft()
    row = shared(desk, draft)
    mine = {**PERSON, "applicant_phone": "0987654321"}
    fill_as_citizen(draft=draft, page="applicant", typed=mine, seen=SEEN, at=LATER)
    help_fill(row, desk.helper)
    draft.refresh_from_db()
    kept = draft.data["applicant"]
    assert (kept["applicant_phone"], kept["applicant_name"]) == ("0987654321", "Vàng Thị Mỷ Nhỏ")
    done = help_fill_phone(row, desk.helper)
    assert done.lost == {"applicant_phone": "0987654321"}
    assert filled_by_helper(draft, "applicant") == {"applicant_name": "", "applicant_phone": "0987654321"}
    draft.refresh_from_db()
    own = {**draft.data["applicant"], "applicant_phone": "0987654321"}
    fill_as_citizen(draft=draft, page="applicant", typed=own, seen=marks_of(draft.data["applicant"]), at=LATER)
    assert filled_by_helper(draft, "applicant") == {"applicant_name": ""}  # the phone is his own again


def help_fill_phone(row: SharedDraft, by: Staff):
    typed = {**PERSON, "applicant_phone": "0911111111"}
    return fill_as_helper(shared=row, page="applicant", typed=typed, seen=SEEN, by=by, at=LATER)


def test_a_code_works_once_for_a_quarter_of_an_hour(desk: Desk) -> None:
    draft = desk.draft()
    late = invite_helper(draft=draft, at=MONDAY).code
    with pytest.raises(InvalidInput):
        join_draft(code=late, by=desk.helper, at=MONDAY + CODE_LASTS)
    again = invite_helper(draft=draft, at=MONDAY + CODE_LASTS)
    assert SharedDraft.objects.filter(ended_at=None).get() == again
    join_draft(code=f" {again.code[:3]} {again.code[3:]} ", by=desk.helper, at=MONDAY + CODE_LASTS)
    with pytest.raises(InvalidInput):
        join_draft(code=again.code, by=desk.world.receiver, at=MONDAY + CODE_LASTS)


def test_inviting_again_replaces_the_code_but_not_a_helper(desk: Desk) -> None:
    draft = desk.draft()
    invite_helper(draft=draft, at=MONDAY)
    second = invite_helper(draft=draft, at=MONDAY)
    assert sharing_of(draft, MONDAY) == second
    join_draft(code=second.code, by=desk.helper, at=MONDAY)
    with pytest.raises(AlreadyDone):
        invite_helper(draft=draft, at=MONDAY)
    end_by_citizen(draft=draft, at=MONDAY)
    assert sharing_state(invite_helper(draft=draft, at=MONDAY), MONDAY) == "invited"


def test_guessing_is_stopped_even_with_the_right_code_at_last(desk: Desk) -> None:
    code = invite_helper(draft=desk.draft(), at=MONDAY).code
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _try in range(MOST_TRIES):
        with pytest.raises(InvalidInput, match="không đúng"):
            join_draft(code=wrong, by=desk.helper, at=MONDAY)
    with pytest.raises(InvalidInput, match="chờ"):
        join_draft(code=code, by=desk.helper, at=MONDAY)
    assert SharedDraft.objects.get().helper is None


@pytest.mark.parametrize("code", ["", "abc", "１２３４５６", "12345", "1234567", "'; --", "\0" * 6])
def test_no_code_is_no_error(desk: Desk, code: str) -> None:
    with pytest.raises(InvalidInput):
        join_draft(code=code, by=desk.helper, at=MONDAY)


def test_who_answers_at_no_desk_joins_nothing(desk: Desk) -> None:
    code = invite_helper(draft=desk.draft(), at=MONDAY).code
    with pytest.raises(NotAllowed):
        join_draft(code=code, by=desk.world.approver, at=MONDAY)


@pytest.mark.django_db(transaction=True)
def test_one_code_entered_by_many_at_once_is_one_helpers() -> None:
    desk = make_desk()
    code = invite_helper(draft=desk.draft(), at=MONDAY).code

    def join(by: Staff) -> bool:
        try:
            join_draft(code=code, by=by, at=MONDAY)
        except InvalidInput:
            return False
        finally:
            connection.close()
        return True

    people = [desk.helper, desk.world.receiver, desk.world.colleague, desk.head, desk.world.stranger]
    with ThreadPoolExecutor(len(people)) as threads:
        assert sorted(threads.map(join, people)) == [False, False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_both_saving_at_once_lose_no_field() -> None:
    desk = make_desk()
    draft = desk.draft()
    row = shared(desk, draft)

    def save(number: int) -> None:
        try:
            if number % 2:
                help_fill(row, desk.helper, name=f"Người {number}")
            else:
                typed = {**PERSON, "applicant_phone": f"091234567{number}"}
                fill_as_citizen(draft=draft, page="applicant", typed=typed, seen=SEEN, at=LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(save, range(4)))
    draft.refresh_from_db()
    kept = draft.data["applicant"]
    assert kept["applicant_name"] in {"Người 1", "Người 3"}
    assert kept["applicant_phone"] in {"0912345670", "0912345672"}
