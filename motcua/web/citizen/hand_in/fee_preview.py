"""The fees of a hand-in, shown before it: by group of applicants and number of copies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.dossiers import actions
from motcua.dossiers.submission.answers import FEES_PAGE, RETURN_PAGE
from motcua.dossiers.submission.bill import asks_copies, bill_before, check_declared, groups_on
from motcua.payments.queries import Postage, postage_on
from motcua.rulebook.work_calendar import localise
from motcua.web.citizen.hand_in.access import page_answers_of

if TYPE_CHECKING:
    from motcua.dossiers.models import Draft

FIELDS = ("group", "copies")


@dataclass(slots=True)
class FeePreview:
    """The fees that the page shows; `groups` is empty where nothing is owed by anybody."""

    bill: dict[str, Any]
    group: str
    copies: str
    asks_copies: bool
    groups: list[tuple[str, str]]
    postage: list[tuple[str, int]]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The errors, each with its field's place."""
        return [(name, text) for name, text in self.errors.items()]


def fees_of_draft(draft: Draft, at: datetime) -> FeePreview:
    """The bill by the declarations so far at `at` (aware), and what may be declared."""
    on = localise(at).date()
    declared = page_answers_of(draft, FEES_PAGE)
    _group, _copies, errors = check_declared(draft.procedure, declared, on)
    whole = bill_before(draft.procedure, draft.office, {"copies": declared.get("copies", "")}, at)
    by_post = page_answers_of(draft, RETURN_PAGE).get("channel") == "postal"
    return FeePreview(
        bill=bill_before(draft.procedure, draft.office, declared, at),
        group=str(declared.get("group") or ""),
        copies=str(declared.get("copies") or "1"),
        asks_copies=asks_copies(draft.procedure, on),
        groups=[(group.code, group.name) for group in groups_on(on)] if whole["total"] else [],
        postage=[(_zone(postage), postage.amount) for postage in postage_on(on)] if by_post else [],
        errors=errors,
    )


def keep_declared(request: HttpRequest, draft: Draft, at: datetime) -> bool:
    """Save what was declared; whether it differs from what the shown amount was counted for.

    Raises NotAllowed once the draft was sent.
    """
    before = page_answers_of(draft, FEES_PAGE)
    typed = {name: request.POST[name].strip()[:40] for name in FIELDS if name in request.POST}
    now = before | typed
    if (now.get("group") or "", now.get("copies") or "1") == (before.get("group") or "", before.get("copies") or "1"):
        return False
    row = actions.save_draft_page(draft=draft, page=FEES_PAGE, answers=now, at=at)
    draft.data = row.data
    return True


def _zone(postage: Postage) -> str:
    words = {"district": _("trong huyện"), "province": _("trong tỉnh"), "country": _("tỉnh khác")}
    return words.get(postage.zone, postage.zone)
