"""Appointments for tests: a phone proved, a time booked, many rows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.directives import actions as directives
from motcua.directives.models import OperationPlan, RuleSet
from motcua.door.booking.actions.bookings import Booker, book_appointment
from motcua.door.booking.actions.phone_proof import prove_phone, send_booking_code
from motcua.door.booking.availability import Wish
from motcua.door.booking.queries.slots import days_offered
from motcua.door.models import Appointment, Premises
from motcua.door.person_keys import phone_key
from motcua.notices.models import Message
from motcua.people.models import Role, Staff
from tests.directives.house import PLAIN
from tests.door.gate_scene import Door, person
from tests.dossiers.world import MONDAY

PHONE = "0912345678"


def proof_of(phone: str, at: datetime = MONDAY) -> int:
    """The phone proved by the code that came to it."""
    number = send_booking_code(phone=phone, address="", device="", at=at)
    text = Message.objects.filter(to=phone, text__contains="mã đặt lịch").latest("pk").text
    return prove_phone(number=number, phone=phone, code=text.split(" là ")[1][:6], at=at)


def wish(door: Door, **changes: Any) -> Wish:
    """To hand in the world's procedure."""
    return Wish(**{"procedure": door.world.procedure, "purpose": "hand_in", **changes})


def booked(door: Door, starts: datetime, *, phone: str = PHONE, at: datetime = MONDAY, **changes: Any) -> Appointment:
    """A time booked by the person, not by staff."""
    booker = Booker(phone=phone, name="Vàng Thị Mỷ", proof=proof_of(phone, at))
    return book_appointment(premises=door.premises, wish=wish(door, **changes), starts=starts, booker=booker, at=at)


def free_times(door: Door, at: datetime = MONDAY, **changes: Any) -> list[datetime]:
    """Every time one may choose."""
    offers = days_offered(premises=door.premises, wish=wish(door, **changes), at=at)
    return [time for offer in offers for time in offer.times]


def fill(
    premises: Premises,
    procedure: Any,
    starts: Sequence[tuple[int, datetime]],
    *,
    first: int = 0,
    made_at: datetime = MONDAY,
) -> list[Appointment]:
    """Rows past the pages, a phone each: (counter, beginning), a quarter of an hour each."""
    rows = []
    for number, (counter, begins) in enumerate(starts, start=first):
        phone = f"09{number:08d}"
        rows.append(
            Appointment(
                code=f"T{number:03d}-{number % 100:02d}",
                premises=premises,
                counter_id=counter,
                during=DateTimeTZRange(begins, begins + timedelta(minutes=15)),
                procedure=procedure,
                name=f"Người thứ {number}",
                phone=phone,
                phone_digest=phone_key(phone),
                made_at=made_at,
            )
        )
    return Appointment.objects.bulk_create(rows)


def open_to_all(door: Door) -> None:
    """An approved plan, for letters that let counters open only with one."""
    OperationPlan.objects.create(office=door.office, title="Phương án", valid_from=MONDAY.date(), approved_at=MONDAY)


def put_in_force(
    door: Door, signed: datetime, number: int = 905, rule: Mapping[str, Any] | None = None, **more: Any
) -> RuleSet:
    """A letter of the province with this rule: taken in, sent by an officer and signed by the leader at `signed`."""
    officer = Staff.objects.filter(username="policy").first() or person(
        "policy", Role.POLICY_OFFICER, door.world.province
    )
    letter = directives.upload_letter(
        data=PLAIN.format(number=number).encode(), file_name=f"{number}.txt", by=officer, at=signed
    )
    rules = RuleSet.objects.get(directive=letter)
    for row in rules.rows.all():
        directives.remove_rule(row_id=row.pk, by=officer, at=signed)
    directives.add_rule(rule_set_id=rules.pk, ref="1", data={"when": {}, **(rule or {}), **more}, by=officer, at=signed)
    directives.propose_rules(rule_set_id=rules.pk, by=officer, at=signed)
    return directives.approve_rules(rule_set_id=rules.pk, by=door.world.leader, at=signed)


def jobs_waiting(name: str = "recheck_appointments") -> int:
    """How often the worker is asked for this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'", [name])
        return int(cursor.fetchone()[0])


def overlaps() -> int:
    """Pairs of appointments that hold the same time of the same counter."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM door_appointment a JOIN door_appointment b ON a.counter_id = b.counter_id"
            " AND a.id < b.id AND a.during && b.during WHERE a.state IN ('booked', 'held', 'arrived')"
            " AND b.state IN ('booked', 'held', 'arrived')"
        )
        return int(cursor.fetchone()[0])
