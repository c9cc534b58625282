"""Read procedures: their limits and fees, and which offices receive and resolve them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from motcua.catalog.models import Fee, Field, Procedure, TimeLimit
from motcua.people.models import Office, OfficeKind
from motcua.people.paths import ancestors
from motcua.people.queries import offices_under
from motcua.rulebook.deadlines import Limit
from motcua.rulebook.fees import Price, prices_owed

# Which kind of unit receives the procedures of a level (Decree 61/2018 Art. 14). A ministry's are not received here.
RECEIVING_KIND: Final = {
    Procedure.Level.PROVINCE.value: OfficeKind.PROVINCIAL_CENTRE,
    Procedure.Level.DISTRICT.value: OfficeKind.DISTRICT_UNIT,
    Procedure.Level.COMMUNE.value: OfficeKind.COMMUNE_UNIT,
}


class NoLimitPublished(LookupError):
    """The catalogue holds no time limit for this procedure, so no due day can be set."""


def procedure_by_code(code: str) -> Procedure | None:
    """The active procedure with this code, its field loaded; None when there is none."""
    if "\0" in code or len(code) > 40:
        return None
    return Procedure.objects.select_related("field").filter(code=code, active=True).first()


def fields_in_use() -> QuerySet[Field]:
    """Fields that have active procedures, each with `procedure_count`."""
    count = Count("procedures", filter=Q(procedures__active=True))
    return Field.objects.annotate(procedure_count=count).filter(procedure_count__gt=0).order_by("name")


def procedures_in(field_code: str = "", level: str = "") -> QuerySet[Procedure]:
    """Active procedures, of one field or level where given, in order of name; their fields loaded."""
    found = Procedure.objects.filter(active=True).select_related("field").order_by("name")
    if field_code:
        found = found.filter(field__code=field_code)
    return found.filter(level=level) if level else found


def limit_of(procedure: Procedure, channel: str) -> Limit:
    """How long the procedure may take through `channel`; else the limit of every channel, else the longest of any.

    Raises NoLimitPublished when none is published.
    """
    rows = list(procedure.time_limits.all())
    for wanted in (channel, ""):
        for row in rows:
            if row.channel == wanted:
                return _limit(row)
    if not rows:
        raise NoLimitPublished(f"Thủ tục {procedure.code} chưa công bố thời hạn giải quyết.")
    return _limit(max(rows, key=lambda row: row.value))


def _limit(row: TimeLimit) -> Limit:
    return Limit(row.value, row.unit)


def fees_of(procedure: Procedure, channel: str, on: date, groups: Collection[str] = ()) -> list[Fee]:
    """The published rows that a person of `groups` owes through `channel` on day `on` (rulebook.fees.prices_owed).

    An empty list: nothing is published.
    """
    rows = {fee.pk: fee for fee in procedure.fees.all()}
    due = prices_owed((price_of(fee) for fee in rows.values()), channel=channel, on=on, groups=groups)
    return [rows[price.row] for price in due]


def price_of(fee: Fee) -> Price:
    """A published row as the rulebook knows it, in whole đồng."""
    return Price(
        row=fee.pk,
        kind=fee.kind,
        amount=fee.amount,
        channel=fee.channel,
        group=fee.group,
        per_copy=fee.per_copy,
        because=fee.text or fee.basis,
        valid_from=fee.valid_from,
        valid_to=fee.valid_to,
    )


def offices_receiving(procedure: Procedure) -> QuerySet[Office]:
    """The working one-stop units that receive the procedure, in Vietnamese alphabetical order (Decree 61/2018 Art. 14).

    Commune procedures at commune units, district ones at district units, provincial ones at the provincial centre.
    """
    kind = RECEIVING_KIND.get(procedure.level)
    if kind is None or not procedure.active:
        return Office.objects.none()
    return Office.objects.filter(kind=kind, active=True).order_by("sort_key", "name")


def resolving_office(procedure: Procedure, receiving_office: Office) -> Office:
    """The office that decides: the field's department for a provincial procedure, else the unit's own committee.

    The department is the one set for the field, else the one whose name the published agency begins with. Where
    neither is found, the nearest committee above the receiving office answers.
    """
    if procedure.level == Procedure.Level.PROVINCE:
        departments = Office.objects.filter(kind=OfficeKind.DEPARTMENT, active=True).order_by("path")
        by_code = {office.code: office for office in departments}
        if procedure.field.department in by_code:
            return by_code[procedure.field.department]
        for office in by_code.values():
            if procedure.agency.startswith(office.short_name or office.name):
                return office
    above = ancestors(receiving_office.path)[:-1]
    committees = Office.objects.filter(path__in=above, kind=OfficeKind.COMMITTEE)
    return committees.order_by("-path").first() or receiving_office


def level_counts(office_path: str) -> dict[tuple[str, int, bool, bool], int]:
    """Active procedures received at `office_path` or below, counted by (level, online level, urgent, time-critical).

    Each procedure counts once, however many units receive it.
    """
    kinds = set(offices_under(office_path).filter(active=True).order_by().values_list("kind", flat=True).distinct())
    levels = [level for level, kind in RECEIVING_KIND.items() if kind in kinds]
    rows = (
        Procedure.objects.filter(active=True, level__in=levels)
        .order_by()
        .values_list("level", "online_level", "urgent", "time_critical")
        .annotate(count=Count("id"))
    )
    return {(level, online_level, urgent, critical): count for level, online_level, urgent, critical, count in rows}


def active_procedures() -> list[Procedure]:
    """Every active procedure with its field, in order of name: for a list to choose from."""
    return list(procedures_in())


def codes_known(codes: Collection[str]) -> set[str]:
    """Which of these codes are codes of active procedures."""
    asked = [code for code in codes if "\0" not in code]
    return set(Procedure.objects.filter(code__in=asked, active=True).values_list("code", flat=True))


def procedures_called(codes: Collection[str]) -> dict[str, str]:
    """The everyday names of these procedures by code, of those in the catalogue, withdrawn ones too."""
    asked = [code for code in codes if "\0" not in code]
    return {found.code: str(found) for found in Procedure.objects.filter(code__in=asked)}


def field_called(code: str) -> str:
    """The name of a field of the catalogue; "" where there is none of this code."""
    return Field.objects.filter(code=code).values_list("name", flat=True).first() or ""
