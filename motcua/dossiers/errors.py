"""What an act on a dossier can be refused for; the words are for the person who tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class NotAllowed(Exception):
    """This person may not do this, or not in this state of the dossier."""


class AlreadyDone(Exception):
    """Somebody else was first: the dossier has changed since the page was shown."""

    def __init__(
        self, message: str = "Hồ sơ vừa được người khác xử lý. Hãy xem hiện trạng rồi làm lại nếu vẫn cần."
    ) -> None:
        super().__init__(message)


class InvalidInput(Exception):
    """What was typed cannot be taken: `errors` maps a field's name to one message for it."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)


class ChannelClosed(NotAllowed):
    """The policy in force closes this way for these facts; `because` names document and clause."""

    def __init__(self, message: str, because: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(message)
        self.because = [dict(reason) for reason in because]


class TooManyTries(Exception):
    """Ten wrong look-ups from one address: wait `seconds` before the next."""

    def __init__(self, seconds: int) -> None:
        minutes = max(1, -(-seconds // 60))
        super().__init__(f"Bạn đã nhập sai quá 10 lần. Vui lòng thử lại sau {minutes} phút.")
        self.seconds = seconds
