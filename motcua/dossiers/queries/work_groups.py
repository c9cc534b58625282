"""Read what a person must do now, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Case, Count, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import RowNumber

from motcua.dossiers.life.clock import answer_by
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.queries.list_pages import PRESSING
from motcua.dossiers.queries.visible import steps_possible, timeliness_of_dossier, with_names
from motcua.dossiers.queries.work_lists import OVERDUE, TODAY, TODO, WorkLists
from motcua.people.calendars import calendars_of
from motcua.people.models import Office, Staff
from motcua.rulebook import dossier_states
from motcua.rulebook.deadlines import Pace, acceptance_limit, due, timeliness_of
from motcua.rulebook.dossier_states import STATE_OF_STAGE, Step
from motcua.rulebook.vietnamese import say_moment
from motcua.rulebook.work_calendar import WorkCalendar, localise

SHOWN: Final = 20
"""Rows of each group on the first page; the list behind has them all."""
NEW, ASKED = "new", "asked"
BUCKETS: Final = {OVERDUE: "Quá hạn", TODAY: "Đến hạn hôm nay", NEW: "Mới nộp trực tuyến", ASKED: "Chờ tôi xử lý"}


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One dossier of a list. `by_when` is the moment that counts now (answer, due, or none once the result is there);
    `words` say how it stands, `pace` how pressing that is, `acts` are the steps this person may take.
    """

    dossier: Dossier
    by_when: datetime | None
    words: str
    pace: Pace | None
    acts: tuple[Step, ...]
    state_label: str
    warning: str
    mine: bool

    @property
    def may_take(self) -> bool:
        """Whether this person may do the stage's work and nobody holds the dossier."""
        return self.dossier.holder_id is None and any(step.code in STATE_OF_STAGE for step in self.acts)


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """A group of the day's work: `key` is one of BUCKETS, `count` how many there are, `rows` the most pressing."""

    key: str
    label: str
    count: int
    rows: tuple[WorkRow, ...]


def work_groups(desk: WorkLists, *, shown: int = SHOWN) -> list[WorkGroup]:
    """This person's work in groups, most pressing first, without empty groups; counts cover the whole group."""
    bucket = Case(
        When(desk.tabs[OVERDUE] & Q(paused_at__isnull=True), then=Value(0)),
        When(desk.tabs[TODAY], then=Value(1)),
        When(state="submitted", channel=Channel.ONLINE, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    placed = (
        desk.rows(TODO)
        .annotate(bucket=bucket)
        .annotate(
            place=Window(RowNumber(), partition_by=[F("bucket")], order_by=[PRESSING.asc(), F("pk").asc()]),
            held=Window(Count("pk"), partition_by=[F("bucket")]),
        )
        .filter(place__lte=shown)
        .order_by("bucket", "place")
        .values_list("pk", "bucket", "held")
    )
    found = list(placed)
    rows = {row.dossier.pk: row for row in rows_of(_by_key([pk for pk, *_ in found]), desk.staff, desk.at)}
    groups = []
    for number, (key, label) in enumerate(BUCKETS.items()):
        inside = [(pk, held) for pk, where, held in found if where == number]
        if inside:
            groups.append(WorkGroup(key, label, inside[0][1], tuple(rows[pk] for pk, _ in inside if pk in rows)))
    return groups


def rows_of(dossiers: Iterable[Dossier], staff: Staff, at: datetime) -> list[WorkRow]:
    """Rows for these dossiers at `at` (aware), with the steps `staff` may take, in their order; one query more."""
    given = list(dossiers)
    offices: set[Office] = {dossier.office for dossier in given}
    calendars = calendars_of(offices) if offices else {}
    return [_row(dossier, staff, at, calendars[dossier.office.path]) for dossier in given]


def _by_key(keys: list[int]) -> list[Dossier]:
    return list(with_names(Dossier.objects.filter(pk__in=keys))) if keys else []


def _row(dossier: Dossier, staff: Staff, at: datetime, calendar: WorkCalendar) -> WorkRow:
    state = dossier_states.state(dossier.state)
    by_when, words, pace = _clock(dossier, at, calendar)
    return WorkRow(
        dossier=dossier,
        by_when=by_when,
        words=words,
        pace=pace,
        acts=steps_possible(dossier, staff, at),
        state_label=state.label,
        warning=_warning(dossier),
        mine=dossier.holder_id == staff.pk,
    )


def _clock(dossier: Dossier, at: datetime, calendar: WorkCalendar) -> tuple[datetime | None, str, Pace | None]:
    if dossier.state == "submitted":
        began = localise(dossier.supplemented_at or dossier.submitted_at)
        how = timeliness_of(due(began, acceptance_limit(began.date()), calendar), at, calendar)
        return answer_by(dossier, calendar), how.words, how.state
    if dossier.finished_at is not None:
        return None, f"có kết quả từ {say_moment(dossier.finished_at)}" if _has_result(dossier) else "", None
    found = timeliness_of_dossier(dossier, at, calendar)
    return (dossier.due_at, found.words, found.state) if found else (None, "", None)


def _has_result(dossier: Dossier) -> bool:
    return dossier.state in {"result_ready", "refusal_ready", "delivering", "returned"}


def _warning(dossier: Dossier) -> str:
    if dossier.state == "waiting_supplement" and dossier.supplemented_at is not None:
        return "Người nộp đã gửi bổ sung"
    if dossier.state == "submitted" and dossier.supplements:
        return "Đã hoàn thiện, nộp lại"
    if any(paper.get("note") and not paper.get("given") for paper in dossier.papers):
        return "Thiếu giấy tờ, có lý do"
    return ""
