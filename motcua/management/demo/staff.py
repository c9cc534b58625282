"""Staff of the demo in their offices, and a few residents in the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.hashers import make_password

from motcua.management.demo.story import PASSWORD, Person, Resident
from motcua.people.actions.citizens import citizen_search_text
from motcua.people.models import Citizen, Office, Staff, StaffRole


def load_staff(people: Sequence[Person]) -> int:
    """Add the people who are missing, with their roles; returns how many."""
    offices = {office.code: office for office in Office.objects.all()}
    known = set(Staff.objects.values_list("username", flat=True))
    missing = [person for person in people if person.username not in known]
    # One hash for all: everybody has the demo's password, and hashing it forty times would take most of the start.
    password = make_password(PASSWORD) if missing else ""
    made = Staff.objects.bulk_create(
        Staff(
            username=person.username,
            full_name=person.full_name,
            title=person.title,
            office=offices[person.office],
            password=password,
        )
        for person in missing
    )
    StaffRole.objects.bulk_create(
        StaffRole(staff=staff, role=role, office=offices[person.role_office or person.office])
        for staff, person in zip(made, missing, strict=True)
        for role in person.roles
    )
    return len(made)


def load_residents(residents: Sequence[Resident]) -> int:
    """Add the residents who are missing; returns how many."""
    known = set(Citizen.objects.values_list("id_number", flat=True))
    made = Citizen.objects.bulk_create(
        Citizen(
            full_name=resident.full_name,
            id_number=resident.id_number,
            birth_date=date.fromisoformat(resident.born),
            phone=resident.phone,
            address=resident.address,
            search_text=citizen_search_text(resident.full_name, resident.id_number, resident.phone),
        )
        for resident in residents
        if resident.id_number not in known
    )
    return len(made)
