"""May this unit take this procedure this way now? The policy in force is asked, and its clauses are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.catalog.models import Procedure
from motcua.directives.queries import may_receive
from motcua.dossiers.errors import ChannelClosed, NotAllowed
from motcua.people.models import Office


@dataclass(frozen=True, slots=True)
class Admission:
    """The way is open; `because` names the clauses, `exception` that only the declaration opened it."""

    because: list[dict[str, Any]]
    exception: bool


def admit(*, office: Office, procedure: Procedure, channel: str, at: datetime, uses_neither: bool) -> Admission:
    """Ask the policy. A way closed to others may be open to who declares to use neither online nor post.

    Raises ChannelClosed with the reason and its clauses, NotAllowed for a unit or procedure out of use.
    """
    if not office.active or not procedure.active:
        raise NotAllowed("Thủ tục này hiện không tiếp nhận tại đơn vị này.")
    usual = may_receive(office=office, procedure=procedure, channel=channel, at=at, uses_neither=False)
    if usual.allowed:
        return Admission(usual.because, False)
    if uses_neither:
        special = may_receive(office=office, procedure=procedure, channel=channel, at=at, uses_neither=True)
        if special.allowed:
            return Admission(special.because, True)
        raise ChannelClosed(special.reason, special.because)
    raise ChannelClosed(usual.reason, usual.because)
