"""The lists an officer keeps."""

from __future__ import annotations

from motcua.dossiers.models import SavedView
from motcua.people.models import Staff


def saved_views(staff: Staff) -> list[SavedView]:
    """One's own lists, in one's own order."""
    return list(SavedView.objects.filter(staff=staff))
