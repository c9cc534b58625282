"""What policy demands of a unit's equipment against what was counted there; what is missing, unit by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from motcua.directives.models import OperationPlan
from motcua.directives.queries import PolicyContext, answers_for, in_force_index, policy_context_of
from motcua.door.permissions import SEES_EQUIPMENT, reach_of
from motcua.door.places.models import Counter, Equipment, Premises, Room
from motcua.door.places.queries.places import RECEIVES_PEOPLE
from motcua.people.calendars import calendars_of
from motcua.people.models import Office, Staff
from motcua.rulebook.equipment import FOLLOWS, PER_WORDS, Per, SiteRoom, Wanted, item_words, need_of, wanted
from motcua.rulebook.policy.terms import Answer, Because
from motcua.rulebook.work_calendar import localise

FAMILY: Final = "equipment."


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One item at one place. `present` None: never counted; `by_plan`: counted on the floor plan by itself."""

    wanted: Wanted
    place: str
    present: int | None
    working: int
    note: str
    checked_at: datetime | None
    checked_by: str
    by_plan: bool

    @property
    def key(self) -> str:
        """Names the row on a form."""
        return row_key(self.wanted.item, self.wanted.room, self.wanted.counter)

    @property
    def missing(self) -> int:
        return max(0, self.wanted.needed - self.working)


@dataclass(frozen=True, slots=True)
class DemandedItem:
    """One item that policy demands, the clauses it rests on, and where it must be."""

    item: str
    because: tuple[Because, ...]
    rows: tuple[ChecklistRow, ...]

    @property
    def needed(self) -> int:
        return sum(row.wanted.needed for row in self.rows)

    @property
    def working(self) -> int:
        return sum(row.working for row in self.rows)

    @property
    def missing(self) -> int:
        return sum(row.missing for row in self.rows)

    def label(self, lang: str = "vi") -> str:
        """The item's name in "vi" or "en"."""
        return item_words(self.item, lang)

    def per_words(self, lang: str = "vi") -> str:
        """What one piece is needed for."""
        return PER_WORDS[need_of(self.item).per][lang == "en"]


@dataclass(frozen=True, slots=True)
class Checklist:
    """All that is demanded of one unit; `office` always, `premises` None where no place was set up."""

    office: Office
    premises: Premises | None
    demands: tuple[DemandedItem, ...]

    @property
    def known(self) -> bool:
        """Whether anything can be said: without a place nobody knows for how many counters and doors."""
        return self.premises is not None

    @property
    def missing(self) -> int:
        return sum(demand.missing for demand in self.demands) if self.known else 0

    @property
    def lacking(self) -> tuple[DemandedItem, ...]:
        """The demands not met, as they stand on the list of what is missing."""
        return tuple(demand for demand in self.demands if demand.missing) if self.known else ()

    @property
    def checked_at(self) -> datetime | None:
        """When something was last counted."""
        moments = [row.checked_at for demand in self.demands for row in demand.rows if row.checked_at is not None]
        return max(moments, default=None)

    @property
    def uncounted(self) -> int:
        """Rows nobody has counted yet."""
        return sum(row.present is None for demand in self.demands for row in demand.rows) if self.known else 0


def row_key(item: str, room: int | None, counter: int | None) -> str:
    """The name of a row on a form: "droplet_shield-3-7"; 0 stands for none."""
    return f"{item}-{room or 0}-{counter or 0}"


def equipment_places_visible_to(staff: Staff, at: datetime) -> QuerySet[Premises]:
    """The places whose equipment and rounds the person may look at at `at` (aware)."""
    where = reach_of(staff, SEES_EQUIPMENT, at, column="office__path")
    found = Premises.objects.select_related("office")
    return found.none() if where is None else found.filter(where, office__active=True).order_by("office__path")


def equipment_of(premises: Premises, at: datetime) -> Checklist:
    """The checklist of one unit at `at` (aware); a fixed number of queries."""
    office = premises.office
    return _checklists([office], {office.path: policy_context_of(office=office, at=at)}, {office.pk: premises}, at)[0]


def equipment_overview(staff: Staff, at: datetime) -> list[Checklist]:
    """Every unit the person may look at: those that lack most first, then those without a place, of which nothing is
    known, then those that have all. As many queries for all as for one.
    """
    where = reach_of(staff, SEES_EQUIPMENT, at)
    if where is None:
        return []
    offices = list(Office.objects.filter(where, kind__in=RECEIVES_PEOPLE, active=True).order_by("path"))
    policy_contexts = _grounds(offices, at)
    places = {premises.office_id: premises for premises in Premises.objects.filter(office__in=offices)}
    found = _checklists(offices, policy_contexts, places, at)
    return sorted(found, key=_worst_first)


def _worst_first(checklist: Checklist) -> tuple[int, int, int, str]:
    rank = 0 if checklist.missing else 2 if checklist.known or not checklist.demands else 1
    return rank, -checklist.missing, -checklist.uncounted, checklist.office.path


def _grounds(offices: Sequence[Office], at: datetime) -> dict[str, PolicyContext]:
    day, index, calendars = localise(at).date(), in_force_index(), calendars_of(offices)
    lasting = Q(valid_to=None) | Q(valid_to__gte=day)
    plans = OperationPlan.objects.filter(lasting, office__in=offices, approved_at__isnull=False, valid_from__lte=day)
    planned = set(plans.values_list("office_id", flat=True))
    return {office.path: PolicyContext(calendars[office.path], office.pk in planned, index) for office in offices}


def demanded_items(answers: Mapping[str, Answer]) -> dict[str, tuple[Because, ...]]:
    """Items demanded by these answers of the policy, each with the clauses behind it; `rulebook.equipment.FOLLOWS`
    adds what another demand cannot be met without.
    """
    found: dict[str, list[Because]] = defaultdict(list)
    for point in sorted(answers, key=lambda name: (not name.startswith(FAMILY), name)):
        answer = answers[point]
        if not answer.value:
            continue
        if point.startswith(FAMILY):
            found[point.removeprefix(FAMILY)].extend(answer.because)
        if point in FOLLOWS:
            found[FOLLOWS[point]].extend(answer.because)
    return {item: tuple(dict.fromkeys(because)) for item, because in found.items()} if found else {}


def _checklists(
    offices: Sequence[Office],
    policy_contexts: Mapping[str, PolicyContext],
    places: Mapping[int, Premises],
    at: datetime,
) -> list[Checklist]:
    of_place: dict[int, list[Room]] = defaultdict(list)
    for room in Room.objects.filter(premises__in=places.values(), active=True):
        of_place[room.premises_id].append(room)
    at_room: dict[int, list[Counter]] = defaultdict(list)
    for counter in Counter.objects.filter(premises__in=places.values(), active=True):
        at_room[counter.room_id].append(counter)
    counted = {
        (row.premises_id, row_key(row.item, row.room_id, row.counter_id)): row
        for row in Equipment.objects.filter(premises__in=places.values()).select_related("checked_by")
    }
    found = []
    for office in offices:
        premises = places.get(office.pk)
        rooms = of_place[premises.pk] if premises else []
        answers = answers_for(office=office, at=at, policy_context=policy_contexts[office.path])
        demands = []
        site = [_site(room, at_room[room.pk]) for room in rooms]
        names = _names(rooms, at_room)
        for item, because in demanded_items(answers).items():
            rows = (_row(wanted_row, premises, names, counted, site) for wanted_row in wanted([item], site))
            demands.append(DemandedItem(item, because, tuple(rows)))
        found.append(Checklist(office, premises, tuple(demands)))
    return found


def _site(room: Room, counters: Sequence[Counter]) -> SiteRoom:
    return SiteRoom(
        key=room.pk,
        receives=room.kind == Room.Kind.SERVICE,
        waits=room.kind != Room.Kind.SERVICE,
        indoors=room.kind != Room.Kind.OUTSIDE,
        doors=len(room.doors),
        seats=room.seats or 0,
        counters=tuple(counter.pk for counter in counters),
    )


def _names(rooms: Iterable[Room], at_room: Mapping[int, Sequence[Counter]]) -> dict[tuple[int | None, int | None], str]:
    names: dict[tuple[int | None, int | None], str] = {}
    for room in rooms:
        names[room.pk, None] = room.name
        for counter in at_room.get(room.pk, ()):
            names[room.pk, counter.pk] = f"Quầy số {counter.number}, {room.name}"
    return names


def _row(
    wanted_row: Wanted,
    premises: Premises | None,
    names: Mapping[tuple[int | None, int | None], str],
    counted: Mapping[tuple[int, str], Any],
    site: Sequence[SiteRoom],
) -> ChecklistRow:
    place = names.get((wanted_row.room, wanted_row.counter), "Cả đơn vị")
    if need_of(wanted_row.item).by_plan and wanted_row.per is Per.UNIT:
        areas = sum(room.waits for room in site)
        return ChecklistRow(wanted_row, place, areas, areas, "", None, "", by_plan=True)
    row = counted.get((premises.pk if premises else 0, row_key(wanted_row.item, wanted_row.room, wanted_row.counter)))
    if row is None:
        return ChecklistRow(wanted_row, place, None, 0, "", None, "", by_plan=False)
    return ChecklistRow(
        wanted_row, place, row.present, row.working, row.note, row.checked_at, row.checked_by.full_name, by_plan=False
    )
