"""Stop a dossier at the person's request, with a notice."""

from __future__ import annotations
