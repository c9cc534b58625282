"""A dossier that ends, or whose result is decided, leaves nothing open behind it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from motcua.dossiers import linking, registering
from motcua.dossiers.events import tell
from motcua.dossiers.life import clock
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.moving import apply, lock, step_codes
from motcua.journal.actor import Actor
from motcua.people.models import Staff
from motcua.rulebook import dossier_states
from motcua.rulebook.dossier_states import Effect, Move

_WITH_ITS_SET: Final = frozenset({"withdraw", "stop"})


def close_behind(dossier: Dossier, *, by: Staff | Actor, at: datetime) -> None:
    """In the transaction of the act: the side work still open is called off, the register and a linked set learn of it.

    The register says how it ended only where it has ended; a refusal is entered when it is returned (Art. 19.8).
    """
    state = dossier_states.state(dossier.state)
    waiting = Task.objects.select_for_update(of=("self",)).select_related("office")
    for task in waiting.filter(dossier=dossier, state=Task.State.OPEN).order_by("id"):
        task.state, task.answered_at = Task.State.CANCELLED, at
        task.answer = f"Hồ sơ: {state.label.lower()}."
        task.version += 1
        task.save(update_fields=["state", "answer", "answered_at", "version"])
        tell("dossier.task_cancelled", dossier, by=by, at=at, task=task.pk, kind=task.kind, office=task.office.name,
             why=task.answer)  # fmt: skip
    if state.end:
        registering.note_end(dossier, at=at)
        _end_children(dossier, by=by, at=at)
    linking.after_step(dossier, by=by, at=at)


def _end_children(parent: Dossier, *, by: Staff | Actor, at: datetime) -> None:
    """A linked set is withdrawn or stopped as a whole; a child whose result is signed already runs to its end."""
    taken = step_codes(parent)[-1]
    if taken not in _WITH_ITS_SET:
        return
    step, why = dossier_states.step(taken), f"Cùng với hồ sơ liên thông {parent.code}"
    for child in linking.unfinished_children(parent):
        row = lock(child)
        if row.state not in step.from_:
            continue
        apply(row, Move(step, row.state, parent.state, Effect.STOP, row.stage), by=by, at=at, note=why)
        clock.stop(row, at)
        row.save()
        tell(f"dossier.{parent.state}", row, by=by, at=at, why=f"{why}.")
        close_behind(row, by=by, at=at)
