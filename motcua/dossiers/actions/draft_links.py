"""Send and open a link back to a draft: it opens the draft once, on any device, within a day."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from motcua.dossiers.models import Draft
from motcua.dossiers.queries.drafts import LINK_PURPOSE, link_digest, living_links
from motcua.journal.actions import record
from motcua.journal.actor import CITIZEN
from motcua.people import checks
from motcua.people.actions.throttle import count_attempt
from motcua.people.encryption import keyed_digest
from motcua.people.models import PhoneCode
from motcua.refusals import InvalidInput, NotAllowed, TooManyTries

LINK_LASTS: Final = timedelta(hours=24)
_HOUR: Final = timedelta(hours=1)
_OF_A_DRAFT: Final = 3
_TO_A_PHONE: Final = 8
_FROM_AN_ADDRESS: Final = 30


class DeadLink(NotAllowed):
    """Raised for a link that is unknown, used or older than a day, or whose draft was sent or deleted."""

    def __init__(self) -> None:
        super().__init__("Đường dẫn này không còn dùng được.")


@transaction.atomic
def send_draft_link(*, draft: Draft, phone: str, address: str, at: datetime) -> None:
    """Send a link to `phone`; links of this draft sent before no longer open it.

    Whoever then proves to hold this phone finds the draft among their own. Raises InvalidInput({"phone": …}), also when
    too many were sent from `address`, to this phone or for this draft within the hour; NotAllowed once it was sent.
    """
    checked = checks.mobile(phone)
    if not checked.ok:
        raise InvalidInput({"phone": checked.error})
    row = Draft.objects.select_for_update(of=("self",)).select_related("office").get(pk=draft.pk)
    if row.dossier_id is not None:
        raise NotAllowed("Hồ sơ này đã được gửi, không sửa được nữa.")
    try:
        with transaction.atomic():
            count_attempt(f"draft-link:{row.pk}", most=_OF_A_DRAFT, wait=_HOUR, at=at)
            count_attempt(f"draft-link-phone:{checked.value}", most=_TO_A_PHONE, wait=_HOUR, at=at)
            count_attempt(f"draft-link-address:{address}", most=_FROM_AN_ADDRESS, wait=_HOUR, at=at)
    except TooManyTries as many:
        minutes = max(1, -(-many.seconds // 60))
        told = f"Đã gửi nhiều đường dẫn quá. Hãy chờ {minutes} phút rồi thử lại."
        raise InvalidInput({"phone": told}) from many
    link = _new_link(row, checked.value, at)
    record(
        name="draft.link_sent",
        at=at,
        by=CITIZEN,
        subject=f"draft:{row.pk}",
        office_path=row.office.path,
        private={"phone": checked.value, "link": link},
    )


@transaction.atomic
def make_draft_link(*, draft: Draft, phone: str, at: datetime) -> str:
    """Make the address that opens a draft once within a day of `at` (aware), for a draft begun at the door.

    The caller hands it over; nothing is sent. A mobile `phone` that is known finds the draft later as well.
    """
    row = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    checked = checks.mobile(phone)
    return _new_link(row, checked.value if phone and checked.ok else "", at)


def _new_link(row: Draft, phone: str, at: datetime) -> str:
    """Write a new link of a locked draft; former links no longer open it."""
    PhoneCode.objects.filter(purpose=_purpose(row), used_at=None).update(used_at=at)
    key = secrets.token_urlsafe(24)
    PhoneCode.objects.create(
        phone=keyed_digest(f"phone:{phone}"),
        code=link_digest(key),
        purpose=_purpose(row),
        sent_at=at,
        expires_at=at + LINK_LASTS,
    )
    row.updated_at = at
    if phone:
        row.phone = phone
    row.save(update_fields=["phone", "updated_at"])
    return f"{settings.PUBLIC_URL}/mo-lai/{key}/"


@transaction.atomic
def open_draft_link(key: str, *, at: datetime) -> Draft:
    """Open the draft of this link and use the link up; of two attempts at once only one opens it. Raises DeadLink."""
    row = living_links(key, at).select_for_update().first()
    if row is None:
        raise DeadLink
    related = ("procedure", "office")
    draft = (
        Draft.objects.select_related(*related)
        .filter(pk=int(row.purpose.removeprefix(LINK_PURPOSE)), dossier=None)
        .first()
    )  # fmt: skip
    if draft is None:
        raise DeadLink
    row.used_at = at
    row.save(update_fields=["used_at"])
    return draft


def _purpose(draft: Draft) -> str:
    return f"{LINK_PURPOSE}{draft.pk}"
