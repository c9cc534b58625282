"""Who may bring tables of other systems in."""

from __future__ import annotations

from typing import Final

from motcua.people.models import Role, Staff
from motcua.people.permissions import has_role

IMPORTS: Final = frozenset({Role.ICT_ADMIN})
"""Roles that bring tables in."""


def may_import(by: Staff) -> bool:
    """Whether `by` may import offices, staff and dossiers, and read what came of it: who administers accounts."""
    return any(has_role(by, role) for role in IMPORTS)
