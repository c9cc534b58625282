"""Acceptance: the receiving officer accepts, passes on or refuses a dossier (Decree 61/2018 Art. 17–18).

`actions.intake` enters dossiers that come on paper and calls `complete_acceptance` for those accepted at once.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.actions.closure import close_side_work
from motcua.dossiers.actions.creation import number_and_save
from motcua.dossiers.actions.linked_set import open_first_children
from motcua.dossiers.actions.papers import reuse_papers
from motcua.dossiers.actions.planned_tasks import open_planned_tasks
from motcua.dossiers.actions.register import enter_in_register
from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.transitions import lock, take_step
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.submission.hand_in import Incoming
from motcua.dossiers.submission.text import refusal_of, sentence
from motcua.people.models import Staff
from motcua.rulebook.vietnamese import say_moment


@transaction.atomic
def accept(
    *, dossier: Dossier, by: Staff, at: datetime, expected_version: int | None = None, pass_on: bool = True
) -> tuple[Dossier, Slip]:
    """Accept at `at` (aware): the clock starts, the receipt (slip 01) is issued, the person is told the due time.

    With `pass_on` it goes straight to the first stage of its route (Decree 61/2018 Art. 17–18). Raises AlreadyDone
    when a colleague was first, NotAllowed without the role, out of state, or where no limit is published.
    """
    row = lock(dossier, expected_version)
    take_step(row, "accept", by=by, at=at)
    return row, complete_acceptance(row, by=by, at=at, pass_on=pass_on)


@transaction.atomic
def forward(*, dossier: Dossier, by: Staff, at: datetime, expected_version: int | None = None) -> Dossier:
    """Pass on a dossier that was accepted without being passed on (Decree 61/2018 Art. 18.2)."""
    row = lock(dossier, expected_version)
    taken = take_step(row, "forward", by=by, at=at)
    row.save()
    open_planned_tasks(row, by=by, at=at)
    record_and_send("dossier.assigned", row, by=by, at=at, step="forward", to=taken.to)
    return row


@transaction.atomic
def refuse(
    *, dossier: Dossier, reason: str, legal_basis: str, by: Staff, at: datetime, expected_version: int | None = None
) -> tuple[Dossier, Slip]:
    """Refuse to take the dossier, with its reason and legal basis on slip 03 (Decree 61/2018 Art. 17.1).

    Raises InvalidInput when either is missing, AlreadyDone, NotAllowed.
    """
    why, basis = refusal_of(reason, legal_basis)
    row = lock(dossier, expected_version)
    take_step(row, "refuse", by=by, at=at, note=why)
    row.refusal_text = f"{why}\nCăn cứ: {basis}"
    row.finished_at = at
    row.save()
    slip = issue_slip(row, "03", by=by, at=at, reason=why, legal_basis=basis)
    record_and_send("dossier.refused", row, by=by, at=at, because=[{"document": basis, "clause": "", "note": ""}],
         why=sentence(why))  # fmt: skip
    close_side_work(row, by=by, at=at)
    return row, slip


def complete_acceptance(
    dossier: Dossier, *, by: Staff, at: datetime, pass_on: bool = True, incoming: Incoming | None = None
) -> Slip:
    """Complete the acceptance of a dossier whose clock has started, in the caller's transaction; its receipt.

    With `pass_on` it goes straight to the first stage of its route (Decree 61/2018 Art. 18.2). A dossier without a
    code gets one; `incoming` names the papers to be used again. `at` is the moment of the act: the clock may have
    started before it, when the post's hand-over was signed.
    """
    if pass_on:
        take_step(dossier, "forward", by=by, at=at, automatic=True)
    if dossier.code:
        dossier.save()
        open_planned_tasks(dossier, by=by, at=at)
    else:
        number_and_save(dossier)
    if incoming is not None:
        reuse_papers(dossier, incoming.papers, by=by, at=at)
    # Before the register: a set's children need numbers of the day's dossiers. Every act that takes numbers of both
    # series takes those of the day first.
    open_first_children(dossier, by=by, at=at)
    enter_in_register(dossier, at=at)
    slip = issue_slip(dossier, "01", by=by, at=at)
    assert dossier.due_at is not None
    record_and_send(
        "dossier.accepted",
        dossier,
        by=by,
        at=at,
        because=dossier.because,
        due=say_moment(dossier.due_at, year=True),
        channel=dossier.channel,
    )
    return slip
