"""Read rosters: who is on duty, the week's grid, gaps, changes asked for."""

from motcua.rosters.queries.staffing import counters_staffed, on_site

__all__ = ["counters_staffed", "on_site"]
