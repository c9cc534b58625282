"""Check electronic signatures on papers that people give, after the hand-in, for the officer to see."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.dossiers.models import DossierFile
from motcua.dossiers.papers.file_kinds import PDF
from motcua.journal.queries import Event
from motcua.signing.verification import check_signatures


def defer_paper_checks(event: Event) -> None:
    """Ask the worker to check the signatures of papers that came, as this may take seconds; a reaction.

    Photos carry no signature: an event without a PDF asks for nothing.
    """
    if event.data.get("pdfs") == 0:
        return
    app.configure_task("check_papers", queue="dossiers").defer(dossier_id=int(event.subject.split(":")[1]))


def check_paper_signatures(dossier_id: int) -> int:
    """Check the signatures of a dossier's PDF papers not looked at yet; returns how many are signed."""
    signed = 0
    waiting = DossierFile.objects.filter(
        dossier_id=dossier_id, kind=DossierFile.Kind.GIVEN, content_type=PDF, signatures={}
    )
    for file in waiting:
        with file.file.open("rb") as content:
            found = check_signatures(content.read())
        signed += bool(found.get("signed"))
        # An empty answer is "could not say": the paper stays unchecked, and is shown as such.
        DossierFile.objects.filter(pk=file.pk).update(signatures=found or {})
    return signed
