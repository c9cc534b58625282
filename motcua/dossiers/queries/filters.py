"""Filters of a list of dossiers, and the choices a person is offered for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from motcua.catalog.models import Field
from motcua.dossiers.models import SavedView
from motcua.dossiers.queries.staff_scope import StaffScope
from motcua.people.models import Office, Staff
from motcua.rulebook.dossier_states import END_STATES, OPEN_STATES
from motcua.rulebook.vietnamese import VIETNAM

MOST_CHOICES: Final = 300


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a list; a blank one filters nothing. Days are dates of Vietnam, both included.

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
        """Whether the filters ask for dossiers that have ended."""
        return self.state in END_STATES

    def condition(self) -> Q:
        """The filters as one condition, that of being still open among them unless an ended state is asked for."""
        wanted = Q(state=self.state) if self.state else Q(state__in=OPEN_STATES)
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
class SavedList:
    """A list the officer keeps: its key, name, and what stands after the question mark of its address."""

    pk: int
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What a list offers: (value, words) of fields, offices within reach, people at them; and one's own lists."""

    fields: tuple[tuple[str, str], ...]
    offices: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    saved: tuple[SavedList, ...]


def list_choices_of(staff: Staff, reach: StaffScope) -> ListChoices:
    """The choices of `staff`: offices within reach, people at these, the person's own lists; one query."""
    offices = sorted(reach.offices())
    rows = list(
        _choices(Field.objects.all(), "field", "code", "name")
        .union(
            _choices(Office.objects.filter(pk__in=offices), "office", "code", "name"),
            _choices(Staff.objects.filter(roles__office__in=offices, is_active=True), "staff", "pk", "full_name"),
            _choices(SavedView.objects.filter(staff=staff), "saved", "query", "name", place="position"),
        )
        .order_by("which", "place", "words", "key")
    )

    def of(which: str) -> tuple[tuple[str, str], ...]:
        found = [(str(row["value"]), str(row["words"])) for row in rows if row["which"] == which]
        return tuple(found[:MOST_CHOICES])

    saved = tuple(SavedList(row["key"], row["words"], row["value"]) for row in rows if row["which"] == "saved")
    return ListChoices(of("field"), of("office"), of("staff"), saved)


def _choices(rows: QuerySet[Any], which: str, value: str, words: str, place: str = "") -> QuerySet[Any, dict[str, Any]]:
    text, number = CharField(), IntegerField()
    return rows.order_by().values(
        which=Value(which, output_field=text),
        value=Cast(F(value), text),
        words=Cast(F(words), text),
        place=Cast(F(place), number) if place else Value(0, output_field=number),
        key=F("pk"),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


def saved_views(staff: Staff) -> list[SavedView]:
    """The person's own lists, in the person's own order."""
    return list(SavedView.objects.filter(staff=staff))
