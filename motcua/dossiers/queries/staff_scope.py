"""Turn a person's powers into conditions on the table of dossiers: the offices and dossiers they open.

Offices are named by their keys, never by a join on their path, so that the indexes of the work lists serve.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q

from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.permissions import ANSWERING, AT_EITHER, AT_RECEIVING, OVERSEE
from motcua.people.models import Office, Staff
from motcua.people.paths import is_under
from motcua.people.permissions import Power, powers_of
from motcua.rulebook.work_calendar import localise

NOTHING: Final = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class StaffScope:
    """`powers` in force, and the keys of the offices below each power that oversees, by that power's office.

    `answering` are the offices whose hand-ins may wait for an answer: one's own, and of those below the ones that have.
    """

    powers: tuple[Power, ...]
    below: dict[int, tuple[int, ...]]
    answering: tuple[Office, ...]

    def offices(self) -> frozenset[int]:
        """Every office whose dossiers some power opens, as the choices of a filter."""
        own = {power.office_id for power in self.powers if power.role in AT_RECEIVING | AT_EITHER}
        return frozenset(own.union(*self.below.values()))


def staff_scope_of(staff: Staff, at: datetime) -> StaffScope:
    """What the person's roles, held and delegated, open at `at` (aware); one query more for who oversees."""
    powers = powers_of(staff, localise(at).date())
    tops = {power.office_id: power.office_path for power in powers if power.role in OVERSEE}
    under = _under(tops) if tops else []
    below = {top: tuple(office.pk for office in under if is_under(office.path, path)) for top, path in tops.items()}
    own = {role.office_id: role.office for role in staff.roles.all()} if powers else {}
    own |= {given.office_id: given.office for given in staff.delegations.all()} if powers else {}
    worked = {power.office_id: own[power.office_id] for power in powers if power.role in AT_RECEIVING | AT_EITHER}
    waiting = {office.pk: office for office in under if office.waits}
    return StaffScope(powers, below, tuple((waiting | worked).values()))


def seen_with(reach: StaffScope) -> Q:
    """The dossiers that may be seen."""
    return _any(_for_procedures(power, _seen(power, reach)) for power in reach.powers)


def work_with(power: Power) -> Q:
    """The dossiers towards which this power's role may act; the same rule as `roles_towards` for one dossier."""
    if power.role in AT_RECEIVING:
        return _for_procedures(power, Q(office_id=power.office_id))
    if power.role not in AT_EITHER:
        return NOTHING
    planned = ~Q(plan={}) & Q(handling_office__isnull=False) & ~Q(handling_office_id=F("office_id"))
    here = power.office_id
    at_stage = planned & Q(handling_office_id=here)
    at_either = ~planned & (Q(office_id=here) | Q(resolving_office_id=here))
    # The first condition is redundant, but it is the one that the indexes can answer.
    return _for_procedures(power, _touches((here,)) & (at_stage | at_either))


def in_hands_of(reach: StaffScope) -> Q:
    """The dossiers that the person's own offices must handle now; for who oversees, those of all offices below."""
    return _any(
        _for_procedures(power, Q(handling_office_id__in=_handling(power, reach)))
        for power in reach.powers
        if power.role in AT_RECEIVING | AT_EITHER | OVERSEE
    )


def _seen(power: Power, reach: StaffScope) -> Q:
    if power.role in AT_RECEIVING:
        return Q(office_id=power.office_id)
    if power.role in AT_EITHER:
        here = _touches((power.office_id,))
        return here | asked_at(power.office_id) if power.role in ANSWERING else here  # asked: it may read
    if power.role in OVERSEE:
        return Q(office_id__in=reach.below.get(power.office_id, ()))
    return NOTHING


def _handling(power: Power, reach: StaffScope) -> tuple[int, ...]:
    return reach.below.get(power.office_id, ()) if power.role in OVERSEE else (power.office_id,)


def _touches(offices: tuple[int, ...]) -> Q:
    return Q(office_id__in=offices) | Q(resolving_office_id__in=offices) | Q(handling_office_id__in=offices)


def _for_procedures(power: Power, reached: Q) -> Q:
    return reached & Q(procedure__code__in=sorted(power.procedures)) if power.procedures else reached


def _any(conditions: Iterable[Q]) -> Q:
    either = NOTHING
    for condition in conditions:
        either |= condition
    return either


def _under(tops: dict[int, str]) -> list[Any]:
    """The offices at and below `tops`, each saying as `waits` whether some hand-in there waits for its answer."""
    reached = Q(pk__in=tops)
    for path in tops.values():
        reached |= Q(path__startswith=f"{path}/")
    waits = Exists(Dossier.objects.filter(office=OuterRef("pk"), state="submitted"))
    return list(Office.objects.filter(reached).annotate(waits=waits).only("path", "hours"))


def asked_at(office_id: int) -> Q:
    """Dossiers still being resolved about which the office was asked: read-only.

    Written so that PostgreSQL fetches the few ids first and finds the rows by key, beside the other conditions.
    """
    asked = (
        Task.objects.filter(office_id=office_id, dossier__finished_at__isnull=True)
        .exclude(state=Task.State.CANCELLED)
        .order_by()
        .values("dossier_id")
    )
    return Q(_IsAnyOf(F("pk"), ArraySubquery(asked)))


class _IsAnyOf(Func):
    """`pk = ANY(ARRAY(SELECT …))`: unlike `IN (SELECT …)` an index answers it, within an OR too."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()
