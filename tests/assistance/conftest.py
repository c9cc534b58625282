"""Where people ask for help: the small province with a support point and its helper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from motcua.assistance.actions.requests import ask_help
from motcua.assistance.models import HelpRequest
from motcua.dossiers.models import Draft
from motcua.people.models import Office, OfficeKind, Role, Staff, StaffRole
from tests.dossiers.world import MONDAY, World, filled_draft, make_world


@dataclass
class Desk:
    """The world, its support point, and who answers where."""

    world: World
    point: Office
    helper: Staff
    head: Staff
    supervisor: Staff

    def ask(self, **changes: Any) -> HelpRequest:
        """A question to the commune's unit, in writing."""
        wanted: dict[str, Any] = {
            "kind": "chat",
            "office": self.world.commune,
            "name": "Vàng Thị Mỷ",
            "text": "Cần mang giấy gì?",
            "at": MONDAY,
        }
        return ask_help(**(wanted | changes))

    def draft(self) -> Draft:
        """A draft of the commune's, filled."""
        return filled_draft(self.world)


def make_desk() -> Desk:
    """Write the rows."""
    world = make_world()
    point = Office.objects.create(
        path=f"{world.commune.parent.path}/002.01.21.H22", code="002.01.21.H22", name="Điểm hỗ trợ Phú Linh",
        kind=OfficeKind.SUPPORT_POINT, level="commune", parent=world.commune.parent,
    )  # fmt: skip
    return Desk(
        world,
        point,
        person("helper", Role.SUPPORT_HELPER, point),
        person("head", Role.UNIT_HEAD, world.commune),
        person("supervisor", Role.SUPERVISOR, world.province),
    )


def person(username: str, role: str, office: Office) -> Staff:
    """Somebody with one role."""
    staff = Staff.objects.create(username=username, full_name=f"Cán bộ {username}", title="Công chức", office=office)
    StaffRole.objects.create(staff=staff, role=role, office=office)
    return staff


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()
