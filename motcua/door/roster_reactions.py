"""What follows at the counters when the roster changes."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.journal.queries import Event


def free_counter_later(event: Event) -> None:
    """Who is told absent gets up from his counter: by the worker, in a transaction of its own.

    Whoever tells an absence has locked people already; a unit's row is always locked before people (an incident's step
    calls in the reserve), so it may not be locked here.
    """
    app.configure_task("free_counter", queue="appointments").defer(absence_id=event.data["absence"])
