"""Plan, change and cancel single shifts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.catalog.models import Field
from motcua.people.calendars import calendar_of
from motcua.people.models import Office, Staff
from motcua.refusals import AlreadyDone, InvalidInput
from motcua.rosters import messages
from motcua.rosters.actions.claims import claim, lock_people
from motcua.rosters.actions.events import record_shift, send_shift_change
from motcua.rosters.models import LIVE_STATES, Absence, Shift
from motcua.rosters.permissions import check_may_plan
from motcua.rosters.queries.absences import absences_on
from motcua.rosters.queries.people import people_of
from motcua.rosters.queries.week_grid import is_published
from motcua.rosters.times import monday_of, times_of, vietnam_day
from motcua.rosters.workload import heavy_week
from motcua.rulebook.vietnamese import say_day
from motcua.rulebook.work_calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Planned:
    """The shifts written, and what the planner should know of them; nothing was refused for a warning."""

    shifts: list[Shift]
    warnings: list[str]


@transaction.atomic
def plan_shift(
    *,
    office: Office,
    staff_id: int,
    day: date,
    sitting: str,
    place: str,
    duty: str,
    by: Staff,
    at: datetime,
    counter: int = 0,
    fields: Sequence[str] = (),
    start: time | None = None,
    end: time | None = None,
    note_text: str = "",
) -> Planned:
    """Put a person on duty: "morning", "afternoon", "day" (a shift for each sitting) or "free" from `start` to `end`.

    `counter` is 0 for none, `fields` codes of fields, none is all. In a week already published the shift is published
    at once and the person told; otherwise it waits for the week. Absence, a day off and too many sittings are warned
    of. InvalidInput for a person in two places, in quarantine, or not of the office;
    NotAllowed for anyone who does not plan.
    """
    check_may_plan(by, office, at)
    wanted = _wanted(place=place, duty=duty, counter=counter, fields=fields, note_text=note_text)
    calendar = calendar_of(office)
    spans = times_of(calendar, day, sitting, start, end)
    _not_over(spans[-1], at)
    staff = _person(office, staff_id)
    published = is_published(office.pk, monday_of(day))
    made = []
    for during in spans:
        shift = Shift(office=office, staff=staff, during=during, changed_at=at, changed_by=by, **wanted)
        if published:
            shift.state, shift.changes = Shift.State.PUBLISHED, 1
        warnings = _warnings(shift, calendar)
        claim(shift)
        record_shift("shift.planned", shift, by=by, at=at)
        send_shift_change(shift, messages.SHIFT_ADDED, at=at)
        made.append(shift)
    return Planned(made, _once([*warnings, *heavy_week(staff, day)]))


@transaction.atomic
def change_shift(
    *,
    shift_id: int,
    day: date,
    start: time,
    end: time,
    place: str,
    duty: str,
    by: Staff,
    at: datetime,
    counter: int = 0,
    fields: Sequence[str] = (),
    note_text: str = "",
) -> Planned:
    """Change when, where or for what a shift is; the person stays (another takes it over by `cover_shift`).

    Raises as `plan_shift`; AlreadyDone for a shift taken out meanwhile.
    """
    shift = locked_shift(shift_id)
    check_may_plan(by, shift.office, at)
    need_live(shift)
    wanted = _wanted(place=place, duty=duty, counter=counter, fields=fields, note_text=note_text)
    calendar = calendar_of(shift.office)
    (during,) = times_of(calendar, day, "free", start, end)
    _not_over(shift.during, at)
    _not_over(during, at)
    if all(getattr(shift, name) == value for name, value in wanted.items()) and shift.during == during:
        return Planned([shift], [])
    moved = monday_of(day) != monday_of(vietnam_day(shift.during.lower))
    shift.during = during
    for name, value in wanted.items():
        setattr(shift, name, value)
    shift.changed_at, shift.changed_by = at, by
    if shift.state == Shift.State.PLANNED and moved and is_published(shift.office_id, monday_of(day)):
        shift.state = Shift.State.PUBLISHED
    if shift.state == Shift.State.PUBLISHED:
        shift.changes += 1
    warnings = _warnings(shift, calendar)
    claim(shift, field="start")
    record_shift("shift.changed", shift, by=by, at=at)
    send_shift_change(shift, messages.SHIFT_CHANGED, at=at)
    return Planned([shift], _once([*warnings, *heavy_week(shift.staff, day)]))


@transaction.atomic
def cancel_shift(*, shift_id: int, by: Staff, at: datetime, why: str = "") -> Shift:
    """Take a shift out. AlreadyDone where it is out; InvalidInput once it is over."""
    shift = locked_shift(shift_id)
    check_may_plan(by, shift.office, at)
    need_live(shift)
    _not_over(shift.during, at)
    take_out(shift, by=by, at=at, why=why)
    send_shift_change(shift, messages.SHIFT_REMOVED, at=at)
    return shift


def take_out(shift: Shift, *, by: Staff, at: datetime, why: str = "") -> None:
    """Mark a locked shift as taken out and record it; whoever calls tells the person."""
    if shift.state == Shift.State.PUBLISHED:
        shift.changes += 1
    shift.state, shift.changed_at, shift.changed_by = Shift.State.CANCELLED, at, by
    shift.note = why[:300] or shift.note
    shift.save()
    record_shift("shift.cancelled", shift, by=by, at=at)


def locked_shift(shift_id: int) -> Shift:
    """The shift with its person taken for the transaction. InvalidInput where there is none."""
    found = Shift.objects.filter(pk=shift_id).values_list("staff_id", flat=True).first()
    if found is None:
        raise InvalidInput({"": "Không có ca trực này."})
    lock_people([found])
    return Shift.objects.select_related("staff", "office").get(pk=shift_id)


def need_live(shift: Shift) -> None:
    """Raise AlreadyDone for a shift that was taken out."""
    if shift.state not in LIVE_STATES:
        raise AlreadyDone("Ca trực này đã bỏ.")


def _person(office: Office, staff_id: int) -> Staff:
    if not people_of(office).filter(pk=staff_id).exists():
        raise InvalidInput({"staff": "Hãy chọn người của đơn vị."})
    return lock_people([staff_id])[staff_id]


def _wanted(*, place: str, duty: str, counter: int, fields: Sequence[str], note_text: str) -> Mapping[str, Any]:
    wrong = {}
    if place not in Shift.Place.values:
        wrong["place"] = "Hãy chọn nơi trực."
    if duty not in Shift.Duty.values:
        wrong["duty"] = "Hãy chọn việc trực."
    if not 0 <= counter <= 999:
        wrong["counter"] = "Số quầy từ 1 đến 999; để trống nếu không ngồi quầy."
    elif counter and duty != Shift.Duty.COUNTER:
        wrong["counter"] = "Chỉ ca trực quầy mới có số quầy."
    if duty == Shift.Duty.COUNTER and place == Shift.Place.HOME:
        wrong["place"] = "Không trực quầy ở nhà được; hãy chọn việc trực hồ sơ trực tuyến."
    known = set(Field.objects.filter(code__in=fields).values_list("code", flat=True)) if fields else set()
    if set(fields) - known:
        wrong["fields"] = "Có lĩnh vực không còn trong danh mục."
    if wrong:
        raise InvalidInput(wrong)
    return {"place": place, "duty": duty, "counter": counter, "fields": sorted(known), "note": note_text.strip()[:300]}


def _not_over(during: DateTimeTZRange, at: datetime) -> None:
    if during.upper <= at:
        raise InvalidInput({"day": "Ca này đã qua; không xếp hay sửa được nữa."})


def _warnings(shift: Shift, calendar: WorkCalendar) -> list[str]:
    """Warnings of a shift on an absence or a day off; raises where somebody in quarantine would not be at home."""
    day, found = vietnam_day(shift.during.lower), []
    for absence in absences_on([shift.staff_id], shift.during):
        if absence.kind == Absence.Kind.QUARANTINE and shift.place != Shift.Place.HOME:
            raise InvalidInput({"staff": f"{shift.staff.full_name} không đến cơ quan được ngày {say_day(day)}."})
        found.append(f"{shift.staff.full_name} đã báo vắng ngày {say_day(day)}.")
    if not calendar.reception_on(day):
        found.append(f"Ngày {say_day(day)} đơn vị nghỉ: {calendar.why_off(day)}.")
    return found


def _once(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(words))
