"""Pass an accepted dossier on along its route."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.actions.planned_tasks import open_planned_tasks
from motcua.dossiers.life import clock
from motcua.dossiers.life.transitions import apply, move
from motcua.dossiers.models import Dossier
from motcua.journal.actor import Actor
from motcua.people.models import Staff
from motcua.rulebook import dossier_states
from motcua.rulebook.dossier_states import Effect, Move


def pass_on(dossier: Dossier, *, by: Staff | Actor, at: datetime) -> Move:
    """Send an accepted dossier to the first stage of its route, in the same act as its acceptance.

    An electronic dossier is there at once, so the law's "same working day" (Decree 61/2018 Art. 18.2) is kept.
    """
    taken = dossier_states.move("forward", dossier.state, route=dossier.route, stage=dossier.stage)
    apply(dossier, taken, by=by, at=at)
    if taken.effect is Effect.STOP:
        clock.stop(dossier, at)
    if dossier.pk is not None:  # a new one gets its tasks when it is saved
        open_planned_tasks(dossier, by=by, at=at)
    return taken


def step(dossier: Dossier, code: str, *, by: Staff | Actor, at: datetime, note: str = "") -> Move:
    """Take a step with a locked dossier and let its clock follow the table: start, pause, resume, restart or stop.

    A re-appointment needs its new moment, which the act itself gives to the clock.
    """
    taken = move(dossier, code, by=by, at=at, note=note)
    if taken.effect is Effect.START:
        clock.start(dossier, at)
    elif taken.effect is Effect.PAUSE:
        clock.pause(dossier, at, taken.step.label.lower())
    elif taken.effect is Effect.RESTART:
        clock.supplemented(dossier, dossier.supplemented_at or at)
    elif taken.effect is Effect.RESUME:
        clock.resume(dossier, at, taken.step.label.lower())
    elif taken.effect is Effect.STOP:
        clock.stop(dossier, at)
    if code == "forward":
        open_planned_tasks(dossier, by=by, at=at)
    return taken
