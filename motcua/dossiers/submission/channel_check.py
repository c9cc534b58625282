"""Check by the policy in force whether a unit takes a procedure through a channel, and keep its clauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from motcua.catalog.models import Procedure
from motcua.directives.permissions import may_receive, may_return
from motcua.directives.queries import PolicyContext
from motcua.directives.rulings import Ruling, ruling_on
from motcua.dossiers.models import Channel
from motcua.people.models import Office
from motcua.refusals import ChannelClosed, NotAllowed
from motcua.rulebook.policy.terms import Status

BROUGHT: Final = frozenset({Channel.POSTAL, Channel.HOME})
"""Ways in which the result comes to an address."""


@dataclass(frozen=True, slots=True)
class OpenChannel:
    """The channel is open; `because` names the clauses, `exception` that only the declaration opened it."""

    because: list[dict[str, Any]]
    exception: bool


def check_channel(
    *,
    office: Office,
    procedure: Procedure,
    channel: str,
    at: datetime,
    uses_neither: bool,
    policy_context: PolicyContext | None = None,
) -> OpenChannel:
    """Ask the policy whether the channel is open.

    A channel closed to others may be open to a person who declares to use neither online nor post.
    `policy_context` saves reading the same data again within one act. Raises ChannelClosed with the
    reason and its clauses, NotAllowed for a unit or procedure out of use.
    """
    if not office.active or not procedure.active:
        raise NotAllowed("Thủ tục này hiện không tiếp nhận tại đơn vị này.")
    asked = partial(
        may_receive, office=office, procedure=procedure, channel=channel, at=at, policy_context=policy_context
    )
    usual = asked(uses_neither=False)
    if usual.allowed:
        return OpenChannel(usual.because, False)
    if uses_neither:
        special = asked(uses_neither=True)
        if special.allowed:
            return OpenChannel(special.because, True)
        raise ChannelClosed(special.reason, special.because)
    raise ChannelClosed(usual.reason, usual.because)


def assistance_at(office: Office, at: datetime, procedure: Procedure | None = None) -> Ruling | None:
    """The clause by which officers of the unit help to hand in online at its counter at `at` (aware); None for none."""
    found = ruling_on("receive.assisted", office=office, at=at, procedure=procedure)
    return None if found is None or found.value in (None, Status.CLOSED) else found


def check_assisted(*, office: Office, at_counter_of: Office, procedure: Procedure, at: datetime) -> OpenChannel:
    """Ask the policy whether an officer helps to hand in online to `office` at the counter of another unit or its own.

    Raises ChannelClosed where no letter says so or the unit does not take it online, NotAllowed as `check_channel`.
    """
    found = assistance_at(at_counter_of, at, procedure)
    if found is None:
        raise ChannelClosed("Đơn vị này chưa tổ chức giúp người dân nộp trực tuyến tại quầy.", [])
    online = check_channel(office=office, procedure=procedure, channel=Channel.ONLINE, at=at, uses_neither=False)
    return OpenChannel([*found.because, *online.because], False)


def check_return(
    *,
    office: Office,
    procedure: Procedure,
    channel: str,
    address: str,
    at: datetime,
    uses_neither: bool = False,
    policy_context: PolicyContext | None = None,
) -> tuple[str, str, dict[str, str]]:
    """The return channel, the address (blank unless it is brought there) and what is wrong (field → message).

    A counter closed today may be chosen, as the result is fetched on a later day.
    """
    permission = may_return(
        office=office,
        procedure=procedure,
        channel=channel,
        at=at,
        uses_neither=uses_neither,
        policy_context=policy_context,
    )
    if channel not in {Channel.ONLINE, Channel.POSTAL, Channel.COUNTER, Channel.HOME}:
        return "", "", {"return_channel": "Hãy chọn cách nhận kết quả."}
    if not permission.allowed:
        return "", "", {"return_channel": f"{permission.reason} Hãy chọn cách nhận kết quả khác.".strip()}
    if channel == Channel.POSTAL and len(address) < 10:
        return "", "", {"return_address": "Hãy nhập đủ địa chỉ để bưu điện chuyển kết quả (số nhà, xã, huyện, tỉnh)."}
    if channel == Channel.HOME and len(address) < 10:
        return "", "", {"return_address": "Hãy nhập đủ địa chỉ để cán bộ mang kết quả đến (số nhà, xã, huyện, tỉnh)."}
    return channel, address if channel in BROUGHT else "", {}
