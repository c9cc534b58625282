"""Copy a week from the week before, and publish a week."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.journal.actions import record
from motcua.people.calendars import calendar_of
from motcua.people.models import Office, Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput
from motcua.rosters import messages
from motcua.rosters.actions.claims import lock_people
from motcua.rosters.actions.events import record_shift, send_shift_change, send_to
from motcua.rosters.messages import say_shift
from motcua.rosters.models import LIVE_STATES, Absence, Shift
from motcua.rosters.permissions import check_may_plan
from motcua.rosters.queries.absences import covers
from motcua.rosters.queries.people import people_of
from motcua.rosters.queries.week_grid import is_published
from motcua.rosters.times import monday_of, vietnam_day, week_range

_WEEK = timedelta(days=7)


@dataclass(slots=True)
class Copied:
    """How many shifts were copied, and which were not, with why: sentences for the planner."""

    count: int = 0
    left: list[str] = field(default_factory=list)


@transaction.atomic
def copy_week(*, office: Office, monday: date, by: Staff, at: datetime) -> Copied:
    """Repeat the live shifts of the week before `monday`, same weekdays and hours, as plans (or published, if it is).

    Left out, each with a sentence: days off, people absent or gone, people already on duty then, times already over.
    Asked again it copies nothing twice. NotAllowed for anyone who does not plan there;
    InvalidInput if there is nothing.
    """
    check_may_plan(by, office, at)
    monday = monday_of(monday)
    before = Shift.objects.filter(office=office, state__in=LIVE_STATES, during__overlap=week_range(monday - _WEEK))
    people = lock_people(before.values_list("staff_id", flat=True))
    models = list(before.select_related("staff", "office").order_by("during", "pk"))
    if not models:
        raise InvalidInput({"": "Tuần trước không có ca nào để chép."})
    calendar, published = calendar_of(office), is_published(office.pk, monday)
    here = set(people_of(office).filter(pk__in=people).values_list("pk", flat=True))
    absences = list(Absence.objects.filter(staff__in=people, ended_at=None))
    taken = defaultdict(list)
    for row in Shift.objects.filter(staff__in=people, state__in=LIVE_STATES, during__overlap=week_range(monday)):
        taken[row.staff_id].append(row)
    copied, made = Copied(), []
    for model in models:
        during = DateTimeTZRange(model.during.lower + _WEEK, model.during.upper + _WEEK)
        new = Shift(
            office=office, staff=model.staff, during=during, place=model.place, duty=model.duty, counter=model.counter,
            fields=model.fields, changed_at=at, changed_by=by,
        )  # fmt: skip
        if published:
            new.state, new.changes = Shift.State.PUBLISHED, 1
        clash = next((shift for shift in taken[model.staff_id] if _overlap(shift.during, during)), None)
        if clash is not None and _same(clash, new):
            continue
        if why := _why_not(new, here, absences, clash, not calendar.reception_on(vietnam_day(during.lower)), at):
            copied.left.append(f"{model.staff.full_name}, {say_shift(new)}: {why}.")
            continue
        taken[model.staff_id].append(new)
        made.append(new)
    for new in Shift.objects.bulk_create(made):
        record_shift("shift.planned", new, by=by, at=at)
        send_shift_change(new, messages.SHIFT_ADDED, at=at)
    copied.count = len(made)
    return copied


def _overlap(one: DateTimeTZRange, other: DateTimeTZRange) -> bool:
    return bool(one.lower < other.upper and other.lower < one.upper)


def _same(one: Shift, other: Shift) -> bool:
    return (one.office_id, one.during, one.duty) == (other.office_id, other.during, other.duty)


def _why_not(
    new: Shift, here: set[int], absences: list[Absence], clash: Shift | None, day_off: bool, at: datetime
) -> str:
    if new.during.upper <= at:
        return "đã qua"
    if new.staff_id not in here:
        return "không còn làm ở đơn vị"
    if day_off:
        return "ngày nghỉ"
    if any(absence.staff_id == new.staff_id and covers(absence, new.during) for absence in absences):
        return "đã báo vắng"
    return "đã có ca khác" if clash is not None else ""


@transaction.atomic
def publish_week(*, office: Office, monday: date, by: Staff, at: datetime) -> int:
    """Publish the plans of the week from `monday`, with one message to each person; returns how many shifts.

    AlreadyDone when nothing is left to publish; NotAllowed for anyone who does not plan there.
    """
    check_may_plan(by, office, at)
    monday = monday_of(monday)
    rows = Shift.objects.filter(office=office, state=Shift.State.PLANNED, during__overlap=week_range(monday))
    lock_people(rows.values_list("staff_id", flat=True))
    shifts = list(rows.select_related("staff", "office").order_by("during", "pk"))
    if not shifts:
        raise AlreadyDone("Tuần này không còn ca nào chờ công bố.")
    for shift in shifts:
        shift.state, shift.changes = Shift.State.PUBLISHED, shift.changes + 1
        shift.changed_at, shift.changed_by = at, by
    Shift.objects.bulk_update(shifts, ["state", "changes", "changed_at", "changed_by"])
    record(
        name="shift.published", at=at, by=staff_actor(by), subject=f"roster:{office.code}:{monday}",
        subject_label=f"Lịch trực tuần {monday:%d/%m/%Y}, {office.name}", office_path=office.path,
        data={"shifts": len(shifts), "people": len({shift.staff_id for shift in shifts})},
    )  # fmt: skip
    _send_to_everybody(office, monday, shifts, at)
    return len(shifts)


def _send_to_everybody(office: Office, monday: date, shifts: list[Shift], at: datetime) -> None:
    by_person: dict[Staff, list[Shift]] = defaultdict(list)
    for shift in shifts:
        by_person[shift.staff].append(shift)
    for staff, own in by_person.items():
        text = messages.week_published_text(office, monday, own)
        send_to(staff, text, f"roster:{office.pk}:{monday}:{staff.pk}:{own[0].pk}", at=at)
