"""Linked procedures: one hand-in, several offices (Decree 61/2018 Art. 19.6–19.7)."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.models import Dossier
from motcua.journal.actor import Actor
from motcua.people.models import Staff


def after_acceptance(dossier: Dossier, *, by: Staff | Actor, at: datetime) -> None:
    """Open the children of a linked set that can begin now; called in the transaction that accepts the parent."""


def after_step(dossier: Dossier, *, by: Staff | Actor, at: datetime) -> None:
    """A child moved: open what waited for it, close the parent when all are done; in the step's own transaction."""
