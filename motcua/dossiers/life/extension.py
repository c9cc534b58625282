"""Say by which letter the time limit of a dossier is extended.

A letter that extends time limits seldom says by how many days. So the due time stays as counted, and whoever reads it,
or the apology, is told of the extension and its clause.
"""

from __future__ import annotations

from datetime import datetime

from motcua.directives.rulings import ruling_on
from motcua.dossiers.models import Dossier


def say_extension(dossier: Dossier, at: datetime) -> str:
    """The sentence that names the clause by which the limit is extended at `at` (aware); "" where none does."""
    found = ruling_on(
        "deadline.extended",
        office=dossier.office,
        at=at,
        procedure=dossier.procedure,
        groups=[dossier.applicant_group] if dossier.applicant_group else [],
        channel=dossier.channel,
    )
    if found is None or found.value is not True:
        return ""
    return f"Thời hạn giải quyết được kéo dài theo {found.clauses}."
