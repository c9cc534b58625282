"""Read dossiers: what staff may see and must do, and what a person may learn by code and secret."""

from motcua.dossiers.lookups import find_for_public
from motcua.dossiers.queries.public import PublicStep, PublicView, public_view
from motcua.dossiers.queries.visible import (
    Situation,
    dossiers_visible_to,
    find_dossiers,
    situation,
    steps_possible,
)
from motcua.dossiers.queries.work import BUCKETS, WorkRow, work_list

__all__ = [
    "BUCKETS",
    "PublicStep",
    "PublicView",
    "Situation",
    "WorkRow",
    "dossiers_visible_to",
    "find_dossiers",
    "find_for_public",
    "public_view",
    "situation",
    "steps_possible",
    "work_list",
]
