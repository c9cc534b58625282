"""A dossier that ends, or whose result is decided, leaves nothing open behind it."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers import linking, registering
from motcua.dossiers.events import tell
from motcua.dossiers.models import Dossier, Task
from motcua.journal.actor import Actor
from motcua.people.models import Staff
from motcua.rulebook import dossier_states


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
    linking.after_step(dossier, by=by, at=at)
