"""What is refused about people and their powers; the words are for the person who tried."""

from __future__ import annotations

from collections.abc import Mapping


class BadDelegation(Exception):
    """What was typed cannot be taken: `errors` maps a field's name to one message for it."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)


class MayNotDelegate(Exception):
    """This person may not give, or take back, this power."""
