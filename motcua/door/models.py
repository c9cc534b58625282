"""All tables of the door, for Django and for the layers above; inside the door each noun imports its own `models`."""

from motcua.door.boards.models import Announcement
from motcua.door.booking.models import Appointment
from motcua.door.gate.models import GateAct, GateDevice, TurnedAway, Visit
from motcua.door.health.models import Declaration, DoorIncident, IncidentStep, Pass, Playbook
from motcua.door.places.models import Counter, CounterSession, Equipment, Premises, Room, Round
from motcua.door.queue.models import Rating, Ticket, TicketCall
from motcua.door.retention.models import Purge
from motcua.door.tracing.models import Tracing

__all__ = [
    "Announcement",
    "Appointment",
    "Counter",
    "CounterSession",
    "Declaration",
    "DoorIncident",
    "Equipment",
    "GateAct",
    "GateDevice",
    "IncidentStep",
    "Pass",
    "Playbook",
    "Premises",
    "Purge",
    "Rating",
    "Room",
    "Round",
    "Ticket",
    "TicketCall",
    "Tracing",
    "TurnedAway",
    "Visit",
]
