"""Keys of rows as a browser posts them."""

from __future__ import annotations


def posted_key(text: str) -> int | None:
    """The number written in `text`, fit to be a row's key; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None
