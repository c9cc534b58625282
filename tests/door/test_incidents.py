"""An incident at the door: its playbook's steps, what the system does by itself, who ticks, how it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from psycopg.types.range import TimestamptzRange

from motcua.door.booking.actions.rebooking import recheck_appointments
from motcua.door.health.actions.incidents import close_incident, do_incident_step, open_incident
from motcua.door.health.queries.incidents import incidents_visible_to
from motcua.door.models import Appointment, DoorIncident, IncidentStep, Playbook, Room, Ticket, Visit
from motcua.journal.models import Event
from motcua.notices.models import Message
from motcua.people.models import Role
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rosters.models import Shift
from tests.door.gate_scene import Door, person
from tests.dossiers.world import MONDAY

WHAT = "Người ngồi hàng ghế hai, 38,4 độ"


@pytest.fixture
def incident(door: Door) -> DoorIncident:
    return opened(door)


def opened(door: Door, kind: str = "fever") -> DoorIncident:
    return open_incident(
        premises_id=door.premises.pk, kind=kind, what=WHAT, by=door.marshal, at=MONDAY, room_id=door.room.pk
    )


def step(incident: DoorIncident, kind: str) -> IncidentStep:
    return incident.steps.filter(kind=kind).get()


def test_the_steps_are_copied_and_stay_when_the_playbook_changes(incident: DoorIncident) -> None:
    kinds = list(incident.steps.values_list("kind", flat=True))
    assert kinds[0] == "isolate" and kinds[-1] == "reopen_room" and len(kinds) == 9
    Playbook.objects.filter(code="fever").update(steps=[{"kind": "note", "text": "Khác"}])
    assert incident.steps.count() == 9
    event = Event.objects.get(name="door_incident.opened")
    assert WHAT not in str(event.data) + event.subject_label


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"kind": "flood"}, "kind"), ({"what": "  "}, "what"), ({"room_id": 10**9}, "room"), ({"visit_id": 1}, "visit")],
)
def test_what_cannot_be_an_incident(door: Door, changes: dict[str, object], field: str) -> None:
    given = {"premises_id": door.premises.pk, "kind": "fever", "what": WHAT, "by": door.marshal, "at": MONDAY}
    with pytest.raises(InvalidInput) as wrong:
        open_incident(**(given | changes))  # type: ignore[arg-type]
    assert set(wrong.value.errors) == {field}


def test_a_visits_room_is_the_incidents(door: Door) -> None:
    visit = Visit.objects.create(room=door.room, entered_at=MONDAY)
    made = open_incident(
        premises_id=door.premises.pk, kind="case", what=WHAT, by=door.health, at=MONDAY, visit_id=visit.pk
    )
    assert made.room == door.room


def test_who_opens_who_sees(door: Door) -> None:
    made = opened(door)
    strangers = [door.world.stranger, person("other_gate", Role.ENTRY_MARSHAL, door.world.elsewhere)]
    for who in strangers:
        with pytest.raises(NotAllowed):
            open_incident(premises_id=door.premises.pk, kind="fever", what=WHAT, by=who, at=MONDAY)
        assert made not in incidents_visible_to(who, MONDAY)
    supervisor = person("looks", Role.SUPERVISOR, door.world.province)
    for who in (door.marshal, door.head, door.health, supervisor):
        assert made in incidents_visible_to(who, MONDAY)
    with pytest.raises(NotAllowed):
        do_incident_step(step_id=step(made, "isolate").pk, by=supervisor, at=MONDAY)


def test_close_disinfect_reopen_in_that_order(door: Door, incident: DoorIncident) -> None:
    closed = do_incident_step(step_id=step(incident, "close_room").pk, by=door.marshal, at=MONDAY)
    assert closed.outcome == "Đã đóng Phòng một cửa."
    assert Room.objects.get(pk=door.room.pk).closed_at == MONDAY
    with pytest.raises(NotAllowed, match="Khử khuẩn"):
        do_incident_step(step_id=step(incident, "reopen_room").pk, by=door.head, at=MONDAY)
    assert step(incident, "reopen_room").done_at is None
    do_incident_step(step_id=step(incident, "disinfect").pk, by=door.marshal, at=MONDAY, note="Phun lúc 10 giờ.")
    done = do_incident_step(step_id=step(incident, "reopen_room").pk, by=door.head, at=MONDAY + timedelta(hours=1))
    assert (done.done_by, done.outcome) == (door.head, "Đã mở lại Phòng một cửa.")
    assert Room.objects.get(pk=door.room.pk).closed_at is None
    assert step(incident, "disinfect").outcome == "Phun lúc 10 giờ."


def test_a_room_somebody_else_closed_already_is_no_hindrance(door: Door, incident: DoorIncident) -> None:
    Room.objects.filter(pk=door.room.pk).update(closed_at=MONDAY, closed_why="Sửa điện")
    assert "đã đóng" in do_incident_step(step_id=step(incident, "close_room").pk, by=door.marshal, at=MONDAY).outcome


def test_health_and_the_head_are_told_by_sms_without_a_word_about_the_person(
    door: Door, incident: DoorIncident
) -> None:
    for number, who in enumerate((door.head, door.health), start=1):
        type(who).objects.filter(pk=who.pk).update(phone=f"091200000{number}")
    done = do_incident_step(step_id=step(incident, "notify_health").pk, by=door.marshal, at=MONDAY)
    assert "2 người" in done.outcome and door.health.full_name in done.outcome
    assert set(Message.objects.values_list("to", flat=True)) == {"0912000001", "0912000002"}
    assert all(WHAT not in text for text in Message.objects.values_list("text", flat=True))


def test_without_phones_it_says_to_call(door: Door, incident: DoorIncident) -> None:
    assert (
        "gọi điện" in do_incident_step(step_id=step(incident, "notify_health").pk, by=door.marshal, at=MONDAY).outcome
    )
    assert not Message.objects.exists()


def test_who_waits_is_told(door: Door, incident: DoorIncident) -> None:
    for number, phone in ((1, "0912345678"), (2, "")):
        Ticket.objects.create(
            premises=door.premises, day=MONDAY.date(), series="A", number=number, source="kiosk", phone=phone,
            taken_at=MONDAY, queued_at=MONDAY,
        )  # fmt: skip
    done = do_incident_step(step_id=step(incident, "tell_people").pk, by=door.marshal, at=MONDAY)
    assert "1 người đang chờ; 1 người không để lại số" in done.outcome
    assert Message.objects.get().to == "0912345678"


def test_appointments_of_the_room_are_moved_and_counted(door: Door, incident: DoorIncident) -> None:
    during = TimestamptzRange(MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=1, minutes=15))
    for number, counter in enumerate(door.counters[:2]):
        Appointment.objects.create(
            code=f"AAAA-{number}1", premises=door.premises, counter=counter, phone="0912345678", name="Sùng Mí Phìn",
            made_at=MONDAY, during=during,
        )  # fmt: skip
    done = do_incident_step(step_id=step(incident, "move_appointments").pk, by=door.head, at=MONDAY)
    assert done.outcome.startswith("Đã dời 2 lịch hẹn đến hết ngày 30/03")
    assert not Appointment.objects.filter(state="booked", during__contains=MONDAY + timedelta(hours=1)).exists()


def test_what_the_closing_of_the_room_has_moved_by_itself_is_counted(door: Door, incident: DoorIncident) -> None:
    Appointment.objects.create(
        code="AAAA-11", premises=door.premises, counter=door.counters[0], phone="0912345678", name="Sùng Mí Phìn",
        made_at=MONDAY, procedure=door.world.procedure,
        during=TimestamptzRange(MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=1, minutes=15)),
    )  # fmt: skip
    do_incident_step(step_id=step(incident, "close_room").pk, by=door.head, at=MONDAY)
    assert recheck_appointments(MONDAY) == 1
    done = do_incident_step(step_id=step(incident, "move_appointments").pk, by=door.head, at=MONDAY)
    assert done.outcome.startswith("1 lịch hẹn đến hết ngày 30/03 đã dời ngay khi phòng đóng")


def test_one_who_stands_by_twice_is_one_person(door: Door, incident: DoorIncident) -> None:
    for hours in (1, 5):
        Shift.objects.create(
            office=door.office, staff=door.world.colleague, duty="counter", place="standby", state="published",
            during=TimestamptzRange(MONDAY + timedelta(hours=hours), MONDAY + timedelta(hours=hours + 1)),
            changed_at=MONDAY, changed_by=door.head,
        )  # fmt: skip
    done = do_incident_step(step_id=step(incident, "call_in_reserve").pk, by=door.head, at=MONDAY)
    assert done.outcome == f"Đã gọi 1 người dự phòng: {door.world.colleague.full_name}."


def test_no_appointments_to_move_is_said(door: Door, incident: DoorIncident) -> None:
    assert (
        "Không có lịch hẹn"
        in do_incident_step(step_id=step(incident, "move_appointments").pk, by=door.head, at=MONDAY).outcome
    )


def test_no_reserve_is_said(door: Door, incident: DoorIncident) -> None:
    done = do_incident_step(step_id=step(incident, "call_in_reserve").pk, by=door.head, at=MONDAY)
    assert "không có ca dự phòng" in done.outcome


def test_ticked_once_by_whom_and_when(door: Door, incident: DoorIncident) -> None:
    do_incident_step(step_id=step(incident, "isolate").pk, by=door.marshal, at=MONDAY)
    with pytest.raises(AlreadyDone):
        do_incident_step(step_id=step(incident, "isolate").pk, by=door.head, at=MONDAY)
    assert step(incident, "isolate").done_by == door.marshal
    assert Event.objects.filter(name="door_incident.step_done", subject=f"door_incident:{incident.pk}").count() == 1


def test_words_with_nul_are_kept_without_it(door: Door) -> None:
    crowd = open_incident(premises_id=door.premises.pk, kind="crowd", what="Đông\0 quá", by=door.head, at=MONDAY)
    first = crowd.steps.earliest("position")
    do_incident_step(step_id=first.pk, by=door.head, at=MONDAY, note="Đã\0 nhắc")
    close_incident(incident_id=crowd.pk, by=door.head, at=MONDAY, why="Hết\0 đông")
    first.refresh_from_db()
    assert crowd.what == "Đông quá"
    assert "Đã nhắc" in first.outcome
    assert {step.outcome for step in crowd.steps.filter(done_at=None)} == {"Không làm: Hết đông"}


def test_it_closes_with_all_done_or_with_a_reason(door: Door) -> None:
    crowd = opened(door, "crowd")
    for step in crowd.steps.all()[:3]:
        do_incident_step(step_id=step.pk, by=door.marshal, at=MONDAY)
    with pytest.raises(InvalidInput, match="Còn 1 bước"):
        close_incident(incident_id=crowd.pk, by=door.head, at=MONDAY)
    done = close_incident(incident_id=crowd.pk, by=door.head, at=MONDAY, why="Hết đông")
    assert done.closed_by == door.head
    last = crowd.steps.last()
    assert last is not None and last.done_at is None and last.outcome == "Không làm: Hết đông"
    for act in (
        lambda: close_incident(incident_id=crowd.pk, by=door.head, at=MONDAY, why="x"),
        lambda: do_incident_step(step_id=last.pk, by=door.head, at=MONDAY),
    ):
        with pytest.raises(AlreadyDone):
            act()
