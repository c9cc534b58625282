"""Save pages of a shared draft for citizen or helper, merged by field; both learn of any overwritten answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.assistance.actions.shared_drafts import check_consent
from motcua.assistance.models import SharedDraft
from motcua.assistance.page_merge import MergedPage, merge_page
from motcua.assistance.queries.support_points import helpdesk_of
from motcua.dossiers.actions import save_draft_page
from motcua.dossiers.models import Draft
from motcua.dossiers.submission.answers import RESERVED, answers_of_page
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed


@transaction.atomic
def fill_as_helper(
    *, shared: SharedDraft, page: str, typed: Mapping[str, Any], seen: Mapping[str, str], by: Staff, at: datetime
) -> MergedPage:
    """Save a page of the form for the helper; the fields changed are marked as the helper's and journalled by name.

    `seen` are the marks (`page_merge.marks_of`) of what the helper was shown. Raises NotAllowed without a valid
    consent, for the pages of papers, fees and return, and once the draft was sent; InvalidInput for too much text.
    """
    if page in RESERVED:
        raise NotAllowed("Phần này do người dân tự làm.")
    draft = Draft.objects.select_for_update().get(pk=shared.draft_id)
    row = check_consent(shared, by, at)
    done = merge_page(kept=answers_of_page(draft.data, page), typed=typed, seen=seen)
    _save(draft, page, done, at)
    if done.changed:
        _mark(draft, page, done, by=row)
        if draft.helper_id is None:
            Draft.objects.filter(pk=draft.pk).update(helper=by, helped_at=helpdesk_of(by, at))
        record(
            name="sharing.filled",
            at=at,
            by=staff_actor(by),
            subject=f"draft:{draft.pk}",
            office_path=row.draft.office.path,
            data={"sharing": row.pk, "page": page, "fields": done.changed, "over": sorted(done.lost)},
        )
    return done


@transaction.atomic
def fill_as_citizen(
    *, draft: Draft, page: str, typed: Mapping[str, Any], seen: Mapping[str, str], at: datetime
) -> MergedPage:
    """Save a page for the citizen that a helper may have changed since; the fields changed are the citizen's again.

    A draft that no helper ever filled has one writer: the last page sent holds, from whatever tab.
    """
    row = Draft.objects.select_for_update().get(pk=draft.pk)
    kept = answers_of_page(row.data, page)
    helped = SharedDraft.objects.filter(draft=row, consented_at__isnull=False).exists()
    done = merge_page(kept=kept, typed=typed, seen=seen) if helped else MergedPage({**kept, **typed})
    _save(row, page, done, at)
    if done.changed:
        _mark(row, page, done, by=None)
    return done


def _save(draft: Draft, page: str, done: MergedPage, at: datetime) -> None:
    try:
        save_draft_page(draft=draft, page=page, answers=done.answers, at=at)
    except InvalidInput as wrong:
        raise InvalidInput(wrong.errors) from wrong
    except NotAllowed as sent:
        raise NotAllowed(str(sent)) from sent


def _mark(draft: Draft, page: str, done: MergedPage, *, by: SharedDraft | None) -> None:
    """Mark the changed fields as the helper's (`by` the sharing, with the replaced answers) or the citizen's (None)."""
    for row in SharedDraft.objects.select_for_update().filter(draft=draft).order_by("id"):
        before: dict[str, Any] = row.filled.get(page) or {}
        kept = {name: words for name, words in before.items() if name not in done.changed}
        if by is not None and row.pk == by.pk:
            # A second correction keeps the words that the first one replaced.
            kept |= {name: done.lost.get(name) or before.get(name) or "" for name in done.changed}
        if kept != before:
            row.filled = {**row.filled, page: kept}
            row.save(update_fields=["filled"])
