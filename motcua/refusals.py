"""Exceptions for refused acts, raised by every app and answered by every page.

`str()` of each is a Vietnamese sentence for the person who tried. An app derives its own from these where a page must
offer something more, such as the nearest free times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Refusal(Exception):
    """Base of all refusals: nothing was changed, and the sentence says why."""


class NotAllowed(Refusal):
    """This person may not do this, or not in the present state of the thing.

    `because` lists the clauses of policy behind the refusal, where there are any.
    """

    def __init__(self, text: str, because: Sequence[Mapping[str, Any]] = ()) -> None:
        super().__init__(text)
        self.because = [dict(clause) for clause in because]


class InvalidInput(Refusal):
    """The input is invalid: `errors` maps the name of a field to its message; "" is the whole form."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)


class AlreadyDone(Refusal):
    """Somebody else was first: the thing has changed since the page was shown."""

    def __init__(
        self, text: str = "Hồ sơ vừa được người khác xử lý. Hãy xem hiện trạng rồi làm lại nếu vẫn cần."
    ) -> None:
        super().__init__(text)


class TooManyTries(Refusal):
    """Too many wrong tries: the next one counts after `seconds`. `most` were free, 0 where they are not counted."""

    def __init__(self, seconds: int, most: int = 0) -> None:
        minutes = max(1, -(-seconds // 60))
        tried = f"nhập sai quá {most} lần" if most else "thử quá nhanh"
        super().__init__(f"Bạn đã {tried}. Vui lòng thử lại sau {minutes} phút.")
        self.seconds = seconds
        self.most = most


class ChannelClosed(NotAllowed):
    """The policy in force closes this channel for these facts; `because` names document and clause."""


class RulesRefused(NotAllowed):
    """The rules may not take effect: `reasons` are sentences that name what is wrong."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = list(reasons)


class CannotSign(NotAllowed):
    """The certificate is in order, but its key or the PDF cannot be used."""


class NothingOwed(NotAllowed):
    """The dossier owes nothing, or all is paid."""
