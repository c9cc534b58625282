"""Find papers a person gave earlier, to offer them again (Decree 61/2018 Art. 5.1đ)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from motcua.catalog.models import Procedure
from motcua.dossiers.models import DossierFile
from motcua.rulebook.vietnamese import fold

MOST_LOOKED_AT: Final = 200


@dataclass(frozen=True, slots=True)
class ReusablePaper:
    """A paper of this procedure that the person gave with an earlier dossier: file, code of that dossier, when."""

    position: int
    file_id: int
    code: str
    at: datetime


def reusable_papers(*, id_number: str, procedure: Procedure) -> dict[int, ReusablePaper]:
    """The newest file that the person with this identity number need not give again, by position of the paper.

    Only papers the catalogue calls reusable, of the same name. At most three queries; none without a number.
    """
    wanted = {fold(paper.name): paper.position for paper in procedure.papers.all() if paper.reusable}
    if not id_number or not wanted:
        return {}
    files = (
        DossierFile.objects.filter(
            kind=DossierFile.Kind.GIVEN,
            paper_position__isnull=False,
            replaced_at__isnull=True,
            dossier__citizen__id_number=id_number,
        )
        .select_related("dossier")
        .order_by("-at", "-id")[:MOST_LOOKED_AT]
    )
    found: dict[int, ReusablePaper] = {}
    for file in files:
        position = wanted.get(given_paper_name(file))
        if position is not None and position not in found:
            found[position] = ReusablePaper(position, file.pk, file.dossier.code, file.at)
    return found


def given_paper_name(file: DossierFile) -> str:
    for paper in file.dossier.papers:
        if paper.get("position") == file.paper_position:
            return fold(str(paper.get("name", "")))
    return ""
