"""Read questions to the support desk: by unit, by token, and how quickly they are answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Final

from django.db.models import Count, QuerySet

from motcua.assistance.models import HelpMessage, HelpRequest
from motcua.assistance.permissions import ASKED, offices_helped
from motcua.people.models import Office, Staff
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import localise

OPEN_REQUEST_STATES: Final = (HelpRequest.State.WAITING, HelpRequest.State.TAKEN)
DAYS_COUNTED: Final = 14


def requests_visible_to(staff: Staff, at: datetime) -> QuerySet[HelpRequest]:
    """Questions to the units at whose desk `staff` answers at `at` (aware), oldest first."""
    found = HelpRequest.objects.filter(office_id__in=offices_helped(staff, at))
    return found.select_related("office", "procedure", "taken_by").order_by("asked_at", "id")


def open_requests(staff: Staff, at: datetime) -> QuerySet[HelpRequest]:
    """The questions among these that still wait or are being answered."""
    return requests_visible_to(staff, at).filter(state__in=OPEN_REQUEST_STATES)


def request_by_token(token: str) -> HelpRequest | None:
    """One's own question, its unit and procedure loaded; None when there is none."""
    if not token or len(token) > 24 or "\0" in token:
        return None
    return HelpRequest.objects.select_related("office", "procedure", "taken_by__office").filter(token=token).first()


def messages_of(request: HelpRequest) -> list[HelpMessage]:
    """The messages of a question in order, with their writers."""
    return list(request.messages.select_related("by"))


def offices_to_ask() -> QuerySet[Office]:
    """Support points and one-stop units, in the order of the tree."""
    return Office.objects.filter(kind__in=ASKED, active=True).select_related("parent__parent").order_by("path")


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """One day's questions: asked, answered, closed; the median and the longest minutes from question to answer."""

    day: date
    asked: int
    answered: int
    closed: int
    median: int | None
    longest: int | None


@dataclass(frozen=True, slots=True)
class DeskNumbers:
    """How quickly questions were answered: in all, and by day, the latest first. `waiting` is now."""

    days: list[DayNumbers]
    total: DayNumbers
    waiting: int
    oldest: int | None
    by_kind: dict[str, int]


def desk_numbers(staff: Staff, at: datetime) -> DeskNumbers:
    """The numbers of the last DAYS_COUNTED days of the units at whose desk `staff` answers; times in whole minutes."""
    today = localise(at).date()
    since = datetime.combine(today - timedelta(days=DAYS_COUNTED - 1), time(), tzinfo=VIETNAM)
    mine = HelpRequest.objects.filter(office_id__in=offices_helped(staff, at))
    rows = list(mine.filter(asked_at__gte=since, asked_at__lte=at).order_by("asked_at", "id"))
    by_day: dict[date, list[HelpRequest]] = {}
    for request in rows:
        by_day.setdefault(localise(request.asked_at).date(), []).append(request)
    waiting = list(mine.filter(state=HelpRequest.State.WAITING).order_by("asked_at").values_list("asked_at", flat=True))
    return DeskNumbers(
        days=[_numbers(on, found) for on, found in sorted(by_day.items(), reverse=True)],
        total=_numbers(today, rows),
        waiting=len(waiting),
        oldest=minutes_between(waiting[0], at) if waiting else None,
        by_kind=dict(
            mine.filter(asked_at__gte=since, asked_at__lte=at)
            .order_by()
            .values_list("kind")
            .annotate(count=Count("id"))
        ),
    )


def minutes_between(since: datetime, until: datetime) -> int:
    """Whole minutes between two moments, at least 0."""
    return max(0, int((until - since).total_seconds() // 60))


def _numbers(on: date, rows: Iterable[HelpRequest]) -> DayNumbers:
    found = list(rows)
    waits = [
        minutes_between(request.asked_at, request.first_answer_at)
        for request in found
        if request.first_answer_at is not None
    ]
    return DayNumbers(
        on,
        len(found),
        len(waits),
        sum(request.closed_at is not None for request in found),
        int(median(waits)) if waits else None,
        max(waits) if waits else None,
    )
