"""A few people with an appointment in the first days of the story."""

from __future__ import annotations

from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.catalog.models import Procedure
from motcua.door.models import Appointment, Counter
from motcua.door.person_keys import phone_key
from motcua.management.demo.story import Story


def load_appointments(story: Story) -> int:
    """Add those that are missing, booked three days before the story begins; returns how many."""
    counters = {row.number: row for row in Counter.objects.filter(premises__office__code=story.booking_unit)}
    codes = {booked.procedure for booked in story.booked}
    procedures = {procedure.code: procedure for procedure in Procedure.objects.filter(code__in=codes)}
    made = 0
    for booked in story.booked:
        begins = story.begins.replace(hour=booked.hour, minute=booked.minute) + timedelta(days=booked.day)
        counter = counters[booked.counter]
        _, new = Appointment.objects.get_or_create(
            code=booked.code,
            defaults={
                "premises_id": counter.premises_id,
                "counter": counter,
                "during": DateTimeTZRange(begins, begins + timedelta(minutes=15)),
                "procedure": procedures[booked.procedure],
                "name": booked.name,
                "phone": booked.phone,
                "phone_digest": phone_key(booked.phone),
                "made_at": story.begins.replace(hour=7, minute=0) - timedelta(days=3),
            },
        )
        made += new
    return made
