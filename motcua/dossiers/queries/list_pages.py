"""Read a list page by page by the key of the last row, so that every page costs the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db.models import DateTimeField, F, Q, QuerySet
from django.db.models.functions import Coalesce

from motcua.dossiers.models import Dossier
from motcua.rulebook import law

PAGE: Final = 50
BY_DUE, NEWEST, OLDEST = "due", "newest", "oldest"
_MARK: Final = re.compile(r"([0-9a-f]{1,15})(?:\.([0-9a-f]{1,15}))?")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_KEY: Final = 2**63 - 1
_HOURS_A_DAY: Final = 8
# The law's time to answer in whole days, for the order alone: no calendar is asked.
_ABOUT_ANSWERED: Final = timedelta(days=-(-law.number("answer.within", on=date.max) // _HOURS_A_DAY))
# The order of urgency: the due time, or before acceptance about the day the hand-in must be answered.
PRESSING: Final = Coalesce(
    F("due_at"),
    Coalesce(F("supplemented_at"), F("submitted_at")) + _ABOUT_ANSWERED,
    output_field=DateTimeField(),
)


@dataclass(frozen=True, slots=True)
class ListPage:
    """Rows in their order; `previous` and `following` are the marks of the pages beside it, "" where there is none."""

    rows: tuple[Dossier, ...]
    previous: str = ""
    following: str = ""


def list_page(found: QuerySet[Dossier], *, order: str, after: str = "", before: str = "", size: int = PAGE) -> ListPage:
    """One page, in one query: the first, or the one after or before a mark. An unreadable mark counts as not given."""
    back = _read(before)
    start = None if back else _read(after)
    falling = order == NEWEST
    keyed = found.annotate(pressing=PRESSING) if order == BY_DUE else found
    if back or start:
        keyed = keyed.filter(_beyond(order, (back or start or (0, 0)), up=falling == bool(back)))
    signs = "-" if falling != bool(back) else ""
    keys = (f"{signs}pressing", f"{signs}pk") if order == BY_DUE else (f"{signs}pk",)
    rows = list(keyed.order_by(*keys)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if back:
        rows.reverse()
    if not rows:
        return ListPage(())
    has_previous, has_following = (more, True) if back else (start is not None, more)
    return ListPage(
        tuple(rows),
        _write(rows[0], order) if has_previous else "",
        _write(rows[-1], order) if has_following else "",
    )


def _beyond(order: str, mark: tuple[int, int], *, up: bool) -> Q:
    than = "gt" if up else "lt"
    pressing, key = mark
    if order != BY_DUE:
        return Q(**{f"pk__{than}": key})
    moment = _EPOCH + timedelta(microseconds=pressing)
    return Q(**{f"pressing__{than}": moment}) | Q(**{"pressing": moment, f"pk__{than}": key})


def _write(row: Dossier, order: str) -> str:
    if order != BY_DUE:
        return f"{row.pk:x}"
    pressing: datetime = row.pressing  # type: ignore[attr-defined]
    return f"{row.pk:x}.{(pressing - _EPOCH) // timedelta(microseconds=1):x}"


def _read(mark: str) -> tuple[int, int] | None:
    """Read a mark as (moment in microseconds, key); None where it is no mark."""
    found = _MARK.fullmatch(mark)
    if not found:
        return None
    key, pressing = int(found[1], 16), int(found[2] or "0", 16)
    if key > _MOST_KEY or pressing > 4 * 10**15:
        return None
    return pressing, key
