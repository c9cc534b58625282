"""Compute a dossier's bill from the catalogue, in whole đồng; it is kept with the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from motcua.catalog.models import ApplicantGroup, Procedure
from motcua.catalog.queries.procedures import fees_of, price_of
from motcua.directives.channels import say_clauses
from motcua.directives.queries import answers_for
from motcua.dossiers.models import Channel
from motcua.dossiers.submission.text import one_line
from motcua.people.models import Office
from motcua.rulebook.fees import MOST_COPIES, Reduction, owed
from motcua.rulebook.work_calendar import localise


def bill_of(
    *, procedure: Procedure, office: Office, channel: str, at: datetime, group: str = "", copies: int = 1
) -> dict[str, Any]:
    """The bill of one dossier: {"items": [{"kind", "name", "amount", "because"}], "total", "group", "copies"}.

    Amounts are whole đồng, of the day of `at` (aware, Vietnam); rulebook.fees decides them. A price published for the
    person's group stands; else the group's share of the common price is owed. An unknown or expired group pays the
    common price. Where a letter in force waives the fee at the unit, nothing is owed and its clause is the reason.
    ValueError unless `copies` is from 1 to 999.
    """
    on = localise(at).date()
    known = group_on(group, on)
    fees = fees_of(procedure, channel, on, (known.code,) if known else ())
    reduction = reduction_of(known) if known else None
    waiver = waiver_of(procedure=procedure, office=office, channel=channel, at=at, group=known) if fees else ""
    items = [
        {
            "kind": fee.kind,
            "name": fee.get_kind_display(),
            "amount": 0 if waiver else item.amount,
            "because": waiver or item.because,
        }
        for fee, item in zip(fees, owed(map(price_of, fees), on=on, reduction=reduction, copies=copies), strict=True)
    ]
    return {
        "items": items,
        "total": sum(item["amount"] for item in items),
        "group": known.name if known else "",
        "copies": copies,
    }


def waiver_of(
    *, procedure: Procedure, office: Office, channel: str, at: datetime, group: ApplicantGroup | None = None
) -> str:
    """By which clause nothing is owed for a dossier handed in at `at` (aware) through the channel; "" where it is."""
    groups = (group.code,) if group is not None else ()
    found = answers_for(
        office=office, at=at, points=("fee.waived",), procedure=procedure, groups=groups, channel=channel
    )["fee.waived"]
    return f"Miễn theo {say_clauses(found.because)}" if found.value is True else ""


def group_on(code: str, on: date) -> ApplicantGroup | None:
    """The group with this code if it pays less on the day. No query for none."""
    group = ApplicantGroup.objects.filter(code=code).first() if code else None
    return group if group is not None and reduction_of(group).in_force(on) else None


def groups_on(on: date) -> list[ApplicantGroup]:
    """The groups a person may declare to be of on the day, in order of name."""
    return [group for group in ApplicantGroup.objects.all() if reduction_of(group).in_force(on)]


def reduction_of(group: ApplicantGroup) -> Reduction:
    """The group's reduction as the rulebook knows it."""
    return Reduction(group.name, group.fraction_owed, group.basis, group.valid_from, group.valid_to)


def check_declared(procedure: Procedure, declared: Mapping[str, Any], on: date) -> tuple[str, int, dict[str, str]]:
    """The group's code, the number of copies, and what is wrong with either ("group", "copies" → message).

    Nothing declared is no group and one copy. Copies count only where a fee is owed for each.
    """
    group = one_line(declared.get("group"), 32)
    typed = one_line(declared.get("copies"), 10) or "1"
    errors: dict[str, str] = {}
    if group and group not in {known.code for known in groups_on(on)}:
        errors["group"] = "Nhóm được miễn, giảm này hiện không áp dụng. Hãy chọn lại."
    right = typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= MOST_COPIES
    if not right and asks_copies(procedure, on):
        errors["copies"] = f"Số bản phải là số từ 1 đến {MOST_COPIES}."
    return group, int(typed) if right else 1, errors


def asks_copies(procedure: Procedure, on: date) -> bool:
    """Whether something is owed for every copy when handed in online on day `on`."""
    return any(fee.per_copy for fee in fees_of(procedure, Channel.ONLINE, on))


def bill_before(procedure: Procedure, office: Office, declared: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The bill of an online hand-in at `at` (aware), before it is sent; a wrong declaration counts as none."""
    group, copies, wrong = check_declared(procedure, declared, localise(at).date())
    group = "" if "group" in wrong else group
    return bill_of(procedure=procedure, office=office, channel=Channel.ONLINE, at=at, group=group, copies=copies)
