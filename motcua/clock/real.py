"""The real time, which no demo clock turns: what others' clocks must agree with (tokens, codes from an app)."""

from __future__ import annotations

from datetime import UTC, datetime


def real_now() -> datetime:
    """The present moment in the world outside, aware, in UTC."""
    return datetime.now(UTC)
