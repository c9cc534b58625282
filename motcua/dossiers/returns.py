"""How the person wants the result back: asked of the policy, checked."""

from __future__ import annotations

from datetime import datetime

from motcua.catalog.models import Procedure
from motcua.directives.queries import channels_for
from motcua.dossiers.models import Channel
from motcua.people.models import Office
from motcua.rulebook.policy.channels import Closed


def check_return(
    *, office: Office, procedure: Procedure, channel: str, address: str, at: datetime, uses_neither: bool = False
) -> tuple[str, str, dict[str, str]]:
    """The return channel, the address (blank unless by post) and what is wrong (field → message).

    The result is fetched on a later day, so a counter that is closed today may still be chosen.
    """
    answers = channels_for(office=office, procedure=procedure, at=at, uses_neither=uses_neither, direction="return")
    known = {answer.channel: answer for answer in answers}
    if channel not in known:
        return "", "", {"return_channel": "Hãy chọn cách nhận kết quả."}
    if known[channel].closed_by in (Closed.STATUS, Closed.PERSON):
        sources = ", ".join(
            dict.fromkeys(f"{why.source.document} {why.source.clause}" for why in known[channel].because)
        )
        message = f"Hiện không trả kết quả bằng cách này (theo {sources}). Hãy chọn cách khác."
        return "", "", {"return_channel": message}
    if channel == Channel.POSTAL and len(address) < 10:
        return "", "", {"return_address": "Hãy nhập đủ địa chỉ để bưu điện chuyển kết quả (số nhà, xã, huyện, tỉnh)."}
    return channel, address if channel == Channel.POSTAL else "", {}
