"""Dossiers at the places of their life from which the rarer acts begin."""

from __future__ import annotations

from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.journal import queries as journal
from motcua.journal.queries import Event
from motcua.people.models import Office, Role, Staff, StaffRole
from tests.dossiers.world import MONDAY, World, at, filled_draft


def submitted(world: World) -> Dossier:
    return actions.submit_online(draft=filled_draft(world), at=MONDAY).dossier


def accepted(world: World) -> Dossier:
    """Accepted on Monday 30 March 2020 at 9:00; three working days, so due on Thursday 2 April at 17:00."""
    return actions.accept(dossier=submitted(world), by=world.receiver, at=MONDAY)[0]


def appraised(world: World) -> Dossier:
    return actions.appraise(dossier=accepted(world), by=world.processor, at=at(30, 10, month=3))


def approved(world: World) -> Dossier:
    return actions.approve(dossier=appraised(world), by=world.approver, at=at(30, 14, month=3))


def person(name: str, role: Role, office: Office) -> Staff:
    """One more person of the cast."""
    staff = Staff.objects.create(username=name, full_name=f"Cán bộ {name}", office=office)
    StaffRole.objects.create(staff=staff, role=role, office=office)
    return staff


def events(dossier: Dossier, name: str) -> list[Event]:
    return [event for event in journal.history(f"dossier:{dossier.pk}") if event.name == f"dossier.{name}"]
