"""The calendar entry of an appointment through all that happens to it: one identity, and a sequence that only rises."""

from __future__ import annotations

from datetime import datetime

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from motcua.door.booking.actions.rebooking import displace_appointments
from motcua.door.models import Appointment, Premises
from tests.web.booking.test_booking_pages import book
from tests.web.conftest import MONDAY
from tests.web.desk import WARD_UNIT, staff

pytestmark = pytest.mark.usefixtures("province")


def entry_of(client: Client, made: Appointment) -> tuple[str, str, int, str, datetime]:
    """METHOD, STATUS, SEQUENCE, UID and beginning, as another program reads the file."""
    file = icalendar.Calendar.from_ical(client.get(reverse("web:appointment_calendar", args=[made.token])).content)
    (entry,) = file.events
    return str(file["METHOD"]), str(entry["STATUS"]), int(entry["SEQUENCE"]), str(entry["UID"]), entry.start


def test_each_change_is_a_higher_sequence_of_the_same_entry(visitor: Client) -> None:
    made = book(visitor)
    seen = [entry_of(visitor, made)]
    visitor.post(reverse("web:appointment_change", args=[made.token]), {"luc": "2020-04-06T10:00"})
    seen.append(entry_of(visitor, made))
    displace_appointments(
        premises_id=Premises.objects.get(office__code=WARD_UNIT).pk,
        since=MONDAY.replace(month=4, day=6, hour=7),
        until=MONDAY.replace(month=4, day=6, hour=18),
        because=[{"document": "905/UBND-PVHCC", "clause": "2.1", "note": "Quầy tạm dừng"}],
        by=staff("thu.truongbophan"),
        at=MONDAY,
    )
    seen.append(entry_of(visitor, made))
    offer = Appointment.objects.get(moved_from=made, state="held")
    visitor.post(reverse("web:appointment_accept", args=[offer.token]))
    seen.append(entry_of(visitor, made))
    visitor.post(reverse("web:appointment_cancel", args=[offer.token]))
    seen.append(entry_of(visitor, offer))
    methods, states, sequences, uids, starts = (list(column) for column in zip(*seen, strict=True))
    assert methods == ["PUBLISH", "PUBLISH", "CANCEL", "PUBLISH", "CANCEL"]
    assert states == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED"]
    assert sequences == sorted(set(sequences)) and sequences[0] == 0
    assert set(uids) == {f"{made.token}@motcua"}
    assert starts[0] != starts[1] != starts[3] == starts[4]
