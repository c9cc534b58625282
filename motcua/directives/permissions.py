"""Permissions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from motcua.catalog.models import Procedure
from motcua.directives.queries import PolicyContext, channels_for
from motcua.people.models import Office


@dataclass(frozen=True, slots=True)
class Permission:
    """May this be done? `reason` is a sentence for the person; `because` the clauses, for the record."""

    allowed: bool
    reason: str = ""
    because: list[dict[str, Any]] = field(default_factory=list)


def may_receive(
    *,
    office: Office,
    procedure: Procedure,
    channel: str,
    at: datetime,
    uses_neither: bool = False,
    policy_context: PolicyContext | None = None,
) -> Permission:
    """May this unit take this procedure this way now? One who declares he uses neither is asked about as such."""
    for way in channels_for(
        office=office,
        procedure=procedure,
        at=at,
        uses_neither=uses_neither,
        policy_context=policy_context,
        only=channel or "-",
    ):
        return Permission(way.is_open, way.reason, way.because)
    return Permission(False, "Không có cách nộp này.")


def may_return(
    *,
    office: Office,
    procedure: Procedure,
    channel: str,
    at: datetime,
    uses_neither: bool = False,
    policy_context: PolicyContext | None = None,
) -> Permission:
    """May the result be asked for this way? A day on which the counter is closed does not matter: it comes later."""
    for way in channels_for(
        office=office,
        procedure=procedure,
        at=at,
        uses_neither=uses_neither,
        direction="return",
        policy_context=policy_context,
        only=channel or "-",
    ):
        return Permission(way.usable and way.next_day is not None and not way.exception, way.reason, way.because)
    return Permission(False, "Không có cách nhận kết quả này.")
