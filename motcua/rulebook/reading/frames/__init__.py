"""Reading by frames: each clause of an order as one frame with its slots, joined by grammar, worded by data."""

from __future__ import annotations

from motcua.rulebook.reading.frames.proposals import Proposed, propose

__all__ = ["Proposed", "propose"]
