"""Who may bring tables of other systems in."""

from __future__ import annotations

from motcua.people.models import Role, Staff
from motcua.people.permissions import has_role


def may_import(by: Staff) -> bool:
    """Whether `by` may import offices, staff and dossiers, and read what came of it: who administers accounts."""
    return has_role(by, Role.ICT_ADMIN)
