"""The contract of a message provider."""

from __future__ import annotations

from typing import Protocol


class PermanentFailure(Exception):
    """The vendor says this message can never be sent (no such number): do not try again."""


class TemporaryFailure(Exception):
    """The vendor cannot be reached or is busy: try again later."""


class MessageProvider(Protocol):
    """Sends one message. `reference` is ours: the same reference sent twice must reach the person once."""

    def send(self, *, medium: str, to: str, text: str, reference: str) -> str:
        """Returns the vendor's own reference; raises PermanentFailure or TemporaryFailure."""
        ...
