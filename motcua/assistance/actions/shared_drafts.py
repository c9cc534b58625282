"""Share a draft with a helper: invite by a spoken code, agree to one helper, end at any time."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from motcua.assistance.models import HelpRequest, SharedDraft
from motcua.assistance.permissions import offices_helped
from motcua.assistance.queries.shared_drafts import ASKING, INVITED, OPEN, OVER, sharing_state
from motcua.dossiers.models import Draft, DraftFile
from motcua.journal.actions import record
from motcua.journal.actor import CITIZEN, Actor
from motcua.people.actions.throttle import count_attempt, forget_attempts
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed, TooManyTries

CODE_LASTS: Final = timedelta(minutes=15)
"""How long a code may be entered, and how long the citizen then has to agree."""
SHARED_FOR: Final = timedelta(hours=2)
"""How long one consent holds; after that the citizen invites again."""
MOST_TRIES: Final = 8
_WRONG: Final = "Mã không đúng hoặc đã hết hạn. Hãy hỏi lại người dân mã 6 chữ số trên màn hình của họ."
_TRIES_LAST: Final = timedelta(minutes=15)


@transaction.atomic
def invite_helper(*, draft: Draft, at: datetime) -> SharedDraft:
    """Give the citizen a code of 6 digits for this draft, until `at` (aware) + 15 minutes.

    A code not used yet is replaced by the new one. AlreadyDone while somebody helps; NotAllowed once it was sent.
    """
    row = _open_draft(draft)
    before = SharedDraft.objects.select_for_update().filter(draft=row, ended_at=None).first()
    if before is not None:
        now = sharing_state(before, at)
        if now in {ASKING, OPEN}:
            raise AlreadyDone("Đang có người hỗ trợ bạn. Hãy kết thúc trước khi mời người khác.")
        before.ended_at = min(at, before.expires_at)
        before.save(update_fields=["ended_at"])
    asked = HelpRequest.objects.filter(draft=row, state__in=("waiting", "taken")).order_by("-id").first()
    shared = SharedDraft.objects.create(
        draft=row, request=asked, code=_free_code(at), asked_at=at, expires_at=at + CODE_LASTS
    )
    _tell("sharing.asked", shared, CITIZEN, at)
    return shared


def join_draft(*, code: str, by: Staff, at: datetime) -> SharedDraft:
    """Enter the code as a helper; nothing is shown to the helper before the citizen agrees.

    Raises InvalidInput({"code": …}), the same for a wrong, a late and a used code, and after eight wrong tries within
    a quarter of an hour whatever is entered; NotAllowed for staff who answer at no desk.
    """
    if not offices_helped(by, at):
        raise NotAllowed("Bạn không trực bàn trợ giúp của đơn vị nào.")
    try:  # counted before it is looked at, and kept even where the code is wrong
        count_attempt(f"share-code:{by.pk}", most=MOST_TRIES, wait=_TRIES_LAST, at=at)
    except TooManyTries as many:
        minutes = max(1, -(-many.seconds // 60))
        raise InvalidInput({"code": f"Bạn đã nhập sai nhiều lần. Hãy chờ {minutes} phút."}) from many
    shared = _join("".join(code.split()), by, at)
    forget_attempts(f"share-code:{by.pk}")
    return shared


@transaction.atomic
def _join(code: str, by: Staff, at: datetime) -> SharedDraft:
    if not (code.isascii() and code.isdecimal() and len(code) == 6):
        raise InvalidInput({"code": _WRONG})
    found = SharedDraft.objects.select_for_update(of=("self",)).select_related("draft__office", "draft__procedure")
    row = found.filter(code=code, ended_at=None, helper=None, expires_at__gt=at).first()
    if row is None or sharing_state(row, at) != INVITED:
        raise InvalidInput({"code": _WRONG})
    row.helper, row.joined_at, row.expires_at = by, at, at + CODE_LASTS
    row.save(update_fields=["helper", "joined_at", "expires_at"])
    _tell("sharing.asked", row, staff_actor(by), at, joined=True)
    return row


@transaction.atomic
def agree_to_helper(*, draft: Draft, helper_id: int, at: datetime, shows_papers: bool = False) -> SharedDraft:
    """Give the citizen's consent to the helper shown on the page (`helper_id`); nobody else can give it.

    Raises NotAllowed where that helper no longer asks, or another one does.
    """
    row = _locked(draft)
    if row is None or sharing_state(row, at) not in {ASKING, OPEN} or row.helper_id != helper_id:
        raise NotAllowed("Lời đề nghị này không còn. Hãy mời lại người hỗ trợ.")
    if row.consented_at is None:
        row.consented_at, row.expires_at = at, at + SHARED_FOR
    row.shows_papers = shows_papers
    row.save(update_fields=["consented_at", "expires_at", "shows_papers"])
    _tell("sharing.agreed", row, CITIZEN, at, papers=shows_papers)
    return row


@transaction.atomic
def end_by_citizen(*, draft: Draft, at: datetime) -> None:
    """Refuse or end the sharing as the citizen; what was filled stays. Nothing happens where it is over already."""
    row = _locked(draft)
    if row is not None:
        _end(row, CITIZEN, at, by_citizen=True)


@transaction.atomic
def end_by_helper(*, shared: SharedDraft, by: Staff, at: datetime) -> None:
    """End the sharing as its helper. Raises NotAllowed for another helper."""
    row = SharedDraft.objects.select_for_update(of=("self",)).select_related("draft__office").get(pk=shared.pk)
    if row.helper_id != by.pk:
        raise NotAllowed("Đây không phải hồ sơ bạn đang hỗ trợ.")
    if row.ended_at is None:
        _end(row, staff_actor(by), at, by_citizen=False)


@transaction.atomic
def record_look(*, shared: SharedDraft, by: Staff, page: str, at: datetime) -> None:
    """Record in the journal that the helper looks at a page of the draft. Raises NotAllowed without a valid consent."""
    row = check_consent(shared, by, at)
    _tell("sharing.viewed", row, staff_actor(by), at, page=page)


@transaction.atomic
def open_paper(*, shared: SharedDraft, file_id: int, by: Staff, at: datetime) -> DraftFile | None:
    """Return a file of the draft to the helper and record it in the journal; None where there is none. Raises

    NotAllowed without consent, or where the citizen shows only the names of the papers.
    """
    row = check_consent(shared, by, at)
    if not row.shows_papers:
        raise NotAllowed("Người dân chưa cho xem giấy tờ.")
    found = row.draft.files.filter(pk=file_id).first()
    if found is not None:
        _tell("sharing.viewed", row, staff_actor(by), at, paper=found.paper_position)
    return found


def check_consent(shared: SharedDraft, by: Staff, at: datetime) -> SharedDraft:
    """The sharing, locked, while this helper has the citizen's consent and still helps somewhere.

    Raises NotAllowed otherwise. A caller that also locks the draft locks the draft first.
    """
    found = SharedDraft.objects.select_for_update(of=("self",)).select_related("draft__office")
    row = found.filter(pk=shared.pk, helper=by).first()
    if row is None or sharing_state(row, at) == OVER:
        raise NotAllowed("Buổi hỗ trợ này đã kết thúc.")
    if sharing_state(row, at) != OPEN:
        raise NotAllowed("Người dân chưa đồng ý.")
    if not offices_helped(by, at):
        raise NotAllowed("Bạn không còn trực bàn trợ giúp.")
    return row


def _locked(draft: Draft) -> SharedDraft | None:
    found = SharedDraft.objects.select_for_update(of=("self",)).select_related("draft__office")
    return found.filter(draft=draft, ended_at=None).first()


def _open_draft(draft: Draft) -> Draft:
    row = Draft.objects.select_for_update(of=("self",)).select_related("office").get(pk=draft.pk)
    if row.dossier_id is not None:
        raise NotAllowed("Hồ sơ này đã được gửi, không sửa được nữa.")
    return row


def _free_code(at: datetime) -> str:
    taken = set(
        SharedDraft.objects.filter(ended_at=None, expires_at__gt=at, helper=None).values_list("code", flat=True)
    )
    while True:
        code = f"{secrets.randbelow(1_000_000):06}"
        if code not in taken:
            return code


def _end(row: SharedDraft, by: Actor, at: datetime, *, by_citizen: bool) -> None:
    row.ended_at, row.ended_by_citizen = at, by_citizen
    row.save(update_fields=["ended_at", "ended_by_citizen"])
    _tell("sharing.ended", row, by, at, by_citizen=by_citizen)


def _tell(name: str, row: SharedDraft, by: Actor, at: datetime, **data: Any) -> None:
    """Record who acted, when, and on which page and fields; never what was written in them."""
    helper = row.helper.full_name if row.helper is not None else ""
    record(
        name=name,
        at=at,
        by=by,
        subject=f"draft:{row.draft_id}",
        office_path=row.draft.office.path,
        data={"sharing": row.pk, "helper": helper, **data},
    )
