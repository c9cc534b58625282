"""Refuse what was asked for: a result like any other, signed, with its legal basis, to be returned."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers import passing
from motcua.dossiers.actions.ending import close_behind
from motcua.dossiers.actions.words import refusal_of, sentence
from motcua.dossiers.announcing import announce
from motcua.dossiers.events import tell
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.moving import lock
from motcua.dossiers.slips.issuing import issue
from motcua.people.models import Staff
from motcua.rulebook.vietnamese import say_moment


@transaction.atomic
def refuse_result(
    *, dossier: Dossier, reason: str, legal_basis: str, by: Staff, at: datetime, expected_version: int | None = None
) -> tuple[Dossier, Slip]:
    """Sign the refusal on slip 03, after appraisal and by somebody else than who appraised (Decree 61/2018 Art. 19.8).

    The law wants it within the limit; later it is still signed, as the person must get an answer, and both the
    dossier's lines and the event say that it was late. Raises InvalidInput without reason or legal basis, NotAllowed.
    """
    why, basis = refusal_of(reason, legal_basis)
    row = lock(dossier, expected_version)
    passing.step(row, "refuse_result", by=by, at=at, note=why)
    late = row.due_at is not None and at > row.due_at
    if late and row.due_at is not None:
        row.due_lines = [
            *row.due_lines,
            f"Từ chối giải quyết {say_moment(at, year=True)}, sau hạn {say_moment(row.due_at, year=True)}.",
        ]
    row.refusal_text = f"{why}\nCăn cứ: {basis}"
    row.save()
    slip = issue(row, "03", by=by, at=at, reason=why, legal_basis=basis)
    tell("dossier.result_refused", row, by=by, at=at, because=[{"document": basis, "clause": "", "note": ""}],
         why=sentence(why), late=late)  # fmt: skip
    announce(row, by=by, at=at)
    close_behind(row, by=by, at=at)
    return row, slip
