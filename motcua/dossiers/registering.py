"""The register of dossiers (sổ theo dõi): a line at acceptance, an entry at return, nothing edited between."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.models import Dossier


def enter(dossier: Dossier, *, at: datetime) -> None:
    """Write the dossier's line in its unit's register of the year; called in the transaction that accepts it."""


def note_end(dossier: Dossier, *, at: datetime) -> None:
    """Add how the dossier ended: returned, withdrawn, stopped; called in the transaction of that act."""
