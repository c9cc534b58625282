"""What a dossier owes: counted from the catalogue when it is received, kept with it, shown before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from motcua.catalog.models import ApplicantGroup, Fee, Procedure
from motcua.catalog.queries.procedures import fees_of
from motcua.dossiers.models import Channel
from motcua.dossiers.submission.text import one_line

MOST_COPIES = 999


def bill_of(*, procedure: Procedure, channel: str, on: date, group: str = "", copies: int = 1) -> dict[str, Any]:
    """The bill of one dossier: {"items": [{"kind", "name", "amount", "because"}], "total", "group", "copies"}.

    Amounts are whole đồng, of day `on`. A price published for the person's group stands; else the group's share of
    the common price is owed (exempt 0, half 0.5), rounded down to a đồng. Postage is owed to the post and is not in
    it (Decision 45/2016 Art. 12.3). An unknown or expired group pays the common price. ValueError for silly copies.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise ValueError("Số bản phải từ 1 đến 999.")
    known = group_on(group, on)
    items = [_item(fee, known, copies) for fee in fees_of(procedure, channel, on, (group,) if group else ())]
    return {
        "items": items,
        "total": sum(item["amount"] for item in items),
        "group": known.name if known else "",
        "copies": copies,
    }


def group_on(code: str, on: date) -> ApplicantGroup | None:
    """The group with this code if it is in force on the day. No query for none."""
    group = ApplicantGroup.objects.filter(code=code).first() if code else None
    return group if group is not None and group_in_force(group, on) else None


def groups_on(on: date) -> list[ApplicantGroup]:
    """The groups a person may declare to be of on the day, in order of name."""
    return [one for one in ApplicantGroup.objects.all() if group_in_force(one, on)]


def group_in_force(group: ApplicantGroup, on: date) -> bool:
    """Whether the group pays less on the day."""
    return not ((group.valid_from and group.valid_from > on) or (group.valid_to and on > group.valid_to))


def _item(fee: Fee, group: ApplicantGroup | None, copies: int) -> dict[str, Any]:
    whole = fee.amount * copies if fee.per_copy else fee.amount
    because = fee.text or fee.basis
    if fee.per_copy and copies > 1:
        because = f"{copies} bản × {fee.amount:,} đồng".replace(",", ".")
    amount = whole
    if group is not None and not fee.group:
        amount = int((Decimal(whole) * group.share).to_integral_value(ROUND_FLOOR))
        if amount < whole:
            because = f"{'Miễn' if amount == 0 else 'Giảm'} cho {group.name}" + (
                f", {group.basis}" if group.basis else ""
            )
    return {"kind": fee.kind, "name": fee.get_kind_display(), "amount": amount, "because": because}


def check_declared(procedure: Procedure, declared: Mapping[str, Any], on: date) -> tuple[str, int, dict[str, str]]:
    """The group's code, the number of copies, and what is wrong with either ("group", "copies" → message).

    Nothing declared is no group and one copy. Copies count only where a fee is owed for each.
    """
    group = one_line(declared.get("group"), 32)
    typed = one_line(declared.get("copies"), 10) or "1"
    errors: dict[str, str] = {}
    if group and group not in {one.code for one in groups_on(on)}:
        errors["group"] = "Nhóm được miễn, giảm này hiện không áp dụng. Hãy chọn lại."
    right = typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= MOST_COPIES
    if not right and asks_copies(procedure, on):
        errors["copies"] = f"Số bản phải là số từ 1 đến {MOST_COPIES}."
    return group, int(typed) if right else 1, errors


def asks_copies(procedure: Procedure, on: date) -> bool:
    """Whether something is owed for every copy when handed in online on day `on`."""
    return any(fee.per_copy for fee in fees_of(procedure, Channel.ONLINE, on))


def bill_before(procedure: Procedure, declared: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The bill as it would be if handed in online on day `on`; what is wrongly declared counts as not declared."""
    group, copies, wrong = check_declared(procedure, declared, on)
    group = "" if "group" in wrong else group
    return bill_of(procedure=procedure, channel=Channel.ONLINE, on=on, group=group, copies=copies)
