"""What an act on directives can be refused for; the words are for the person who tried."""

from __future__ import annotations

from collections.abc import Sequence


class NotAllowed(Exception):
    """This person may not do this, or not in this state."""


class Refused(Exception):
    """The rules may not take effect: `reasons` are sentences that name what is wrong."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = list(reasons)


class BadRule(Exception):
    """A rule as amended makes no sense: `field` and a message for it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class AlreadyThere(Exception):
    """The same letter was uploaded before; `directive_id` is the row that holds it."""

    def __init__(self, directive_id: int) -> None:
        super().__init__("Văn bản này đã có trong hệ thống.")
        self.directive_id = directive_id
