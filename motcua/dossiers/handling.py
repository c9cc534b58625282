"""Where a dossier is worked on now: the unit, or the office of the stage it is at."""

from __future__ import annotations
