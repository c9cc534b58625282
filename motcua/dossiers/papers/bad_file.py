"""The refusal of a file."""

from __future__ import annotations


class BadFile(ValueError):
    """The file cannot be taken; the message says what it is and what to do, in Vietnamese."""
