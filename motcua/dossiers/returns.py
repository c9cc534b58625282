"""How the person wants the result back: asked of the policy, checked."""

from __future__ import annotations

from datetime import datetime

from motcua.catalog.models import Procedure
from motcua.directives.permissions import may_return
from motcua.directives.queries import PolicyContext
from motcua.dossiers.models import Channel
from motcua.people.models import Office


def check_return(
    *,
    office: Office,
    procedure: Procedure,
    channel: str,
    address: str,
    at: datetime,
    uses_neither: bool = False,
    ground: PolicyContext | None = None,
) -> tuple[str, str, dict[str, str]]:
    """The return channel, the address (blank unless by post) and what is wrong (field → message).

    The result is fetched on a later day, so a counter that is closed today may still be chosen.
    """
    permission = may_return(
        office=office, procedure=procedure, channel=channel, at=at, uses_neither=uses_neither, ground=ground
    )
    if channel not in {Channel.ONLINE, Channel.POSTAL, Channel.COUNTER}:
        return "", "", {"return_channel": "Hãy chọn cách nhận kết quả."}
    if not permission.allowed:
        return "", "", {"return_channel": f"{permission.reason} Hãy chọn cách nhận kết quả khác.".strip()}
    if channel == Channel.POSTAL and len(address) < 10:
        return "", "", {"return_address": "Hãy nhập đủ địa chỉ để bưu điện chuyển kết quả (số nhà, xã, huyện, tỉnh)."}
    return channel, address if channel == Channel.POSTAL else "", {}
