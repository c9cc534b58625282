"""The hours in which a unit's counter is open to a person on a coming day; where none, why, with the clause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalog.models import Procedure
from motcua.directives.channels import because_rows, say_clauses, say_days
from motcua.directives.queries import facts_for
from motcua.people.models import Office
from motcua.rulebook.policy.channels import ChannelAnswer, Closed, channel_answer
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.slots import Span, meet
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import WorkCalendar

POINTS: Final = {"hand_in": "receive.counter", "pick_up": "return.counter"}


@dataclass(frozen=True, slots=True)
class Opening:
    """One day of one unit for one person. `sittings` are the office's hours, `spans` what policy leaves of them.

    `why` and `clauses` say why nothing or less is left; `exception`: open to those who declare to use neither online
    nor post.
    """

    day: date
    sittings: tuple[Span, ...]
    spans: tuple[Span, ...]
    why: str = ""
    clauses: str = ""
    because: tuple[dict[str, Any], ...] = ()
    exception: bool = False


@dataclass(frozen=True, slots=True)
class OpeningQuestion:
    """What is asked: for whom, for what. `plan_approved` is whether an operation plan holds on the day."""

    office: Office
    procedure: Procedure | None
    purpose: str
    uses_neither: bool = False


def opening_on(
    day: date, asked: OpeningQuestion, *, calendar: WorkCalendar, index: RuleIndex, plan_approved: bool
) -> Opening:
    """The answer for one day in Vietnam, by the rules and the calendar as they stand now. No query."""
    sittings = tuple(_at(day, sitting.start, sitting.end) for sitting in calendar.reception_on(day))
    works = calendar.is_working_day(day)
    if not sittings:
        label = calendar.days_off.get(day, "")
        why = _("Nghỉ: %(label)s.") % {"label": label} if label else _("Ngày nghỉ hằng tuần.")
        return Opening(day, (), (), why)
    spans: list[Span] = []
    closed: ChannelAnswer | None = None
    for begins, ends in _stretches(day, sittings, index):
        facts = facts_for(
            office=asked.office,
            at=begins,
            procedure=asked.procedure,
            uses_neither=asked.uses_neither,
            plan_approved=plan_approved,
        )
        facts = replace(facts, holiday=day.isoweekday() <= 5 and not works, working_day=works)
        answer = channel_answer(POINTS[asked.purpose], facts, index)
        if not answer.is_open:
            closed = closed or answer
            continue
        hours = answer.hours
        own = [(begins, ends)] if hours is None else [_at(day, since, until) for since, until in hours]
        spans += meet([(begins, ends)], own)
    if closed is None:
        return Opening(day, sittings, meet(spans, sittings))
    return Opening(
        day,
        sittings,
        meet(spans, sittings),
        why=_why(closed),
        clauses=say_clauses(closed.because),
        because=tuple(because_rows(closed.because)),
        exception=closed.exception,
    )


def _stretches(day: date, sittings: tuple[Span, ...], index: RuleIndex) -> list[Span]:
    """The sittings cut where a rule begins or ends that day, so that one moment speaks for each piece."""
    first, last = sittings[0][0], sittings[-1][1]
    edges = [edge for edge in index.change_points() if first.timestamp() < edge < last.timestamp()]
    cuts = sorted({first, last, *(datetime.fromtimestamp(edge, VIETNAM) for edge in edges)})
    return [span for cut in pairwise(cuts) for span in meet([cut], sittings)]


def _why(answer: ChannelAnswer) -> str:
    """Why the counter is shut on that day, in one sentence."""
    if answer.closed_by is Closed.UNIT:
        return _("Cả đơn vị đóng cửa ngày này.")
    if answer.closed_by is Closed.DAY:
        if not answer.days:
            return _("Quầy đang tạm ngừng nhận.")
        return _("Quầy chỉ nhận vào %(days)s.") % {"days": say_days(answer.days)}
    if answer.closed_by is Closed.HOLIDAY:
        return _("Ngày nghỉ lễ.")
    if answer.closed_by is Closed.PLAN:
        return _("Quầy chưa mở vì chưa có kế hoạch hoạt động được duyệt.")
    if answer.closed_by is Closed.PERSON:
        return _("Quầy chỉ dành cho người không dùng được trực tuyến và bưu điện.")
    return _("Quầy tạm dừng nhận trong thời gian này.")


def _at(day: date, begins: time, ends: time) -> Span:
    """Local times of the day; an end of 00:00 or 24:00 is the end of the day."""
    start = datetime.combine(day, begins, VIETNAM)
    finish = datetime.combine(day, ends, VIETNAM)
    return start, finish if finish > start else finish + timedelta(days=1)
