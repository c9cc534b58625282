"""What a person must do now, in the order of the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet, prefetch_related_objects

from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.queries.visible import dossiers_visible_to, standing_of, steps_possible
from motcua.people.calendars import calendars_of
from motcua.people.models import Role, Staff
from motcua.rulebook import dossier_states
from motcua.rulebook.deadlines import Limit, acceptance_by, due, standing
from motcua.rulebook.deadlines import State as Pace
from motcua.rulebook.dossier_states import Step
from motcua.rulebook.vietnamese import say_moment
from motcua.rulebook.work_calendar import WorkCalendar, localise

LIMIT: Final = 200
OVERDUE, TODAY, NEW, ASKED = "overdue", "today", "new", "asked"
BUCKETS: Final = {OVERDUE: "Quá hạn", TODAY: "Đến hạn hôm nay", NEW: "Mới nộp trực tuyến", ASKED: "Chờ tôi xử lý"}

# In which states a role has something to do; the rest waits for somebody else.
_DUTIES: Final = {
    Role.RECEIVING_OFFICER: ("submitted", "accepted", "waiting_supplement"),
    Role.PROCESSING_OFFICER: ("appraising",),
    Role.APPROVER: ("approving",),
    Role.SEAL_KEEPER: ("sealing",),
    Role.RETURNING_OFFICER: ("result_ready", "refusal_ready", "delivering"),
}
_EITHER: Final = frozenset({Role.PROCESSING_OFFICER, Role.APPROVER, Role.SEAL_KEEPER})


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One dossier to act on. `by_when` is the moment that counts now (answer, due, or none once the result is there);
    `words` say how it stands, `bucket` is a key of BUCKETS, `acts` the steps this person may take.
    """

    dossier: Dossier
    bucket: str
    by_when: datetime | None
    words: str
    pace: Pace | None
    acts: tuple[Step, ...]
    state_label: str
    warning: str

    @property
    def mine(self) -> bool:
        """In this person's hands already."""
        return self.dossier.holder_id is not None


def work_list(staff: Staff, at: datetime) -> list[WorkRow]:
    """What `staff` must do at `at` (aware), most pressing first, at most 200; the number of queries is constant."""
    prefetch_related_objects([staff], "roles__office")
    dossiers = list(_duties_of(staff, at)[:LIMIT])
    calendars = calendars_of({dossier.office for dossier in dossiers}) if dossiers else {}
    rows = [_row(dossier, staff, at, calendars[dossier.office.path]) for dossier in dossiers]
    order = list(BUCKETS)
    return sorted(
        (row for row in rows if row.acts),
        key=lambda row: (order.index(row.bucket), row.by_when or row.dossier.submitted_at, row.dossier.pk),
    )


def _duties_of(staff: Staff, at: datetime) -> QuerySet[Dossier]:
    wanted = Q(pk__in=())
    for held in staff.roles.all() if staff.is_active else ():
        states = _DUTIES.get(Role(held.role))
        if states is None:
            continue
        where = Q(office_id=held.office_id)
        if held.role in _EITHER:
            where |= Q(resolving_office_id=held.office_id)
        wanted |= where & Q(state__in=states)
    unanswered = ~Q(state="waiting_supplement") | Q(supplemented_at__isnull=False)
    free = Q(holder__isnull=True) | Q(holder=staff)
    return dossiers_visible_to(staff, at).filter(wanted & unanswered & free).order_by("due_at", "submitted_at")


def _row(dossier: Dossier, staff: Staff, at: datetime, calendar: WorkCalendar) -> WorkRow:
    if dossier.state == "submitted":
        began = localise(dossier.supplemented_at or dossier.submitted_at)
        promise = due(began, Limit(8, "hours"), calendar)
        how = standing(promise, at, calendar)
        by_when: datetime | None = acceptance_by(began, calendar)
    else:
        found = standing_of(dossier, at, calendar)
        by_when = dossier.due_at if dossier.finished_at is None else None
        how = (
            found
            if found is not None
            else standing(due(localise(at), Limit(1, "working_days"), calendar), at, calendar)
        )
    running = by_when is not None
    return WorkRow(
        dossier=dossier,
        bucket=_bucket(dossier, by_when, at),
        by_when=by_when,
        words=how.words if running else _waiting(dossier),
        pace=how.state if running else None,
        acts=steps_possible(dossier, staff, at),
        state_label=dossier_states.state(dossier.state).label,
        warning=_warning(dossier),
    )


def _bucket(dossier: Dossier, by_when: datetime | None, at: datetime) -> str:
    if by_when is not None and dossier.paused_at is None:
        if at > by_when:
            return OVERDUE
        if localise(by_when).date() == localise(at).date():
            return TODAY
    if dossier.state == "submitted" and dossier.channel == Channel.ONLINE:
        return NEW
    return ASKED


def _waiting(dossier: Dossier) -> str:
    return f"có kết quả từ {say_moment(dossier.finished_at)}" if dossier.finished_at else ""


def _warning(dossier: Dossier) -> str:
    if dossier.state == "waiting_supplement":
        return "Người nộp đã gửi bổ sung"
    if dossier.state == "submitted" and dossier.supplements:
        return "Đã hoàn thiện, nộp lại"
    if any(paper.get("note") and not paper.get("given") for paper in dossier.papers):
        return "Thiếu giấy tờ, có lý do"
    return ""
