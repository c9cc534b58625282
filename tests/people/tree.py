"""A small office tree for tests: a province, a district with its unit, a commune with its unit."""

from __future__ import annotations

from motcua.people.models import Office, Staff, StaffRole
from motcua.rulebook.vietnamese import sort_key


def office(code: str, kind: str = "committee", level: str = "province", parent: Office | None = None, **more) -> Office:
    name = more.pop("name", f"Cơ quan {code}")
    path = f"{parent.path}/{code}" if parent else code
    return Office.objects.create(
        path=path, code=code, name=name, kind=kind, level=level, parent=parent, sort_key=sort_key(name), **more
    )


def staff(username: str, at: Office, *roles: str) -> Staff:
    person = Staff.objects.create_user(username, None, full_name=username.title(), office=at)
    StaffRole.objects.bulk_create(StaffRole(staff=person, role=role, office=at) for role in roles)
    return person
