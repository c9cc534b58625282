"""Open and close the children of a linked set: one hand-in, several offices (Decree 61/2018 Art. 19.6–19.7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from motcua.catalog.queries.linked_sets import Link, child_office_of, is_linked, links_of
from motcua.dossiers.actions.creation import new_dossier, number_and_save
from motcua.dossiers.actions.results import announce_result
from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.transitions import lock, take_step
from motcua.dossiers.linked_set import CHILD_END_STATES, CHILD_GRANTED_STATES
from motcua.dossiers.models import Dossier, DossierFile
from motcua.dossiers.submission.applicant import Applicant
from motcua.dossiers.submission.hand_in import HandIn
from motcua.journal.actor import SYSTEM, Actor
from motcua.people.models import Staff
from motcua.rulebook.dossier_states import state


def open_first_children(dossier: Dossier, *, by: Staff | Actor, at: datetime) -> None:
    """Open the children of a linked set that can begin now; called in the transaction that accepts the parent."""
    if dossier.parent_id is None and is_linked(dossier.procedure):
        _open_next(dossier, links_of(dossier.procedure), at=at)


def continue_linked_set(dossier: Dossier, *, by: Staff | Actor, at: datetime) -> None:
    """Open the children that waited for this one, and close the parent when all are done; in the step's transaction."""
    if dossier.parent_id is None or dossier.state not in CHILD_END_STATES:
        return
    parent = lock(Dossier(pk=dossier.parent_id))
    if dossier.state in {"result_ready", "refusal_ready"}:
        _give_to_parent(dossier, parent, at=at)
    links = links_of(parent.procedure)
    children = list(parent.children.all())
    if any(child.state not in CHILD_END_STATES for child in children):
        return
    granted = all(_was_granted(child) for child in children)
    if granted and len(children) < len(links):
        _open_next(parent, links, at=at)
    elif parent.state == "appraising":
        _finish(parent, children, at=at)


def _open_next(parent: Dossier, links: Sequence[Link], *, at: datetime) -> None:
    opened = set(parent.children.values_list("link_position", flat=True))
    waiting = [link for link in links if link.ordinal not in opened]
    if not waiting:
        return
    first = min(link.position for link in waiting)
    for link in waiting:
        if link.position == first:
            _open(parent, link, at=at)


def _open(parent: Dossier, link: Link, *, at: datetime) -> None:
    """Open one child and accept it at once, with the parent's papers and its own clock."""
    child = new_dossier(
        HandIn(
            office=parent.office,
            procedure=link.procedure,
            channel=parent.channel,
            return_channel=parent.return_channel,
            return_address=parent.return_address,
            applicant=Applicant(
                full_name=parent.applicant_name,
                id_number=parent.applicant_id_number,
                phone=parent.applicant_phone,
                email=parent.applicant_email,
                address=parent.applicant_address,
            ),
            submission_key=uuid5(NAMESPACE_OID, f"{parent.submission_key}:{link.ordinal}"),
            verified=False,
            form=parent.form,
            form_data=parent.form_data,
            papers=parent.papers,
            because=parent.because,
            group=parent.applicant_group,
            resolving=child_office_of(link, parent.office),
            parent=parent,
            link_position=link.ordinal,
        ),
        "receive",
        by=SYSTEM,
        at=at,
    )
    child.citizen_id = parent.citizen_id
    take_step(child, "forward", by=SYSTEM, at=at, automatic=True)
    number_and_save(child)
    DossierFile.objects.bulk_create(_copies(parent.files.filter(kind=DossierFile.Kind.GIVEN), child, at))
    record_and_send(
        "dossier.child_opened", child, by=SYSTEM, at=at, parent=parent.code, office=child.resolving_office.name
    )


def _give_to_parent(child: Dossier, parent: Dossier, *, at: datetime) -> None:
    """Give the child's result to the unit that received the set (Art. 19.7); the child ends there."""
    results = child.files.filter(kind=DossierFile.Kind.RESULT, replaced_at__isnull=True)
    known = set(parent.files.filter(kind=DossierFile.Kind.RESULT).values_list("sha256", flat=True))
    DossierFile.objects.bulk_create(copy for copy in _copies(results, parent, at) if copy.sha256 not in known)
    note = f"Chuyển kết quả về hồ sơ {parent.code}"
    take_step(child, "return_result", by=SYSTEM, at=at, note=note, automatic=True)
    child.returned_at, child.handed_to = at, parent.office.name[:120]
    child.save()


def _finish(parent: Dossier, children: Sequence[Dossier], *, at: datetime) -> None:
    """Finish the set when all children are done; its result is theirs together, refused when none was granted."""
    granted = [child for child in children if _was_granted(child)]
    to = "result_ready" if granted else "refusal_ready"
    words = "; ".join(f"{child.procedure}: {_word(child)}" for child in children)
    take_step(parent, "appraise", by=SYSTEM, at=at, note=words, automatic=True, to=to)
    parent.result_summary = words[:300]
    if not granted:
        parent.refusal_text = "\n".join(filter(None, (child.refusal_text for child in children)))
    parent.save()
    announce_result(parent, by=SYSTEM, at=at)


def _was_granted(child: Dossier) -> bool:
    if child.state not in CHILD_GRANTED_STATES:
        return False
    return not any(done["to"] == "refusal_ready" for done in child.steps_done)


def _word(child: Dossier) -> str:
    if _was_granted(child):
        return child.result_number or child.result_summary or "đã có kết quả"
    return "bị từ chối" if child.state == "returned" else state(child.state).label.lower()


def _copies(files: Iterable[DossierFile], dossier: Dossier, at: datetime) -> list[DossierFile]:
    """The same stored files named by rows of another dossier of the set; nothing is stored twice."""
    return [
        DossierFile(
            dossier=dossier,
            kind=file.kind,
            paper_position=file.paper_position,
            file=file.file.name,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            at=at,
            reused_from=file,
            signatures=file.signatures,
        )
        for file in files
    ]
