"""Report and end absences; the person's shifts are taken out at once and the planner sees the empty ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rosters import messages
from motcua.rosters.actions.claims import lock_people
from motcua.rosters.actions.events import record_shift, send_shift_change, send_to, send_to_heads
from motcua.rosters.actions.shifts import take_out
from motcua.rosters.models import LIVE_STATES, Absence, Shift
from motcua.rosters.permissions import may_report_absence
from motcua.rosters.queries.absences import covers

LEFT_BY_ABSENCE = "Trống vì vắng mặt"


@dataclass(frozen=True, slots=True)
class AbsenceOutcome:
    """The absence, the shifts it left empty, and those that go on from home."""

    absence: Absence
    vacancies: list[Shift]
    moved_home: list[Shift]


@transaction.atomic
def report_absence(
    *,
    staff: Staff,
    kind: str,
    since: date,
    until: date | None = None,
    works_from_home: bool = False,
    note_text: str = "",
    by: Staff,
    at: datetime,
) -> AbsenceOutcome:
    """Report that the person is away from `since` to `until` (both included; None is until ended).

    Every shift of the time that is not over is taken out at once, at every office, standby too; one that runs now ends
    at `at`. A person who works from home keeps the online duties, as home shifts. Past shifts stay as they were, for
    contact tracing. The units' heads are told once, without the reason, which stays out of the journal too.
    InvalidInput for dates that make no sense; NotAllowed; AlreadyDone for the same absence told twice.
    """
    _check(kind, since, until, works_from_home)
    if not may_report_absence(by, staff, at):
        raise NotAllowed("Chỉ chính người đó hoặc người phụ trách báo vắng được.")
    lock_people([staff.pk])
    same = Absence.objects.filter(staff=staff, kind=kind, ended_at=None).filter(Q(until=None) | Q(until__gte=since))
    if (same if until is None else same.filter(since__lte=until)).exists():
        raise AlreadyDone("Việc vắng mặt này đã được báo.")
    absence = Absence.objects.create(
        staff=staff, kind=kind, since=since, until=until, works_from_home=works_from_home, told_at=at, told_by=by,
        note=note_text.strip()[:300],
    )  # fmt: skip
    rows = Shift.objects.filter(staff=staff, state__in=LIVE_STATES, during__endswith__gt=at)
    vacancies: list[Shift] = []
    moved: list[Shift] = []
    for shift in rows.select_related("staff", "office").order_by("during"):
        if not covers(absence, shift.during):
            continue
        if works_from_home and shift.duty == Shift.Duty.ONLINE and shift.place != Shift.Place.STANDBY:
            if shift.place != Shift.Place.HOME:
                moved.append(_send_home(shift, by=by, at=at))
        else:
            vacancies.append(_leave(shift, by=by, at=at))
    record(
        name="absence.told", at=at, by=staff_actor(by), subject=f"staff:{staff.pk}", subject_label=staff.full_name,
        office_path=staff.office.path,
        data={"absence": absence.pk, "since": since.isoformat(), "until": until.isoformat() if until else "",
              "shifts": len(vacancies)},
    )  # fmt: skip
    _send_messages(absence, vacancies, by=by, at=at)
    return AbsenceOutcome(absence, vacancies, moved)


def _check(kind: str, since: date, until: date | None, works_from_home: bool) -> None:
    wrong = {}
    if kind not in Absence.Kind.values:
        wrong["kind"] = "Hãy chọn lý do."
    if until is not None and until < since:
        wrong["until"] = "Ngày cuối phải từ ngày đầu trở đi."
    if works_from_home and kind == Absence.Kind.LEAVE:
        wrong["works_from_home"] = "Người nghỉ phép không trực tại nhà."
    if wrong:
        raise InvalidInput(wrong)


def _send_home(shift: Shift, *, by: Staff, at: datetime) -> Shift:
    shift.place, shift.changed_at, shift.changed_by = Shift.Place.HOME, at, by
    if shift.state == Shift.State.PUBLISHED:
        shift.changes += 1
    shift.save()
    record_shift("shift.changed", shift, by=by, at=at)
    send_shift_change(shift, messages.SHIFT_AT_HOME, at=at)
    return shift


def _leave(shift: Shift, *, by: Staff, at: datetime) -> Shift:
    """Take the shift out; of a running shift only the rest, as a separate row, as the person was there until now."""
    if shift.during.lower >= at:
        take_out(shift, by=by, at=at, why=LEFT_BY_ABSENCE)
        return shift
    until, was_published = shift.during.upper, shift.state == Shift.State.PUBLISHED
    shift.during = DateTimeTZRange(shift.during.lower, at)
    shift.changed_at, shift.changed_by = at, by
    shift.changes += was_published
    shift.save()
    record_shift("shift.changed", shift, by=by, at=at)
    rest = Shift.objects.create(
        office=shift.office, staff=shift.staff, during=DateTimeTZRange(at, until), place=shift.place, duty=shift.duty,
        counter=shift.counter, fields=shift.fields, state=Shift.State.CANCELLED, note=LEFT_BY_ABSENCE,
        changes=int(was_published), changed_at=at, changed_by=by,
    )  # fmt: skip
    record_shift("shift.cancelled", rest, by=by, at=at)
    return rest


def _send_messages(absence: Absence, vacancies: list[Shift], *, by: Staff, at: datetime) -> None:
    staff, reference = absence.staff, f"absence:{absence.pk}"
    offices = {vacancy.office_id: vacancy.office for vacancy in vacancies}
    if vacancies:
        send_to_heads(offices.values(), messages.absence_text(absence, len(vacancies)), reference, at=at, but=by)
    if by.pk != staff.pk:
        send_to(staff, messages.own_absence_text(absence, len(vacancies)), f"{reference}:self", at=at)


@transaction.atomic
def end_absence(*, absence_id: int, by: Staff, at: datetime) -> Absence:
    """End the absence from now on; shifts taken out stay out. Raises AlreadyDone if it was ended."""
    absence = Absence.objects.select_for_update(of=("self",)).select_related("staff__office").get(pk=absence_id)
    if by.pk != absence.told_by_id and not may_report_absence(by, absence.staff, at):
        raise NotAllowed("Chỉ chính người đó hoặc người phụ trách báo đi làm lại được.")
    if absence.kind == Absence.Kind.QUARANTINE and by.pk == absence.staff_id:
        raise NotAllowed("Người phụ trách hoặc cán bộ y tế ghi hết cách ly, không phải chính người đó.")
    if absence.ended_at is not None:
        raise AlreadyDone("Việc vắng mặt này đã kết thúc.")
    absence.ended_at = at
    absence.save(update_fields=["ended_at"])
    record(
        name="absence.ended", at=at, by=staff_actor(by), subject=f"staff:{absence.staff_id}",
        subject_label=absence.staff.full_name, office_path=absence.staff.office.path, data={"absence": absence.pk},
    )  # fmt: skip
    return absence
