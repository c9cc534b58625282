"""Remove personal data of the door after the days set, and record how much was removed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from motcua.door.booking.models import Appointment
from motcua.door.gate.models import Visit
from motcua.door.health.models import Declaration, DoorIncident, IncidentStep, Pass
from motcua.door.queue.models import Ticket
from motcua.door.retention.models import Purge
from motcua.door.tracing.models import Tracing
from motcua.door.tracing.stays import day_start
from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM
from motcua.notices.actions import forget_messages
from motcua.rulebook.work_calendar import localise

MESSAGES: Final = ("ticket", "appointment", "premises", "door_incident", "phone")
"""How the subjects of the door's messages begin; "phone" is the code that proves one for a booking."""


@transaction.atomic
def purge_door_data(at: datetime) -> Purge:
    """Remove what is due at `at` (aware): everything of a day that lies settings.DOOR_DATA_DAYS days back, or more.

    Declarations and passes go whole. From visits, tickets, appointments, questions of tracing and closed incidents the
    person goes: names, phones, digests, codes of dossiers, what was measured, what was told in words. Messages of the
    door that were sent lose their phone and text: that one had a fever stands in them. Times, rooms and
    counters stay for the statistics, and so does who of the staff sat at which counter. A shorter number of days
    counts for what is kept already, a longer one only for what comes.
    """
    today = localise(at).date()
    last = today - timedelta(days=settings.DOOR_DATA_DAYS)
    before = day_start(last + timedelta(days=1))
    declarations = Declaration.objects.filter(Q(purge_on__lte=today) | Q(made_at__lt=before))
    passes = Pass.objects.filter(Q(purge_on__lte=today) | Q(valid_until__lte=before))
    visits = Visit.objects.filter(entered_at__lt=before, purged_at=None)
    tickets = Ticket.objects.filter(day__lte=last, purged_at=None)
    appointments = Appointment.objects.filter(during__endswith__lte=before, purged_at=None)
    incidents = DoorIncident.objects.filter(closed_at__lt=before).exclude(what="")
    row = Purge(
        at=at,
        until=last,
        visits=visits.update(full_name="", phone="", person="", staff=None, given_pass=None, checks={}, purged_at=at),
        tickets=tickets.update(name="", phone="", person="", dossier_code="", purged_at=at),
        appointments=appointments.update(name="", phone="", phone_digest="", dossier_code="", purged_at=at),
        passes=passes.count(),
        declarations=declarations.count(),
    )
    passes.delete()
    declarations.delete()
    Tracing.objects.filter(asked_at__lt=before).exclude(person="").update(person="")
    IncidentStep.objects.filter(incident__in=incidents).update(outcome="")
    incidents.update(what="")
    forget_messages(subjects=MESSAGES, before=before)
    row.save()
    record(
        name="door.purged",
        at=at,
        by=SYSTEM,
        subject=f"purge:{row.pk}",
        subject_label=last.isoformat(),
        data={
            "until": last.isoformat(),
            "days": settings.DOOR_DATA_DAYS,
            "declarations": row.declarations,
            "passes": row.passes,
            "visits": row.visits,
            "tickets": row.tickets,
            "appointments": row.appointments,
        },
    )
    return row
