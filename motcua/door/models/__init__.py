"""The door: places, the gate, tickets, appointments, declarations, incidents, equipment."""

from motcua.door.booking.models import Appointment
from motcua.door.gate.models import GateAct, GateDevice, TurnedAway, Visit
from motcua.door.health.models import Declaration, Pass, Purge
from motcua.door.models.equipment import Equipment, Round
from motcua.door.models.incidents import Announcement, DoorIncident, IncidentStep, Playbook, Tracing
from motcua.door.places.models import Counter, CounterSession, Premises, Room
from motcua.door.queue.models import Rating, Ticket, TicketCall

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
