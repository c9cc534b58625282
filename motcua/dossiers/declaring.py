"""What a person declares for the bill: the group that pays less, and how many copies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.catalog.models import Procedure
from motcua.catalog.queries.procedures import fees_of
from motcua.dossiers.applicants import plain_text
from motcua.dossiers.billing import MOST_COPIES, bill_of, groups_on
from motcua.dossiers.models import Channel


def check_declared(procedure: Procedure, declared: Mapping[str, Any], on: date) -> tuple[str, int, dict[str, str]]:
    """The group's code, the number of copies, and what is wrong with either ("group", "copies" → message).

    Nothing declared is no group and one copy. Copies count only where a fee is owed for each.
    """
    group = plain_text(declared.get("group"), 32)
    typed = plain_text(declared.get("copies"), 10) or "1"
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
