"""What an act on directives can be refused for; the words are for the person who tried."""

from __future__ import annotations


class BadRule(Exception):
    """A rule as amended makes no sense: `field` and a message for it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
