"""Check that the offices of a route's plan have staff with the roles for each stage and task.

This completes `rulebook.routes.check`, which knows no office. Only units that receive dossiers are checked, as no
dossier begins elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from motcua.catalog.models import Procedure
from motcua.catalog.permissions import ANSWERS, DOES, TAKES_IN
from motcua.catalog.queries.linked_sets import is_linked
from motcua.catalog.queries.procedures import NoLimitPublished, limit_of, offices_receiving, resolving_office
from motcua.people.models import Delegation, Office
from motcua.people.permissions import APPROVES_BY_AUTHORITY, RoleHolders, delegations_in_force, role_holders
from motcua.rulebook import law
from motcua.rulebook.deadlines import Limit
from motcua.rulebook.routes import RECEIVING, RESOLVING, Plan, Problem, Stage, TaskPlan, check_plan, offices_named
from motcua.rulebook.vietnamese import say_day

_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class RoutePlace:
    """A unit that takes the procedure in, and the office that resolves it there."""

    receiving: Office
    resolving: Office


@dataclass(frozen=True, slots=True)
class _Context:
    """The data that the checks look up, read once."""

    places: tuple[RoutePlace, ...]
    named: dict[str, Office]
    capable: RoleHolders

    def office(self, wanted: str, place: RoutePlace) -> Office | None:
        return {RECEIVING: place.receiving, RESOLVING: place.resolving}.get(wanted) or self.named.get(wanted)

    def lacking(self, wanted: str, roles: Collection[str]) -> list[Office]:
        """The offices behind `wanted` at which nobody holds any of the roles; none where the office is not known."""
        offices = {office.pk: office for place in self.places if (office := self.office(wanted, place))}
        return [office for office in offices.values() if not any((office.pk, role) in self.capable for role in roles)]


def check_publishable(procedure: Procedure, plan: Plan, on: date) -> list[Problem]:
    """Everything that keeps `plan` from being published for the procedure on day `on`; [] when it may be."""
    found = check_plan(plan, limit_for_checks(procedure))
    if is_linked(procedure):
        found.append(Problem("Thủ tục liên thông không có quy trình riêng: mỗi thủ tục thành phần có quy trình."))
    if not plan.stages:
        return found
    context = _context_of(procedure, plan, on)
    if not context.places:
        found.append(Problem("Chưa có bộ phận một cửa nào có người tiếp nhận thủ tục này."))
    found += _people(plan, context)
    found += _apart(plan, context)
    found += _authority(procedure, plan, context, on)
    return found


def places_of(procedure: Procedure) -> tuple[RoutePlace, ...]:
    """The working units where somebody takes the procedure in, each with the office that resolves it for them."""
    units = offices_receiving(procedure).filter(role_holders__role=TAKES_IN, role_holders__staff__is_active=True)
    return tuple(RoutePlace(unit, resolving_office(procedure, unit)) for unit in units.distinct())


def limit_for_checks(procedure: Procedure) -> Limit | None:
    """The time limit that no task may outlast; None where none is published."""
    try:
        return limit_of(procedure, "")
    except NoLimitPublished:
        return None


def _context_of(procedure: Procedure, plan: Plan, on: date) -> _Context:
    places = places_of(procedure)
    named = {office.code: office for office in Office.objects.filter(code__in=offices_named(plan), active=True)}
    offices = {place.receiving.pk for place in places} | {place.resolving.pk for place in places}
    offices |= {office.pk for office in named.values()}
    return _Context(places, named, role_holders(offices, set(DOES.values()), procedure.code, on))


def _people(plan: Plan, context: _Context) -> Iterator[Problem]:
    """Problems of offices that do not exist, and of offices where nobody may do the work."""
    for number, stage in enumerate(plan.stages):
        role = DOES.get(stage.kind)
        if problem := _unknown(stage, context):
            yield Problem(problem, number, field="office")
        elif role is not None and (lacking := context.lacking(stage.office, (role,))):
            yield Problem(f"Không ai ở {_names(lacking)} làm được bước “{stage.label}” (cần {role.label.lower()}).",
                          number, field="office")  # fmt: skip
        for place, task in enumerate(stage.tasks):
            if problem := _unknown(task, context):
                yield Problem(problem, number, place, "office")
            elif lacking := context.lacking(task.office, ANSWERS):
                yield Problem(f"Không ai ở {_names(lacking)} trả lời được việc “{task.label.lower()}” (cần công chức "
                              "thụ lý hoặc người phê duyệt).", number, place, "office")  # fmt: skip


def _unknown(part: Stage | TaskPlan, context: _Context) -> str:
    if part.office in {"", RECEIVING, RESOLVING} or part.office in context.named:
        return ""
    return f"Không có cơ quan mã “{part.office}” đang hoạt động."


def _apart(plan: Plan, context: _Context) -> Iterator[Problem]:
    """Problems of separate people: the approver may neither appraise nor seal, so too few staff leave a stage empty."""
    for place in context.places:
        pools: list[tuple[str, frozenset[int]]] = []
        for stage in plan.stages:
            office, role = context.office(stage.office, place), DOES.get(stage.kind)
            if office is None or role is None:
                return
            pools.append((stage.kind, context.capable.get((office.pk, role), frozenset())))
        if any(not people for _, people in pools):
            continue  # told already
        approvers = [sorted(people) for kind, people in pools if kind == "approve"]
        others = [people for kind, people in pools if kind != "approve"]
        if not any(all(people - set(chosen) for people in others) for chosen in product(*approvers)):
            yield Problem(
                f"Ở {place.receiving.name} không đủ người: người phê duyệt không được vừa thẩm định hoặc đóng dấu "
                "cùng một hồ sơ."
            )


def _authority(procedure: Procedure, plan: Plan, context: _Context, on: date) -> Iterator[Problem]:
    """Problems of approval at the place of receipt without authority on file (Circular 01/2018 Art. 6)."""
    spots = [number for number, stage in enumerate(plan.stages) if (stage.kind, stage.office) == ("approve", RECEIVING)]
    if not spots:
        return
    for place in context.places:
        if place.receiving.pk == place.resolving.pk:
            continue
        if reason := _no_authority(procedure, place, on):
            for number in spots:
                yield Problem(reason, number, field="office")


def _no_authority(procedure: Procedure, place: RoutePlace, on: date) -> str:
    filed = Delegation.objects.filter(
        kind=Delegation.Kind.AUTHORITY,
        role=APPROVES_BY_AUTHORITY,
        office=place.receiving,
        from_office=place.resolving,
    )
    holding = delegations_in_force(on) & filed
    if any(not delegation.procedures or procedure.code in delegation.procedures for delegation in holding):
        return ""
    start = f"Chưa giải quyết tại chỗ được ở {place.receiving.name}: "
    ground = f" ({law.article('authority.on_the_spot', on=on)})."
    nearest = holding.first() or filed.order_by("-valid_from", "-id").first()
    if nearest is None:
        return f"{start}chưa có văn bản ủy quyền phê duyệt của {place.resolving.name}{ground}"
    return f"{start}văn bản ủy quyền {nearest.document} {_why_not(nearest, on)}{ground}"


def _why_not(delegation: Delegation, on: date) -> str:
    if delegation.revoked_at is not None:
        return "đã bị thu hồi"
    if delegation.valid_from > on:
        return f"chỉ có hiệu lực từ {say_day(delegation.valid_from, year=True)}"
    if delegation.valid_to is not None and delegation.valid_to < on:
        return f"đã hết hạn từ sau {say_day(delegation.valid_to, year=True)}"
    return "không gồm thủ tục này" if delegation.procedures else "trao cho người không còn làm việc"


def _names(offices: list[Office]) -> str:
    named = ", ".join(office.name for office in offices[:_MOST_NAMED])
    more = len(offices) - _MOST_NAMED
    return f"{named} và {more} nơi khác" if more > 0 else named
