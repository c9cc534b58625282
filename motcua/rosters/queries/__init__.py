"""Reads of the rosters."""

from motcua.rosters.queries.staffing import counters_staffed, on_site

__all__ = ["counters_staffed", "on_site"]
