"""A private PostgreSQL for one machine."""

from __future__ import annotations

from pathlib import Path


def database_url(var: Path) -> str | None:
    """The URL of the private database recorded under `var`, or None."""
    return None
