"""The health declaration and the playbooks of the door, in the demo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from motcua.catalog.actions.internal_forms import load_internal_forms
from motcua.door.health.actions.playbooks import load_playbooks
from motcua.people.models import Staff


def load_health(at: datetime, phones: Mapping[str, str]) -> int:
    """Add the declaration form, published at `at` (aware), and the playbooks that are missing; returns how many.

    `phones` (user name → number) are given to those told of an incident who have none.
    """
    for username, phone in phones.items():
        Staff.objects.filter(username=username, phone="").update(phone=phone)
    return load_internal_forms(at) + load_playbooks()
