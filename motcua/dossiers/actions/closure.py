"""Withdraw or stop a dossier, and call off the work still open beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from motcua.dossiers.actions.linked_set import continue_linked_set
from motcua.dossiers.actions.register import note_end_in_register
from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.transitions import lock, step_codes, take_step
from motcua.dossiers.linked_set import unfinished_children
from motcua.dossiers.models import Dossier, Slip, Task
from motcua.dossiers.submission.text import long_text, reason_of, sentence
from motcua.journal.actor import Actor
from motcua.people.models import Staff
from motcua.rulebook import dossier_states

_WITH_ITS_SET: Final = frozenset({"withdraw", "stop"})


def close_side_work(dossier: Dossier, *, by: Staff | Actor, at: datetime) -> None:
    """Call off the side work still open, and tell the register and the linked set; in the transaction of the act.

    The register gets the end only of a dossier that has ended; a refusal is entered when it is returned (Art. 19.8).
    """
    state = dossier_states.state(dossier.state)
    waiting = Task.objects.select_for_update(of=("self",)).select_related("office")
    for task in waiting.filter(dossier=dossier, state=Task.State.OPEN).order_by("id"):
        task.state, task.answered_at = Task.State.CANCELLED, at
        task.answer = f"Hồ sơ: {state.label.lower()}."
        task.version += 1
        task.save(update_fields=["state", "answer", "answered_at", "version"])
        record_and_send("dossier.task_cancelled", dossier, by=by, at=at, task=task.pk, kind=task.kind,
                        office=task.office.name, why=task.answer)  # fmt: skip
    if state.end:
        note_end_in_register(dossier, at=at)
        _end_children(dossier, by=by, at=at)
    continue_linked_set(dossier, by=by, at=at)


def _end_children(parent: Dossier, *, by: Staff | Actor, at: datetime) -> None:
    """End the children of a set with it; a child whose result is already signed runs to its own end."""
    taken = step_codes(parent)[-1]
    if taken not in _WITH_ITS_SET:
        return
    step, why = dossier_states.step(taken), f"Cùng với hồ sơ liên thông {parent.code}"
    for child in unfinished_children(parent):
        row = lock(child)
        if row.state not in step.from_:
            continue
        take_step(row, taken, by=by, at=at, note=why, automatic=True)
        row.save()
        record_and_send(f"dossier.{parent.state}", row, by=by, at=at, why=f"{why}.")
        close_side_work(row, by=by, at=at)


@transaction.atomic
def stop(
    *, dossier: Dossier, reason: str, by: Staff, at: datetime, expected_version: int | None = None
) -> tuple[Dossier, Slip]:
    """Stop the dossier for good with the notice "stop" (Thông báo dừng giải quyết hồ sơ), as its approver.

    `reason` says what the person asked. Raises InvalidInput without it, NotAllowed once the result is signed.
    """
    why = reason_of(reason, "Hãy ghi người nộp đề nghị dừng vì sao.")
    row = lock(dossier, expected_version)
    take_step(row, "stop", by=by, at=at, note=why)
    row.save()
    slip = issue_slip(row, "stop", by=by, at=at, reason=why)
    record_and_send("dossier.stopped", row, by=by, at=at, why=sentence(why))
    close_side_work(row, by=by, at=at)
    return row, slip


@transaction.atomic
def withdraw(
    *, dossier: Dossier, reason: str, by: Staff | Actor, at: datetime, expected_version: int | None = None
) -> Dossier:
    """End the dossier at the person's request (Decree 45/2020 Art. 12), before the result is signed.

    `by` is journal.actor.CITIZEN once code and secret were checked, or a receiving officer of the unit, who gives the
    papers back; what was given stays on file. Raises NotAllowed once the result is signed.
    """
    row = lock(dossier, expected_version)
    why = long_text(reason, 1000) or "Theo yêu cầu của người nộp"
    take_step(row, "withdraw", by=by, at=at, note=why)
    row.save()
    papers = [str(paper["name"]) for paper in row.papers if paper.get("given") and paper.get("originals")]
    record_and_send("dossier.withdrawn", row, by=by, at=at, why=why, papers=papers)
    close_side_work(row, by=by, at=at)
    return row
