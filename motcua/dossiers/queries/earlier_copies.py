"""Find files a signed-in person gave or received earlier, for the next hand-in (Decree 61/2018 Art. 5.1đ)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from motcua.dossiers.models import DossierFile, Draft, DraftFile
from motcua.dossiers.queries.citizen_dossiers import own_open_dossiers, own_results, same_person
from motcua.dossiers.submission.answers import form_answers
from motcua.dossiers.submission.applicant import Applicant
from motcua.dossiers.submission.text import one_line
from motcua.people import checks
from motcua.people.models import CitizenSession
from motcua.rulebook.vietnamese import fold

if TYPE_CHECKING:
    from motcua.catalog.models import Paper

MOST_FOR_A_PAPER: Final = 3
_SHORTEST_NAME: Final = 8
NOT_REUSABLE: Final = "Bản này không dùng lại được. Hãy chọn tệp khác."
_ANOTHERS: Final = "Bản dùng lại đứng tên người khác với người nộp đã khai. Hãy bỏ tệp này và tải tệp khác lên."


@dataclass(frozen=True, slots=True)
class EarlierCopy:
    """A file that may be used again; `received` tells a result from a paper the person gave."""

    file: DossierFile
    received: bool


def earlier_copies(*, draft: Draft, session: CitizenSession) -> dict[int, list[EarlierCopy]]:
    """The files this person may use again for the draft, by position of the paper, the newest first.

    Only for papers the catalogue calls reusable, only from the person's own dossiers, and only while the applicant of
    the draft has the same number and name: papers of people that the person helps never mix with the person's own.
    """
    id_number, name = _applicant_of(draft)
    papers = [paper for paper in draft.procedure.papers.all() if paper.reusable]
    mine = {row.pk: row for row in own_open_dossiers(session) if same_person(row, id_number, name)}
    if not papers or not mine:
        return {}
    given = DossierFile.objects.filter(
        dossier__in=mine, kind=DossierFile.Kind.GIVEN, paper_position__isnull=False, replaced_at__isnull=True
    )
    known = [EarlierCopy(file, received=False) for file in given.select_related("dossier").order_by("-at", "-id")]
    results = own_results(session).filter(dossier__in=mine)
    known = [*(EarlierCopy(file, received=True) for file in results), *known]
    found = {paper.position: _fitting(paper, known) for paper in papers}
    return {position: copies for position, copies in found.items() if copies}


def wrong_copies(files: Iterable[DraftFile], applicant: Applicant) -> dict[str, str]:
    """Reused files whose owner is not the applicant that is handed in: the answers may have changed since.

    By the paper's field, as messages; asked again when the draft is sent.
    """
    return {
        f"paper-{file.paper_position}": _ANOTHERS
        for file in files
        if file.reused_from is not None
        and not same_person(file.reused_from.dossier, applicant.id_number, applicant.full_name)
    }


def _applicant_of(draft: Draft) -> tuple[str, str]:
    """The number and name typed into the draft so far."""
    answers = form_answers(draft.data)
    number = checks.id_number(one_line(answers.get("applicant_id_number"), 300))
    return (number.value if number.ok else "", one_line(answers.get("applicant_name"), 120))


def _fitting(paper: Paper, known: Iterable[EarlierCopy]) -> list[EarlierCopy]:
    """The files that fit this paper, each content once: given under the same name, or a result that the paper names."""
    wanted, seen = fold(paper.name), set[str]()
    found: list[EarlierCopy] = []
    for copy in known:
        fits = _is_named(copy.file, wanted) if copy.received else _paper_name(copy.file) == wanted
        if fits and copy.file.sha256 not in seen and not _is_broken(copy.file):
            seen.add(copy.file.sha256)
            found.append(copy)
    return found[:MOST_FOR_A_PAPER]


def _is_named(file: DossierFile, wanted: str) -> bool:
    """Whether the paper asked for is what that procedure issues: "Giấy khai sinh" in "Bản sao giấy khai sinh"."""
    result = fold(file.dossier.procedure.result)
    return len(result) >= _SHORTEST_NAME and f" {result} " in f" {wanted} "


def _paper_name(file: DossierFile) -> str:
    for paper in file.dossier.papers:
        if paper.get("position") == file.paper_position:
            return fold(str(paper.get("name", "")))
    return ""


def _is_broken(file: DossierFile) -> bool:
    """Whether the file's electronic signature was found broken when it came."""
    return bool(file.signatures.get("signed")) and file.signatures.get("intact") is False
