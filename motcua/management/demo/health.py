"""What the door needs of Health in the demo: the declaration as a form of the catalogue, and the playbooks."""

from __future__ import annotations

from datetime import datetime

from motcua.catalog.internal_forms import load_internal_forms
from motcua.counters.playbooks import load_playbooks


def load_health(at: datetime) -> int:
    """Add the declaration form, published at `at` (aware), and the playbooks that are missing; returns how many."""
    return load_internal_forms(at) + load_playbooks()
