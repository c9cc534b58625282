"""Check a hand-in of any channel: as typed (`Incoming`), then checked (`HandIn`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from motcua.catalog.models import FormVersion, Procedure
from motcua.directives.queries import PolicyContext
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.submission.anywhere import competence_of
from motcua.dossiers.submission.applicant import Applicant, check_agent, check_applicant
from motcua.dossiers.submission.bill import group_on
from motcua.dossiers.submission.channel_check import check_return
from motcua.dossiers.submission.text import one_line
from motcua.people.models import Office, Staff
from motcua.refusals import InvalidInput
from motcua.rulebook.work_calendar import localise

MOST_SHEETS: Final = 99
MOST_SETS: Final = 20
_MISSING_PAPER: Final = "Giấy tờ này là bắt buộc. Hãy nhận đủ, hoặc ghi rõ vì sao được nhận thiếu."


@dataclass(frozen=True, slots=True)
class Incoming:
    """One dossier as an officer, a clerk or a helper typed it, not checked yet.

    `applicant`: full_name, id_number, phone, email, address, birth_date. `papers`: position, given, originals,
    certified, copies, note, and `reuse`, the id of a file given earlier. `agent` is empty when the applicant came
    in person, else as `check_agent` takes it. `sets` is the number of sets, `group` an ApplicantGroup's code.
    `competent` is the unit whose body decides, where that is not the one that receives.
    """

    office: Office
    procedure: Procedure
    applicant: Mapping[str, Any]
    papers: Sequence[Mapping[str, Any]]
    return_channel: str
    submission_key: UUID
    return_address: str = ""
    uses_neither: bool = False
    channel: str = Channel.COUNTER
    agent: Mapping[str, Any] = field(default_factory=dict)
    group: str = ""
    sets: int | str = 1
    competent: Office | None = None


def checked_hand_in(
    incoming: Incoming,
    *,
    at: datetime,
    because: Sequence[Mapping[str, Any]],
    complete: bool,
    verified: bool = True,
    identified: bool = False,
    policy_context: PolicyContext | None = None,
) -> HandIn:
    """Check everything typed, at `at` (aware). Raises InvalidInput with a message for each field.

    `complete` asks for the required papers too; `verified` tells that an officer saw the person's paper, `identified`
    that the identity number must be there because no officer did.
    """
    person, errors = check_applicant(incoming.applicant, online=False)
    if identified and not person.id_number and "id_number" not in errors:
        errors["id_number"] = "Hãy ghi số định danh: nơi tiếp nhận không gặp trực tiếp người nộp."
    agent: dict[str, str] = {}
    if incoming.agent:
        agent, wrong = check_agent(incoming.agent, person)
        errors |= wrong
    back, address, wrong = check_return(
        office=incoming.office,
        procedure=incoming.procedure,
        channel=incoming.return_channel,
        address=one_line(incoming.return_address, 300) or person.address,
        at=at,
        uses_neither=incoming.uses_neither,
        policy_context=policy_context,
    )
    errors |= wrong
    papers, wrong = check_papers(incoming.procedure, incoming.papers, complete=complete)
    errors |= wrong
    if incoming.group and group_on(incoming.group, localise(at).date()) is None:
        errors["group"] = "Đối tượng này không có trong danh mục đang áp dụng."
    competence = competence_of(incoming.procedure, incoming.office, incoming.competent, at)
    errors |= competence.errors
    sets = _count(incoming.sets)
    if not 1 <= sets <= MOST_SETS:
        errors["sets"] = f"Số bộ hồ sơ từ 1 đến {MOST_SETS}."
    if errors:
        raise InvalidInput(errors)
    return HandIn(
        office=incoming.office,
        procedure=incoming.procedure,
        channel=incoming.channel,
        return_channel=back,
        return_address=address,
        applicant=person,
        submission_key=incoming.submission_key,
        verified=verified,
        papers=papers,
        uses_neither=incoming.uses_neither,
        because=[*because, *competence.because],
        group=incoming.group,
        sets=sets,
        agent=agent,
        resolving=competence.resolving,
    )


def check_papers(
    procedure: Procedure, typed: Sequence[Mapping[str, Any]], *, complete: bool
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The procedure's papers as ticked; where `complete` is asked, a required paper not given must have a reason."""
    ticked = {int(paper["position"]): paper for paper in typed if str(paper.get("position", "")).isdecimal()}
    listed: list[dict[str, Any]] = []
    errors: dict[str, str] = {}
    for paper in procedure.papers.all():
        row = ticked.get(paper.position, {})
        sheets = {kind: _count(row.get(kind)) for kind in ("originals", "certified", "copies")}
        reused = bool(row.get("reuse"))
        given = reused or bool(row.get("given")) or any(sheets.values())
        excuse = one_line(row.get("note"), 300)
        if complete and paper.required and not given and not excuse:
            errors[f"paper-{paper.position}"] = _MISSING_PAPER
        if given and not reused and not any(sheets.values()):
            sheets["originals"] = paper.originals or (0 if paper.copies else 1)
            sheets["copies"] = paper.copies
        listed.append(
            {
                "position": paper.position,
                "name": paper.name,
                **sheets,
                "files": 0,
                "given": given,
                "note": excuse,
            }
        )
    return listed, errors


def _count(value: Any) -> int:
    text = str(value or "0").strip()
    return min(int(text), MOST_SHEETS) if text.isascii() and text.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class HandIn:
    """A checked hand-in. `verified` tells that an officer saw the person's paper."""

    office: Office
    procedure: Procedure
    channel: str
    return_channel: str
    applicant: Applicant
    submission_key: UUID
    verified: bool
    form: FormVersion | None = None
    form_data: Mapping[str, Any] = field(default_factory=dict)
    papers: Sequence[Mapping[str, Any]] = ()
    return_address: str = ""
    uses_neither: bool = False
    because: Sequence[Mapping[str, Any]] = ()
    group: str = ""
    copies: int = 1
    sets: int = 1
    agent: Mapping[str, Any] = field(default_factory=dict)
    helper: Staff | None = None
    helped_at: Office | None = None
    resolving: Office | None = None  # of a linked set's child or another competent unit; none: by the catalogue
    parent: Dossier | None = None  # the linked set it belongs to, and its place there
    link_position: int = 0
