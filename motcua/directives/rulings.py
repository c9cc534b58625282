"""Ask whether letters in force settle one point of policy at a unit, and by which clauses; where to find a unit now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalog.models import Procedure
from motcua.directives.channels import because_rows, say_clauses
from motcua.directives.queries import answers_for, in_force_index
from motcua.people.models import Office


@dataclass(frozen=True, slots=True)
class Ruling:
    """The value that letters give a point at a unit; `clauses` in words, `because` as rows for the record."""

    value: Any
    clauses: str
    because: list[dict[str, Any]]


def ruling_on(
    point: str,
    *,
    office: Office,
    at: datetime,
    procedure: Procedure | None = None,
    groups: Collection[str] = (),
    channel: str = "",
) -> Ruling | None:
    """What letters in force at `at` (aware) say on `point` at the unit; None where none speaks of it.

    One small query where no letter anywhere speaks of the point. `groups` and `channel` are as in `facts_for`.
    """
    if point not in in_force_index().points:
        return None
    found = answers_for(office=office, at=at, points=(point,), procedure=procedure, groups=groups, channel=channel)
    answer = found[point]
    by_letters = [reason for reason in answer.because if not reason.rule.startswith("law/")]
    if not by_letters:
        return None
    return Ruling(answer.value, say_clauses(by_letters), because_rows(by_letters))


@dataclass(frozen=True, slots=True)
class UnitContact:
    """Where people find and call a unit now; `moved` and `help` are sentences with their clauses, "" for none.

    `address` and `phone` are those that a letter names, else the unit's own; `address` is blank where the unit has
    moved and no letter says where to.
    """

    address: str
    phone: str
    moved: str = ""
    help: str = ""


def unit_contact(office: Office, at: datetime) -> UnitContact:
    """The address and phone of the unit at `at` (aware), with what letters in force say of both."""
    moved, helped = (ruling_on(point, office=office, at=at) for point in ("unit.moved", "support.phone"))
    new = moved.value.strip() if moved is not None and isinstance(moved.value, str) else ""
    phone = office.phone
    if helped is not None and isinstance(helped.value, Mapping):
        phone = str(helped.value.get("phone") or "").strip() or phone
    return UnitContact(
        address=new or ("" if moved is not None and moved.value else office.address),
        phone=phone,
        moved=_say_moved(moved, new),
        help=_("Cần giúp đỡ, hãy gọi %(phone)s. Theo %(clauses)s.") % {"phone": phone, "clauses": helped.clauses}
        if helped is not None and helped.value and phone
        else "",
    )


def _say_moved(moved: Ruling | None, new: str) -> str:
    if moved is None or not moved.value:
        return ""
    if new:
        return _("Nơi làm việc mới: %(address)s. Theo %(clauses)s.") % {"address": new, "clauses": moved.clauses}
    return _("Đơn vị đã chuyển sang nơi làm việc khác; hãy hỏi địa chỉ trước khi đến. Theo %(clauses)s.") % {
        "clauses": moved.clauses
    }
