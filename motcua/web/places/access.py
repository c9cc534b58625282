"""Finds the place that an address names, where the person may see it or set it up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404

from motcua.door.permissions import may_run_places
from motcua.door.places.queries.places import places_visible_to
from motcua.people.queries import Staff

LARGEST_KEY = 2**62


def visible_place_or_404(staff: Staff, premises_id: int, at: datetime) -> Any:
    """The place, if the person may see it. Http404 for any other."""
    if premises_id >= LARGEST_KEY:
        raise Http404
    found = places_visible_to(staff, at).filter(pk=premises_id).first()
    if found is None:
        raise Http404
    return found


def runs(staff: Staff, premises: Any, at: datetime) -> bool:
    """Whether the person may set this place up."""
    return may_run_places(staff, premises.office, at)


def run_or_404(staff: Staff, premises_id: int, at: datetime) -> Any:
    """The place, if the person may set it up. Http404 for any other."""
    premises = visible_place_or_404(staff, premises_id, at)
    if not runs(staff, premises, at):
        raise Http404
    return premises
