"""Why an act at the door was refused, in words for the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class CounterError(Exception):
    """Base of all refusals here; `str()` is a Vietnamese sentence."""


class InvalidInput(CounterError):
    """What was typed cannot be used: a message for each field ("" is the whole form)."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("; ".join(fields.values()))
        self.fields = dict(fields)


class NotAllowed(CounterError):
    """Not this person, or not now; `because` are the clauses of policy behind it, where there are any."""

    def __init__(self, text: str, because: Sequence[Mapping[str, Any]] = ()) -> None:
        super().__init__(text)
        self.because = [dict(one) for one in because]


class AlreadyDone(CounterError):
    """Somebody was quicker: the same thing has been done."""
