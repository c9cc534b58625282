"""Call standby staff in to work on site."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.people.models import Office, Staff
from motcua.refusals import NotAllowed
from motcua.rosters import messages
from motcua.rosters.actions.claims import lock_people
from motcua.rosters.actions.events import record_shift, send_shift_change
from motcua.rosters.models import Absence, Shift
from motcua.rosters.permissions import may_call_in_reserve
from motcua.rosters.queries.absences import covers
from motcua.rosters.times import day_range


@transaction.atomic
def call_in_reserve(*, office: Office, day: date, by: Staff, at: datetime) -> list[Shift]:
    """Call everybody standing by at the office on `day` on site, from `at` (aware) for the rest of the shift.

    Each is told at once. People told to be absent stay away. Asked again it finds nobody left to call. NotAllowed for
    somebody without any role at the office or above it. The place of each shift and its moment are journalled.
    """
    if not may_call_in_reserve(by, office, at):
        raise NotAllowed("Chỉ người của đơn vị hoặc cấp trên gọi người dự phòng của đơn vị.")
    rows = Shift.objects.filter(
        office=office, state=Shift.State.PUBLISHED, place=Shift.Place.STANDBY, during__overlap=day_range(day)
    ).exclude(during__endswith__lte=at)
    lock_people(rows.values_list("staff_id", flat=True))
    on_standby = list(
        rows.select_related("staff", "office").order_by("during", "pk")
    )  # read anew, now that they are ours
    absences = list(Absence.objects.filter(staff__in={shift.staff_id for shift in on_standby}, ended_at=None))
    called = []
    for shift in on_standby:
        if any(absence.staff_id == shift.staff_id and covers(absence, shift.during) for absence in absences):
            continue
        shift.place = Shift.Place.ON_SITE
        shift.during = DateTimeTZRange(max(shift.during.lower, at), shift.during.upper)
        shift.changes += 1
        shift.changed_at, shift.changed_by = at, by
        shift.save()
        record_shift("shift.changed", shift, by=by, at=at, was=Shift.Place.STANDBY.value)
        send_shift_change(shift, messages.RESERVE_CALLED, at=at)
        called.append(shift)
    return called
