"""Read registers: those a person may open, one page of one, the lines to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Max, Min, Q, QuerySet

from motcua.dossiers.models import Dossier, Register, RegisterLine
from motcua.dossiers.permissions import KEEPERS, OVERSEE
from motcua.dossiers.results.readiness import RESULT_READY_STATES
from motcua.dossiers.slips.register_sheets import line_cells
from motcua.people.models import Office, Staff
from motcua.people.permissions import powers_of
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import localise

PAGE: Final = 50
MOST_RESULTS: Final = 500


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of a register: its lines in words, its number from 1 and the last page's."""

    register: Register
    rows: list[dict[str, Any]]
    number: int
    last: int


def register_units_of(staff: Staff, at: datetime) -> QuerySet[Office]:
    """The units whose papers the person prints: where the person receives, returns or leads at `at` (aware)."""
    held = [power.office_id for power in powers_of(staff, localise(at).date()) if power.role in KEEPERS]
    return Office.objects.filter(pk__in=held).order_by("path")


def registers_visible_to(staff: Staff, at: datetime) -> QuerySet[Register]:
    """The registers of the person's units, and of those below where the person oversees; newest first."""
    seen = Q(pk__in=())
    for power in powers_of(staff, localise(at).date()):
        if power.role in KEEPERS:
            seen |= Q(office_id=power.office_id)
        elif power.role in OVERSEE:
            seen |= Q(office_id=power.office_id) | Q(office__path__startswith=f"{power.office_path}/")
    return (
        Register.objects.filter(seen)
        .select_related("office__parent", "closed_by")
        .order_by("-year", "office__path", "-volume")
    )


def register_page(register: Register, number: int) -> RegisterPage:
    """The page `number` (from 1; out of range is the nearest).

    Three queries; pages are found by the lines' numbers, so that each costs the same."""
    span = register.lines.aggregate(first=Min("number"), last=Max("number"))
    first, end = span["first"] or 1, span["last"] or 0
    last = max(1, -(-(end - first + 1) // PAGE))
    shown = min(max(number, 1), last)
    start = first + (shown - 1) * PAGE
    lines = register.lines.filter(number__gte=start, number__lt=start + PAGE)
    return RegisterPage(register, [line_cells(line) for line in _whole(lines)], shown, last)


def lines_to_print(register: Register, month: int | None = None) -> QuerySet[RegisterLine]:
    """All lines in the order of their numbers, or those entered in one month (1–12) of the register's year."""
    lines = register.lines.all()
    if month is not None:
        after = date(register.year + month // 12, month % 12 + 1, 1)
        lines = lines.filter(at__gte=_midnight(date(register.year, month, 1)), at__lt=_midnight(after))
    return _whole(lines)


def results_ready(office: Office, on: date) -> QuerySet[Dossier]:
    """The dossiers whose result became ready on day `on` and waits at `office` to be returned, at most 500."""
    begin = _midnight(on)
    return (
        Dossier.objects.filter(office=office, state__in=RESULT_READY_STATES, finished_at__gte=begin)
        .filter(finished_at__lt=begin + timedelta(days=1))
        .select_related("procedure", "resolving_office")
        .order_by("resolving_office__name", "code")[:MOST_RESULTS]
    )


def _whole(lines: QuerySet[RegisterLine]) -> QuerySet[RegisterLine]:
    return lines.order_by("number").prefetch_related("entries")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
