"""Save, order and delete an officer's own lists."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from motcua.dossiers.models import SavedView
from motcua.dossiers.submission.text import one_line
from motcua.people.models import Staff
from motcua.refusals import InvalidInput

MOST: Final = 20
LONGEST_QUERY: Final = 500


@transaction.atomic
def save_view(*, staff: Staff, name: str, query: str) -> SavedView:
    """Save a list under a name; the same name again takes the new filters.

    `query` is the part of the list's address after the question mark. Raises InvalidInput without a name, for one too
    long, and past twenty lists.
    """
    said = one_line(name, 80)
    if not said:
        raise InvalidInput({"name": "Hãy đặt tên cho danh sách."})
    if len(query) > LONGEST_QUERY:
        raise InvalidInput({"name": "Danh sách này có quá nhiều điều kiện để lưu."})
    mine = list(_mine(staff))
    known = next((view for view in mine if view.name == said), None)
    if known is not None:
        known.query = query
        known.save(update_fields=["query"])
        return known
    if len(mine) >= MOST:
        raise InvalidInput({"name": f"Bạn đã lưu {MOST} danh sách. Hãy bỏ bớt một danh sách trước."})
    last = max((view.position for view in mine), default=0)
    return SavedView.objects.create(staff=staff, name=said, query=query, position=last + 1)


@transaction.atomic
def move_view(*, staff: Staff, view_id: int, up: bool) -> None:
    """Swap the list with the one before or after; nothing happens at the ends, or with another person's list."""
    mine = list(_mine(staff))
    here = next((place for place, view in enumerate(mine) if view.pk == view_id), None)
    if here is None:
        return
    there = here + (-1 if up else 1)
    if 0 <= there < len(mine):
        mine[here], mine[there] = mine[there], mine[here]
        for place, view in enumerate(mine, start=1):
            view.position = place
        SavedView.objects.bulk_update(mine, ["position"])


@transaction.atomic
def delete_view(*, staff: Staff, view_id: int) -> None:
    """Delete a list of the person's own; nothing happens with another person's."""
    _mine(staff).filter(pk=view_id).delete()


def _mine(staff: Staff) -> QuerySet[SavedView]:
    return SavedView.objects.select_for_update().filter(staff=staff)
