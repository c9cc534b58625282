"""The last act of every road in: the dossier goes on, into the register, and its receipt is written."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers import linking, passing, registering, reuse
from motcua.dossiers.events import tell
from motcua.dossiers.intake import Incoming
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.opening import number_and_save
from motcua.dossiers.slips.issuing import issue
from motcua.people.models import Staff
from motcua.rulebook.vietnamese import say_moment


def take_in(
    dossier: Dossier, *, by: Staff, at: datetime, pass_on: bool = True, incoming: Incoming | None = None
) -> Slip:
    """Complete the acceptance of a dossier whose clock has started, in the caller's transaction; its receipt.

    With `pass_on` it goes straight to the first stage of its route (Decree 61/2018 Art. 18.2). A dossier without a
    code gets one; `incoming` names the papers to be used again. `at` is the moment of the act: the clock may have
    started before it, when the post's hand-over was signed.
    """
    if pass_on:
        passing.pass_on(dossier, by=by, at=at)
    if dossier.code:
        dossier.save()
    else:
        number_and_save(dossier)
    if incoming is not None:
        reuse.reuse(dossier, incoming.papers, by=by, at=at)
    # Before the register: a set's children need numbers of the day's dossiers, which all who receive take first, and
    # whoever takes two series of numbers takes them in that order.
    linking.after_acceptance(dossier, by=by, at=at)
    registering.enter(dossier, at=at)
    slip = issue(dossier, "01", by=by, at=at)
    assert dossier.due_at is not None
    tell(
        "dossier.accepted",
        dossier,
        by=by,
        at=at,
        because=dossier.because,
        due=say_moment(dossier.due_at, year=True),
        channel=dossier.channel,
    )
    return slip
