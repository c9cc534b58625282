"""Electronic signatures on papers that people give: looked at after the hand-in, shown to the officer."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.dossiers.models import DossierFile
from motcua.dossiers.papers.kinds import PDF
from motcua.journal.queries import Event
from motcua.signing.verification import check_signatures


def defer_paper_checks(event: Event) -> None:
    """A reaction: papers came; the worker looks at their signatures, as that may take seconds.

    Photos carry none: an event that says that no PDF came asks the worker for nothing.
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
