"""What narrows a list of dossiers, and the choices a person is offered for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from motcua.catalog.models import Field
from motcua.dossiers.queries.reach import Reach
from motcua.people.models import Office, Staff
from motcua.rulebook import dossier_states
from motcua.rulebook.vietnamese import VIETNAM

OPEN: Final = tuple(one.code for one in dossier_states.STATES if not one.end)
ENDED: Final = tuple(one.code for one in dossier_states.STATES if one.end)
MOST_CHOICES: Final = 300


@dataclass(frozen=True, slots=True)
class Filters:
    """Each narrows the list; blank ones say nothing. Days are dates of Vietnam, both included.

    `office` is the code of the unit that received or handles it, `holder` the key of who holds it, `procedure` a code.
    """

    state: str = ""
    field: str = ""
    procedure: str = ""
    channel: str = ""
    due_from: date | None = None
    due_to: date | None = None
    holder: int | None = None
    office: str = ""

    @property
    def ended(self) -> bool:
        """Whether it asks for dossiers that have ended, of which there are ever more."""
        return self.state in ENDED

    def condition(self) -> Q:
        """The filters as one condition, that of being still open among them unless an ended state is asked for."""
        wanted = Q(state=self.state) if self.state else Q(state__in=OPEN)
        if self.field:
            wanted &= Q(procedure__field__code=self.field)
        if self.procedure:
            wanted &= Q(procedure__code=self.procedure)
        if self.channel:
            wanted &= Q(channel=self.channel)
        if self.due_from:
            wanted &= Q(due_at__gte=_midnight(self.due_from))
        if self.due_to:
            wanted &= Q(due_at__lt=_midnight(self.due_to) + timedelta(days=1))
        if self.holder is not None:
            wanted &= Q(holder_id=self.holder)
        if self.office:
            wanted &= Q(office__code=self.office) | Q(handling_office__code=self.office)
        return wanted


@dataclass(frozen=True, slots=True)
class Choices:
    """(value, words) of the filters that rows of the base fill: fields, offices within reach, people at them."""

    fields: tuple[tuple[str, str], ...]
    offices: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]


def choices_within(reach: Reach) -> Choices:
    """What may be chosen by somebody with this reach: no office that is not his, nobody of another; one query."""
    offices = sorted(reach.offices())
    rows = (
        _choices(Field.objects.all(), "field", "code", "name")
        .union(
            _choices(Office.objects.filter(pk__in=offices), "office", "code", "name"),
            _choices(Staff.objects.filter(roles__office__in=offices, is_active=True), "staff", "pk", "full_name"),
        )
        .order_by("which", "words")
    )
    found: dict[str, list[tuple[str, str]]] = {"field": [], "office": [], "staff": []}
    for row in rows:
        if len(found[row["which"]]) < MOST_CHOICES:
            found[row["which"]].append((str(row["value"]), str(row["words"])))
    return Choices(tuple(found["field"]), tuple(found["office"]), tuple(found["staff"]))


def _choices(rows: QuerySet[Any], kind: str, value: str, words: str) -> QuerySet[Any, dict[str, Any]]:
    text = CharField()
    return rows.order_by().values(
        which=Value(kind, output_field=text), value=Cast(F(value), text), words=Cast(F(words), text)
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
