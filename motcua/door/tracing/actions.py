"""Ask, as a health officer, who was near a person; the question is kept and journalled, the people found are not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from motcua.door.gate.models import Visit
from motcua.door.health.models import DoorIncident, IncidentStep
from motcua.door.health.queries.incidents import incidents_visible_to
from motcua.door.health.queries.passes import pass_by_token, token_in_scan
from motcua.door.permissions import TRACES_CONTACTS
from motcua.door.person_keys import person_key
from motcua.door.places.models import Premises
from motcua.door.places.queries.places import premises_with_role
from motcua.door.tracing.models import Tracing
from motcua.door.tracing.queries import Trace, trace_contacts, tracings_visible_to
from motcua.door.tracing.stays import day_start
from motcua.journal.actions import record
from motcua.people.actions.throttle import count_attempt
from motcua.people.checks import id_number, phone, phone_digits
from motcua.people.models import Staff
from motcua.people.permissions import only_roles
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed, TooManyTries
from motcua.rulebook.work_calendar import localise

BY_NUMBER, BY_PHONE, BY_PASS, BY_VISIT = "id_number", "phone", "pass", "visit"
MOST_AN_HOUR: Final = 30
MOST_MARGIN: Final = 240
LONGEST_REASON: Final = 500
_HOUR: Final = timedelta(hours=1)
_SHORTEST_NUMBER: Final = 9


def ask_tracing(
    *,
    how: str,
    text: str,
    first: date,
    last: date,
    margin_minutes: int,
    reason: str,
    by: Staff,
    at: datetime,
    premises_id: int | None = None,
    incident_id: int | None = None,
) -> tuple[Tracing, Trace]:
    """Ask who was near a person from `first` to `last` (both days included) at the units below the asker's office, or
    at one of them. `how` says what `text` is: an identity number, a phone, a pass as scanned, the number of a visit.

    `reason` (the letter or the case it is for) is required and must not hold the number itself: it outlives the list.
    Raises InvalidInput, NotAllowed for one who is not of Health, or who asks too often.
    """
    reach = premises_with_role(by, TRACES_CONTACTS, at)
    if not reach:
        raise NotAllowed(only_roles(TRACES_CONTACTS, "được truy vết."))
    units = [premises for premises in reach if premises_id is None or premises.pk == premises_id]
    wrong = _wrong_window(first, last, localise(at).date())
    if not units:
        wrong["premises"] = "Đơn vị này không thuộc phạm vi của bạn."
    if not 0 <= margin_minutes <= MOST_MARGIN:
        wrong["margin"] = f"Khoảng thêm trước sau từ 0 đến {MOST_MARGIN} phút."
    if not reason.strip() or len(reason) > LONGEST_REASON:
        wrong["reason"] = f"Hãy ghi lý do: theo văn bản nào, ca nào; nhiều nhất {LONGEST_REASON} chữ."
    elif how in {BY_NUMBER, BY_PHONE} and _holds(reason, phone_digits(text)):
        wrong["reason"] = "Đừng ghi số của người đó vào lý do: lý do được giữ lâu hơn danh sách."
    person, problem = _person(how, text, units)
    if problem:
        wrong["text"] = problem
    incident = incidents_visible_to(by, at).filter(pk=incident_id).first() if incident_id is not None else None
    if incident_id is not None and incident is None:
        wrong["incident"] = "Không có sự việc này trong phạm vi của bạn."
    if wrong:
        raise InvalidInput(wrong)
    try:
        count_attempt(f"tracing:{by.pk}", most=MOST_AN_HOUR, wait=_HOUR, at=at)
    except TooManyTries as many:
        raise NotAllowed(f"Bạn đã truy vết nhiều lần. Hãy đợi {many.seconds // 60 + 1} phút.") from many
    return _ask(
        Tracing(
            premises_id=premises_id,
            person=person,
            since=day_start(first),
            until=day_start(last + timedelta(days=1)),
            margin_minutes=margin_minutes,
            reason=reason.strip(),
            asked_by=by,
            asked_at=at,
            incident=incident,
        ),
        units,
    )


@transaction.atomic
def view_tracing(*, tracing_id: int, by: Staff, at: datetime, use: str = "page") -> tuple[Tracing, Trace]:
    """The list of a question asked before, found anew from what is still kept; each look is journalled with its `use`
    ("page", "csv", "xlsx"). Raises NotAllowed for anybody but the one who asked, who must still be of Health.
    """
    row = tracings_visible_to(by, at).filter(pk=tracing_id).first()
    if row is None:
        raise NotAllowed("Không có lần truy vết này, hoặc bạn không được xem.")
    reach = premises_with_role(by, TRACES_CONTACTS, at)
    units = [premises for premises in reach if row.premises_id is None or premises.pk == row.premises_id]
    found = _find(row, units)
    _record("tracing.viewed", row, by=by, at=at, use=use, people=found.people)
    return row, found


@transaction.atomic
def _ask(row: Tracing, units: list[Premises]) -> tuple[Tracing, Trace]:
    found = _find(row, units)
    row.visits, row.contacts = len(found.own), found.people
    row.save()
    _record(
        "tracing.asked",
        row,
        by=row.asked_by,
        at=row.asked_at,
        since=row.since.isoformat(),
        until=row.until.isoformat(),
        margin=row.margin_minutes,
        visits=row.visits,
        people=row.contacts,
    )
    if row.incident is not None:
        _tick(row.incident, row)
    return row, found


def _tick(incident: DoorIncident, row: Tracing) -> None:
    """Mark the incident's own tracing step as done."""
    steps = IncidentStep.objects.filter(incident=incident, kind="trace", done_at=None, incident__closed_at=None)
    steps.update(
        done_at=row.asked_at,
        done_by=row.asked_by,
        outcome=f"Đã lập danh sách {row.contacts} người, lần truy vết số {row.pk}.",
    )


def _find(row: Tracing, units: list[Premises]) -> Trace:
    if not row.person:  # purged
        return Trace([], [])
    return trace_contacts(
        row.person, premises=units, since=row.since, until=row.until, margin=timedelta(minutes=row.margin_minutes)
    )


def _person(how: str, text: str, units: list[Premises]) -> tuple[str, str]:
    """The key of who is meant, or what is wrong with what was typed."""
    bare = text.strip()
    if how == BY_NUMBER:
        number = id_number(bare)
        return (person_key(id_number=number.value), "") if number.ok and bare else ("", number.error or "Hãy ghi số.")
    if how == BY_PHONE:
        called = phone(bare)
        return (person_key(phone=called.value), "") if called.ok and bare else ("", called.error or "Hãy ghi số.")
    if how == BY_PASS:
        held = pass_by_token(token_in_scan(bare))
        if held is None or held.premises_id not in {premises.pk for premises in units}:
            return "", "Không có thẻ này ở đơn vị nào trong phạm vi của bạn, hoặc thẻ đã được xóa theo thời hạn."
        return (f"staff:{held.staff_id}" if held.staff_id else held.person or f"pass:{held.pk}"), ""
    if how == BY_VISIT:
        number_typed = int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 18 else 0
        visit = Visit.objects.filter(pk=number_typed, room__premises__in=units, purged_at=None).first()
        if visit is None:
            return "", "Không có lượt vào này, hoặc đã được xóa theo thời hạn."
        return (f"staff:{visit.staff_id}" if visit.staff_id else visit.person or f"visit:{visit.pk}"), ""
    return "", "Hãy chọn tìm theo gì."


def _holds(reason: str, number: str) -> bool:
    return len(number) >= _SHORTEST_NUMBER and number in "".join(reason.split())


def _wrong_window(first: date, last: date, today: date) -> dict[str, str]:
    if last < first:
        return {"last": "Ngày cuối không thể trước ngày đầu."}
    if last > today:
        return {"last": "Ngày cuối không thể ở tương lai."}
    if first < today - timedelta(days=settings.DOOR_DATA_DAYS):
        return {"first": f"Dữ liệu ở cửa chỉ được giữ {settings.DOOR_DATA_DAYS} ngày."}
    return {}


def _record(name: str, row: Tracing, *, by: Staff, at: datetime, **data: object) -> None:
    """Record the question, without the person and the reason's words: nothing is ever removed from the journal."""
    premises = row.premises
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"tracing:{row.pk}",
        subject_label=premises.office.name if premises is not None else "",
        office_path=premises.office.path if premises is not None else by.office.path.split("/", 1)[0],
        data=data,
    )
