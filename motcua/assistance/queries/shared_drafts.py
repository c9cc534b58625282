"""Read the drafts that citizen and helper fill together: the state of a sharing, and its helper."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from motcua.assistance.models import SharedDraft
from motcua.dossiers.models import Draft, DraftFile
from motcua.people.models import Staff

INVITED, ASKING, OPEN, OVER = "invited", "asking", "open", "over"
"""A code was given; a helper came and waits for consent; both fill it; it has ended or run out."""


def sharing_state(row: SharedDraft, at: datetime) -> str:
    """Where the sharing stands at `at` (aware): INVITED, ASKING, OPEN or OVER."""
    gone = row.ended_at is not None or row.expires_at <= at or row.draft.dossier_id is not None
    if gone or (row.helper is not None and not row.helper.is_active):
        return OVER
    if row.consented_at is not None:
        return OPEN
    return ASKING if row.joined_at is not None else INVITED


def sharing_of(draft: Draft, at: datetime) -> SharedDraft | None:
    """The sharing of this draft that is not over, its helper loaded; None when there is none. One query."""
    found = SharedDraft.objects.filter(draft=draft, ended_at=None).select_related("helper__office", "draft")
    row = found.first()
    return row if row is not None and sharing_state(row, at) != OVER else None


def sharings_of_helper(staff: Staff, at: datetime) -> list[SharedDraft]:
    """The sharings where `staff` is the helper and that are not over, the latest first."""
    found = SharedDraft.objects.filter(helper=staff, ended_at=None, expires_at__gt=at, draft__dossier=None)
    rows = found.select_related("helper", "draft__procedure", "draft__office").order_by("-id")
    return [row for row in rows if sharing_state(row, at) in {ASKING, OPEN}]


def sharing_visible_to(staff: Staff, number: int) -> SharedDraft | None:
    """The sharing, over or not, for its own helper; None for anybody else."""
    related = ("helper__office", "draft__procedure__field", "draft__office", "draft__form", "draft__dossier")
    return SharedDraft.objects.select_related(*related).filter(pk=number, helper=staff).first()


def filled_by_helper(draft: Draft, page: int | str) -> dict[str, Any]:
    """Fields of a page that a helper filled last, in any sharing of this draft, each with the citizen's words that it
    replaced while the citizen was writing them too ("" for none)."""
    names: dict[str, Any] = {}
    for filled in SharedDraft.objects.filter(draft=draft).order_by("id").values_list("filled", flat=True):
        found: Any = filled.get(str(page)) if isinstance(filled, dict) else None
        names |= found if isinstance(found, dict) else {}
    return names


def papers_given(row: SharedDraft) -> list[DraftFile]:
    """The files given with the draft; the helper sees their names, and opens them only where the citizen shows them."""
    return list(row.draft.files.order_by("paper_position", "id"))
