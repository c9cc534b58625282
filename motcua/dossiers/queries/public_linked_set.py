"""Read the parts of a linked set for the applicant: the office of each, and which one is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from motcua.catalog.queries.linked_sets import links_of
from motcua.dossiers.linked_set import CHILD_END_STATES
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.visible import timeliness_of_dossier
from motcua.rulebook import dossier_states
from motcua.rulebook.deadlines import Pace

WAITS_FOR_SUPPLEMENT: Final = frozenset({"supplement_asked", "waiting_supplement"})


@dataclass(frozen=True, slots=True)
class PublicPart:
    """One procedure of a linked set: which office has it, how far it is, until when; never a person.

    `timeliness_words` say how a running part stands against its due time. `asked` is what the person must still give
    for it, `to_pay` what the person must still pay. A part not `begun` waits for the one before; no office has it yet.
    """

    ordinal: int
    procedure: str
    where: str = ""
    words: str = ""
    due_at: datetime | None = None
    done: bool = False
    late: bool = False
    begun: bool = True
    timeliness_words: str = ""
    asked: tuple[str, ...] = ()
    asked_why: str = ""
    handed_in_at: datetime | None = None
    to_pay: str = ""


def public_parts(dossier: Dossier, at: datetime) -> tuple[PublicPart, ...]:
    """The procedures of a linked set in their order at `at` (aware); () without a query for one that stands alone."""
    if not dossier.plan.get("linked"):
        return ()
    rows = dossier.children.select_related("procedure", "office", "handling_office", "resolving_office")
    found = {row.link_position: _part(row, at) for row in rows}
    if dossier.finished_at is None:  # a part that was never begun is not shown once the whole set is done
        for link in links_of(dossier.procedure):
            found.setdefault(link.ordinal, PublicPart(link.ordinal, str(link.procedure), begun=False))
    return tuple(found[ordinal] for ordinal in sorted(found))


def child_at(parent: Dossier, ordinal: int) -> Dossier | None:
    """The part of the set with this number, from 1; None when there is none."""
    return parent.children.filter(link_position=ordinal).first()


def billed_with(dossier: Dossier) -> list[Dossier]:
    """The dossiers whose bills the person sees together: the dossier's own, then those of the parts of the set."""
    parts = list(dossier.children.order_by("link_position", "id")) if dossier.plan.get("linked") else []
    return [dossier, *parts]


def _part(row: Dossier, at: datetime) -> PublicPart:
    done = row.finished_at is not None or row.state in CHILD_END_STATES
    how = None if done else timeliness_of_dossier(row, at)
    waiting = row.state in WAITS_FOR_SUPPLEMENT
    notes = [str(done["note"]) for done in row.steps_done if done["step"] in {"ask_to_complete", "ask_supplement"}]
    return PublicPart(
        ordinal=row.link_position,
        procedure=str(row.procedure),
        where=(row.resolving_office if done else row.handling_office or row.office).name,
        # Returned means: given to the unit that received the set, which returns the whole.
        words=dossier_states.state("result_ready" if row.state == "returned" else row.state).public,
        due_at=row.due_at,
        done=done,
        late=how is not None and how.state is Pace.LATE,
        timeliness_words=how.words if how else "",
        asked=tuple(row.supplement_text.splitlines()) if waiting else (),
        asked_why=notes[-1] if waiting and notes else "",
        handed_in_at=row.supplemented_at if waiting else None,
        to_pay=row.payment_text if row.state == "waiting_payment" else "",
    )
