"""The history of a dossier in words: acts, looks, and what changed while a page was open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpRequest

from motcua.journal.queries import Event
from motcua.web.desk.event_words import say_event
from motcua.web.officer.act_forms import ACTS, ResultForm, form_for
from motcua.web.request_moment import moment_of

_LOOKS: Final = frozenset({"dossier.viewed", "dossier.file_viewed", "dossier.slip_printed", "dossier.exported"})


@dataclass(frozen=True, slots=True)
class Past:
    """Events of a dossier as (event, words), newest first: acts and looks."""

    acts: tuple[tuple[Event, str], ...]
    looks: tuple[tuple[Event, str], ...]


@dataclass(frozen=True, slots=True)
class RefusedInput:
    """The input of a refused act: its step, its form, and (label, text) of its fields."""

    step: str
    form: forms.Form
    lines: tuple[tuple[str, str], ...]


def past_of(events: Iterable[Event]) -> Past:
    """Sort the events of a dossier into acts and looks."""
    told = [(event, _said(event)) for event in events]
    told.reverse()
    return Past(
        tuple(entry for entry in told if entry[0].name not in _LOOKS),
        tuple(entry for entry in told if entry[0].name in _LOOKS),
    )


def _said(event: Event) -> str:
    """The event in words; a task's event names the office."""
    office = str(event.data.get("office", "")) if event.name.startswith("dossier.task_") else ""
    return f"{say_event(event)}: {office}" if office else say_event(event)


def meanwhile(request: HttpRequest, events: Sequence[Event]) -> list[tuple[Event, str]]:
    """The acts of others since the page that sent this act was shown, oldest first."""
    shown = request.POST.get("shown", "")
    if not (shown.isascii() and shown.isdecimal() and len(shown) < 19):
        return []
    return [(event, _said(event)) for event in events if event.pk > int(shown) and event.name not in _LOOKS]


def typed_in(request: HttpRequest, dossier: Any) -> RefusedInput | None:
    """The input of the refused act; None where it had none."""
    where = request.resolver_match
    if request.method != "POST" or where is None:
        return None
    step = "result" if where.url_name == "dossier_result" else str(where.kwargs.get("step", ""))
    if step != "result" and step not in ACTS:
        return None
    form = (
        ResultForm(request.POST, prefix="result")
        if step == "result"
        else form_for(step, dossier, request.POST, prefix=step, at=moment_of(request))
    )
    lines = [
        (str(bound.label), str(value))
        for bound in form
        if isinstance(value := request.POST.get(bound.html_name), str) and value.strip()
    ]
    return RefusedInput(step, form, tuple(lines)) if lines else None
