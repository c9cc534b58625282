"""After the days set nothing of the person is left, in any table of the door or in the journal; the day set exactly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from psycopg.types.range import TimestamptzRange

from motcua.catalog.actions.internal_forms import load_internal_forms
from motcua.door.health.actions.declarations import make_declaration, open_declaration
from motcua.door.health.actions.incidents import close_incident, do_incident_step, open_incident
from motcua.door.models import Appointment, CounterSession, Declaration, Pass, Purge, Ticket, Visit
from motcua.door.person_keys import person_key, phone_key
from motcua.door.retention.actions import purge_door_data
from motcua.door.tracing.actions import ask_tracing
from motcua.journal.models import Event
from motcua.notices.models import Message
from tests.door.gate_scene import Door
from tests.dossiers.world import MONDAY, at

NAME, PHONE = "Vàng Thị Mỷ", "0912345678"
ANSWERS = {
    "full_name": NAME, "phone": PHONE, "address": "Thôn Mường", "symptoms": "no", "contact": "no", "travelled": "no",
}  # fmt: skip
DUE = at(20, 0, 5)  # 21 days after Monday 30 March


@pytest.fixture(autouse=True)
def twenty_one_days(settings) -> None:
    settings.DOOR_DATA_DAYS = 21


def lived(door: Door, moment=MONDAY) -> Visit:
    """A person came: booked, declared, entered, was served, was looked at, was traced, fell ill."""
    load_internal_forms(moment)
    made = make_declaration(premises_id=door.premises.pk, answers=ANSWERS, at=moment)
    open_declaration(declaration_id=made.declaration.pk, by=door.marshal, at=moment)
    ticket = Ticket.objects.create(
        premises=door.premises, day=moment.date(), series="A", number=1, source="phone", name=NAME, phone=PHONE,
        dossier_code="H22-1", taken_at=moment, queued_at=moment, counter=door.counters[0], served_at=moment,
        ended_at=moment + timedelta(minutes=9), state="done",
    )  # fmt: skip
    booked = Appointment.objects.create(
        code="AAAA-11", premises=door.premises, counter=door.counters[0], name=NAME, phone=PHONE,
        phone_digest=phone_key(PHONE), made_at=moment, dossier_code="H22-1", state="done",
        during=TimestamptzRange(moment, moment + timedelta(minutes=15)),
    )  # fmt: skip
    visit = Visit.objects.create(
        room=door.room, full_name=NAME, phone=PHONE, person=person_key(phone=PHONE), given_pass=made.entry_pass,
        ticket=ticket, appointment=booked, entered_at=moment, left_at=moment + timedelta(minutes=20),
        left_how="scanned", checks={"temperature": 38.6},
    )  # fmt: skip
    incident = open_incident(
        premises_id=door.premises.pk, kind="other", what=f"{NAME} ngất", by=door.marshal, at=moment, visit_id=visit.pk
    )
    for step in incident.steps.all():
        do_incident_step(step_id=step.pk, by=door.marshal, at=moment, note=f"Gọi cho {PHONE}")
    close_incident(incident_id=incident.pk, by=door.head, at=moment)
    ask_tracing(
        how="phone", text=PHONE, first=moment.date(), last=moment.date(), margin_minutes=15, reason="Công văn 12",
        by=door.health, at=moment,
    )  # fmt: skip
    return visit


def where_found(*traces: str) -> set[str]:
    """Columns of the door's tables and of the journal in which any of the texts stands."""
    found = set()
    tables = [model._meta for model in apps.get_app_config("door").get_models()] + [Event._meta]
    with connection.cursor() as cursor:
        for meta in tables:
            for field in meta.local_fields:
                cursor.execute(
                    f'SELECT count(*) FROM "{meta.db_table}" WHERE "{field.column}"::text LIKE ANY(%s)',
                    [[f"%{text}%" for text in traces]],
                )
                row = cursor.fetchone()
                if row and row[0]:
                    found.add(f"{meta.db_table}.{field.column}")
    return found


TRACES = (NAME, PHONE, "H22-1", "38.6")


def digests() -> tuple[str, ...]:
    return (person_key(phone=PHONE), phone_key(PHONE))


def test_nothing_of_the_person_is_found_anywhere_afterwards(door: Door) -> None:
    visit = lived(door)
    before = where_found(*TRACES, *digests())
    assert {"door_visit.full_name", "door_ticket.phone", "door_pass.person", "door_tracing.person",
            "door_appointment.phone_digest", "door_doorincident.what"} <= before  # fmt: skip
    assert not any("journal" in column for column in before)
    purge_door_data(DUE)
    assert where_found(*TRACES, *digests()) == set()
    visit.refresh_from_db()
    assert (visit.entered_at, visit.left_at, visit.purged_at) == (MONDAY, MONDAY + timedelta(minutes=20), DUE)
    assert Ticket.objects.get().served_at == MONDAY and Appointment.objects.get().state == "done"


def test_messages_of_the_door_lose_phone_and_words_and_those_still_to_send_wait(door: Door) -> None:
    for number, (subject, state) in enumerate([
        ("ticket:1", "sent"), ("appointment:1", "failed"), ("premises:1", "sent"), ("phone:ab12", "sent"),
        ("dossier:1", "sent"), ("ticket:2", "waiting"),
    ]):  # fmt: skip
        Message.objects.create(
            to=PHONE, text=f"Số của {NAME}", reference=f"m:{number}", subject=subject, state=state, created_at=MONDAY
        )
    purge_door_data(at(19, 23, 59))
    assert Message.objects.filter(to=PHONE).count() == 6
    purge_door_data(DUE)
    kept = Message.objects.exclude(to="").order_by("id")
    assert [message.subject for message in kept] == ["dossier:1", "ticket:2"]
    assert not Message.objects.exclude(pk__in=kept).exclude(text="").exists()


def test_the_day_set_exactly(door: Door) -> None:
    lived(door)
    evening_before = at(19, 23, 59)
    row = purge_door_data(evening_before)
    assert (row.visits, row.tickets, row.appointments, row.passes, row.declarations) == (0, 0, 0, 0, 0)
    assert Visit.objects.get().full_name == NAME and Pass.objects.exists() and Declaration.objects.exists()
    row = purge_door_data(at(20, 0))
    assert (row.visits, row.tickets, row.appointments, row.passes, row.declarations) == (1, 1, 1, 1, 1)
    assert not Pass.objects.exists() and not Declaration.objects.exists()


def test_one_minute_to_midnight_and_midnight_are_two_days(door: Door) -> None:
    late = Visit.objects.create(room=door.room, full_name="A", entered_at=at(30, 23, 59, month=3))
    early = Visit.objects.create(room=door.room, full_name="B", entered_at=at(31, 0, month=3))
    assert purge_door_data(at(20, 0)).visits == 1
    late.refresh_from_db()
    early.refresh_from_db()
    assert (late.full_name, early.full_name) == ("", "B")


def test_counts_are_written_down_and_a_second_run_finds_nothing(door: Door) -> None:
    lived(door)
    purge_door_data(DUE)
    event = Event.objects.get(name="door.purged")
    assert event.data == {
        "until": "2020-03-30", "days": 21, "declarations": 1, "passes": 1, "visits": 1, "tickets": 1, "appointments": 1,
    }  # fmt: skip
    again = purge_door_data(DUE)
    assert (again.visits, again.tickets, again.passes) == (0, 0, 0)
    assert Purge.objects.filter(until=date(2020, 3, 30)).count() == 2


def test_fewer_days_count_for_what_is_kept_already(door: Door, settings) -> None:
    lived(door)
    settings.DOOR_DATA_DAYS = 3
    row = purge_door_data(at(2, 0))
    assert (row.visits, row.passes, row.declarations) == (1, 1, 1)


def test_a_pass_that_holds_for_days_is_kept_after_its_last(door: Door, settings) -> None:
    settings.STAFF_PASS_DAYS = 7
    load_internal_forms(MONDAY)
    make_declaration(premises_id=door.premises.pk, answers=ANSWERS, at=MONDAY, by=door.head, own=True)
    assert purge_door_data(at(25, 12)).passes == 0
    assert purge_door_data(at(26, 0)).passes == 1


def test_staff_visits_lose_the_person_and_counters_keep_who_sat_there(door: Door) -> None:
    Visit.objects.create(room=door.room, who="staff", staff=door.head, entered_at=MONDAY)
    CounterSession.objects.create(counter=door.counters[0], staff=door.head, opened_at=MONDAY, closed_at=MONDAY)
    purge_door_data(DUE)
    assert Visit.objects.get().staff is None and Visit.objects.get().who == "staff"
    assert CounterSession.objects.get().staff == door.head


def test_an_incident_still_open_keeps_its_words(door: Door) -> None:
    made = open_incident(premises_id=door.premises.pk, kind="fever", what="Đang xử lý", by=door.marshal, at=MONDAY)
    purge_door_data(DUE)
    made.refresh_from_db()
    assert made.what == "Đang xử lý"
