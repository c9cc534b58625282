"""Why a fee cannot be taken. The general refusals are dossiers.errors."""

from __future__ import annotations

from motcua.dossiers.errors import NotAllowed


class NothingOwed(NotAllowed):
    """The dossier owes nothing, or all is paid."""
