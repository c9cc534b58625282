"""The seal on a result: entered in the seal book by its keeper, after the competent signature alone."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.models import Dossier
from motcua.people.models import Staff


def stamp(dossier: Dossier, *, by: Staff, at: datetime) -> None:
    """Enter the dossier's result in the seal book; called in the transaction of the act "seal"."""
