"""The door: places, the gate, tickets, appointments, declarations, incidents, equipment."""

from motcua.counters.models.appointments import Appointment
from motcua.counters.models.declarations import Declaration, Pass, Purge
from motcua.counters.models.equipment import Equipment, Round
from motcua.counters.models.gate import GateAct, GateDevice, TurnedAway, Visit
from motcua.counters.models.incidents import Announcement, DoorIncident, IncidentStep, Playbook, Tracing
from motcua.counters.models.places import Counter, CounterSession, Premises, Room
from motcua.counters.models.tickets import Rating, Ticket, TicketCall

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
