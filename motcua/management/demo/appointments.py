"""A few people with an appointment at the ward's unit in the first days of the story."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.catalog.models import Procedure
from motcua.door.models import Appointment, Counter
from motcua.door.person_keys import phone_key
from motcua.management.demo.cast import NGUYEN_TRAI_UNIT
from motcua.rulebook.vietnamese import VIETNAM

_MONDAY: Final = datetime(2020, 3, 30, 7, 0, tzinfo=VIETNAM)
# Code, name, phone, day after Monday, hour, minute, counter, procedure.
_PEOPLE: Final = (
    ("HEN2-01", "Giàng Thị Say", "0912000101", 0, 8, 15, 1, "1.001193"),
    ("HEN2-02", "Lò Văn Páo", "0912000102", 0, 9, 0, 1, "2.000815"),
    ("HEN2-03", "Vừ Mí Nô", "0912000103", 0, 14, 0, 2, "2.000815"),
    ("HEN2-04", "Hoàng Thị Mến", "0912000104", 1, 8, 0, 1, "1.001193"),
    ("HEN2-05", "Nguyễn Văn Khải", "0912000105", 1, 8, 30, 1, "2.000815"),
    ("HEN2-06", "Sùng Thị Dợ", "0912000106", 1, 14, 30, 1, "1.001193"),
    ("HEN2-07", "Trần Quốc Toản", "0912000107", 4, 9, 0, 1, "1.001193"),
)
_BOOKED_AT: Final = _MONDAY - timedelta(days=3)


def load_appointments() -> int:
    """Add those that are missing; returns how many."""
    counters = {counter.number: counter for counter in Counter.objects.filter(premises__office__code=NGUYEN_TRAI_UNIT)}
    procedures = {
        procedure.code: procedure for procedure in Procedure.objects.filter(code__in={row[-1] for row in _PEOPLE})
    }
    made = 0
    for code, name, phone, day, hour, minute, number, procedure in _PEOPLE:
        begins = _MONDAY.replace(hour=hour, minute=minute) + timedelta(days=day)
        counter = counters[number]
        _, new = Appointment.objects.get_or_create(
            code=code,
            defaults={
                "premises_id": counter.premises_id,
                "counter": counter,
                "during": DateTimeTZRange(begins, begins + timedelta(minutes=15)),
                "procedure": procedures[procedure],
                "name": name,
                "phone": phone,
                "phone_digest": phone_key(phone),
                "made_at": _BOOKED_AT,
            },
        )
        made += new
    return made
