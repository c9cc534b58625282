"""Finding a place for a page, and answering a form whose action refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest

from motcua.door.permissions import RUNS_PLACES, holds_at
from motcua.door.places.queries.places import places_visible_to
from motcua.people.queries import Staff
from motcua.web.attempts import attempt

LARGEST_KEY = 2**62


def place_or_404(staff: Staff, premises_id: int, at: datetime) -> Any:
    """The place, where the person may look at it."""
    if premises_id >= LARGEST_KEY:
        raise Http404
    found = places_visible_to(staff, at).filter(pk=premises_id).first()
    if found is None:
        raise Http404
    return found


def runs(staff: Staff, premises: Any, at: datetime) -> bool:
    """Whether the person sets this place up, and not only looks."""
    return holds_at(staff, RUNS_PLACES, premises.office, at)


def run_or_404(staff: Staff, premises_id: int, at: datetime) -> Any:
    """The place, where the person sets it up."""
    premises = place_or_404(staff, premises_id, at)
    if not runs(staff, premises, at):
        raise Http404
    return premises


def tried(form: forms.Form, run: Callable[[], Any], names: Mapping[str, str] | None = None) -> bool:
    """Run the action; what it refuses stands at the form's fields (`names`: the action's name → the form's)."""
    with attempt(form=form, names=names):
        run()
        return True
    return False


def say_tried(request: HttpRequest, run: Callable[[], Any], done: str) -> None:
    """Run the action of a button, and say on the next page that it is done or why not."""
    with attempt(request):
        run()
        messages.success(request, done, extra_tags="good")
