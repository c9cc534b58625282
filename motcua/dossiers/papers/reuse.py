"""Papers a person gave earlier: offered again, never asked for twice (Decree 61/2018 Art. 5.1đ)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from motcua.catalog.models import Procedure
from motcua.dossiers.events import record_silently
from motcua.dossiers.models import Dossier, DossierFile
from motcua.people.models import Citizen, Staff
from motcua.refusals import InvalidInput
from motcua.rulebook.vietnamese import fold
from motcua.rulebook.work_calendar import localise

MOST_LOOKED_AT: Final = 200
_GONE: Final = "Bản đã nộp trước đây không còn dùng lại được. Hãy nhận giấy tờ từ người nộp."


@dataclass(frozen=True, slots=True)
class ReusablePaper:
    """A paper of this procedure that the person gave with an earlier dossier: file, code of that dossier, when."""

    position: int
    file_id: int
    code: str
    at: datetime


def reusable_papers(*, id_number: str, procedure: Procedure) -> dict[int, ReusablePaper]:
    """What the person with this identity number need not give again, by position of the paper; the newest of each.

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
        position = wanted.get(_paper_name(file))
        if position is not None and position not in found:
            found[position] = ReusablePaper(position, file.pk, file.dossier.code, file.at)
    return found


def reuse_papers(dossier: Dossier, papers: Sequence[Mapping[str, Any]], *, by: Staff, at: datetime) -> None:
    """Put the files asked for into the saved `dossier`; the stored file is shared, its row is new.

    Each must be the applicant's own, of the paper's own name. Raises InvalidInput({"paper-N": …}) otherwise, and when
    somebody else came for him: he alone may let his papers be used again.
    """
    wanted = {int(paper["position"]): str(paper["reuse"]) for paper in papers if paper.get("reuse")}
    if not wanted:
        return
    if dossier.agent:
        said = "Chỉ dùng lại giấy tờ cũ khi chính người nộp có mặt và đồng ý."
        raise InvalidInput({f"paper-{position}": said for position in wanted})
    names = {int(paper["position"]): fold(str(paper["name"])) for paper in dossier.papers}
    reusable = set(dossier.procedure.papers.filter(reusable=True).values_list("position", flat=True))
    owner: Citizen | None = dossier.citizen
    for position, file_id in wanted.items():
        file = _own_file(file_id, owner)
        if file is None or position not in reusable or _paper_name(file) != names.get(position):
            raise InvalidInput({f"paper-{position}": _GONE})
        DossierFile.objects.create(
            dossier=dossier,
            paper_position=position,
            file=file.file.name,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            at=at,
            copy_kind=file.copy_kind,
            reused_from=file,
            signatures=file.signatures,
        )
        said = f"Dùng lại từ hồ sơ {file.dossier.code} ngày {localise(file.at):%d/%m/%Y}"
        dossier.papers = [
            {**paper, "files": 1, "note": said} if paper["position"] == position else paper for paper in dossier.papers
        ]
        record_silently("dossier.result_reused", dossier, by=by, at=at, paper=position, earlier=file.dossier.code)
    dossier.save(update_fields=["papers"])


def _own_file(file_id: str, owner: Citizen | None) -> DossierFile | None:
    if owner is None or not owner.id_number or not (file_id.isascii() and file_id.isdecimal()) or len(file_id) > 18:
        return None
    return (
        DossierFile.objects.filter(
            pk=int(file_id), kind=DossierFile.Kind.GIVEN, replaced_at__isnull=True, dossier__citizen=owner
        )
        .select_related("dossier")
        .first()
    )


def _paper_name(file: DossierFile) -> str:
    for paper in file.dossier.papers:
        if paper.get("position") == file.paper_position:
            return fold(str(paper.get("name", "")))
    return ""
