"""Template tags about a unit as people find it now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template

from motcua.directives.rulings import unit_contact

register = template.Library()


@register.inclusion_tag("web/components/unit_contact.html")
def unit_place(office: Any, moment: datetime, *, named: bool = True) -> dict[str, Any]:
    """The unit's address and phone at `moment` (aware), and what letters in force say of both, with their clauses."""
    return {"office": office, "contact": unit_contact(office, moment), "named": named}
