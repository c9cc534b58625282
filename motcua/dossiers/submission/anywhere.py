"""Hand in at a unit that is not the competent one, where a letter lets any unit receive; the competent body decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from motcua.catalog.models import Procedure
from motcua.catalog.queries.linked_sets import is_linked
from motcua.catalog.queries.procedures import RECEIVING_KIND, resolving_office
from motcua.directives.queries import facts_for, in_force_index
from motcua.directives.rulings import Ruling, ruling_on
from motcua.people.models import Office
from motcua.rulebook.policy.decide import decide
from motcua.rulebook.policy.index import RuleIndex

POINT: Final = "receive.anywhere"


class Competence(NamedTuple):
    """The body that decides (None: as the catalogue says), the clauses that lead there, and what is wrong."""

    resolving: Office | None
    because: Sequence[Mapping[str, Any]]
    errors: dict[str, str]


def anywhere_at(office: Office, at: datetime, procedure: Procedure | None = None) -> Ruling | None:
    """The clause by which the unit receives at `at` (aware) whatever unit is competent; None for none."""
    found = ruling_on(POINT, office=office, at=at, procedure=procedure)
    return found if found is not None and found.value is True else None


def units_anywhere(procedure: Procedure, at: datetime) -> list[Office]:
    """The working one-stop units that receive the procedure only because a letter lets any unit; by name."""
    index = in_force_index()
    if POINT not in index.points or not procedure.active:
        return []
    kinds = set(RECEIVING_KIND.values()) - {RECEIVING_KIND.get(procedure.level, "")}
    others = Office.objects.filter(kind__in=kinds, active=True).select_related("parent__parent")
    return [office for office in others.order_by("sort_key", "name") if _holds(office, procedure, at, index)]


def received_at(office: Office, procedures: Iterable[Procedure], at: datetime) -> list[Procedure]:
    """Those of the procedures that the unit receives: of its own level, and any that a letter lets it receive."""
    index = in_force_index()
    spoken = POINT in index.points
    return [row for row in procedures if is_competent(office, row) or (spoken and _holds(office, row, at, index))]


def is_competent(office: Office, procedure: Procedure) -> bool:
    """Whether the unit is of the kind that receives the procedure."""
    return office.kind == RECEIVING_KIND.get(procedure.level)


def competence_of(procedure: Procedure, office: Office, competent: Office | None, at: datetime) -> Competence:
    """Who decides what comes in at `office`, where `competent` is the unit named as the competent one.

    Without another unit named it is the unit's own business, if it is of the right kind.
    """
    if competent is None or competent.pk == office.pk:
        wrong = "" if is_competent(office, procedure) else "Hãy chọn nơi có thẩm quyền giải quyết."
        return Competence(None, (), {"competent": wrong} if wrong else {})
    found = anywhere_at(office, at, procedure)
    wrong = ""
    if found is None:
        wrong = "Chưa có văn bản cho phép đơn vị này nhận hồ sơ thuộc thẩm quyền của nơi khác."
    elif not competent.active or not is_competent(competent, procedure):
        wrong = "Nơi vừa chọn không có thẩm quyền giải quyết thủ tục này."
    elif is_linked(procedure):
        wrong = "Thủ tục liên thông phải nộp tại nơi có thẩm quyền."
    if wrong or found is None:
        return Competence(None, (), {"competent": wrong})
    return Competence(resolving_office(procedure, competent), found.because, {})


def _holds(office: Office, procedure: Procedure, at: datetime, index: RuleIndex) -> bool:
    facts = facts_for(office=office, at=at, procedure=procedure, plan_approved=False)
    return decide(facts, index, points=(POINT,)).answers[POINT].value is True
