"""Refuse the request as the office's result: signed, with its legal basis, to be returned like any result."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.actions.closure import close_side_work
from motcua.dossiers.actions.results import announce_result
from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.transitions import lock, take_step
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.submission.text import refusal_of, sentence
from motcua.people.models import Staff
from motcua.rulebook.vietnamese import say_moment


@transaction.atomic
def refuse_result(
    *, dossier: Dossier, reason: str, legal_basis: str, by: Staff, at: datetime, expected_version: int | None = None
) -> tuple[Dossier, Slip]:
    """Sign the refusal on slip 03, after appraisal and by somebody other than the appraiser (Decree 61/2018 Art. 19.8).

    The law wants it within the limit; later it is still signed, as the person must get an answer, and both the
    dossier's lines and the event say that it was late. Raises InvalidInput without reason or legal basis, NotAllowed.
    """
    why, basis = refusal_of(reason, legal_basis)
    row = lock(dossier, expected_version)
    take_step(row, "refuse_result", by=by, at=at, note=why)
    late = row.due_at is not None and at > row.due_at
    if late and row.due_at is not None:
        row.due_lines = [
            *row.due_lines,
            f"Từ chối giải quyết {say_moment(at, year=True)}, sau hạn {say_moment(row.due_at, year=True)}.",
        ]
    row.refusal_text = f"{why}\nCăn cứ: {basis}"
    row.save()
    slip = issue_slip(row, "03", by=by, at=at, reason=why, legal_basis=basis)
    record_and_send("dossier.result_refused", row, by=by, at=at, why=sentence(why), late=late,
                    because=[{"document": basis, "clause": "", "note": ""}])  # fmt: skip
    announce_result(row, by=by, at=at)
    close_side_work(row, by=by, at=at)
    return row, slip
