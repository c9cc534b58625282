"""Read dossiers: what staff may see and must do, and what a person may learn by code and secret."""

from motcua.dossiers.actions.lookups import find_for_public
from motcua.dossiers.queries.family import Relative, family_of
from motcua.dossiers.queries.filters import Choices, Filters, choices_of
from motcua.dossiers.queries.pages import Page, page_of
from motcua.dossiers.queries.public import PublicStep, PublicView, public_view
from motcua.dossiers.queries.reach import reach_of
from motcua.dossiers.queries.saved_lists import saved_views
from motcua.dossiers.queries.search import code_in, find_dossiers, kind_of
from motcua.dossiers.queries.tabs import TABS, Desk, desk_of
from motcua.dossiers.queries.visible import (
    Situation,
    dossiers_visible_to,
    situation,
    steps_possible,
)
from motcua.dossiers.queries.work import BUCKETS, WorkGroup, WorkRow, rows_of, work_groups

__all__ = [
    "BUCKETS",
    "TABS",
    "Choices",
    "Desk",
    "Filters",
    "Page",
    "PublicStep",
    "PublicView",
    "Relative",
    "Situation",
    "WorkGroup",
    "WorkRow",
    "choices_of",
    "code_in",
    "desk_of",
    "dossiers_visible_to",
    "family_of",
    "find_dossiers",
    "find_for_public",
    "kind_of",
    "page_of",
    "public_view",
    "reach_of",
    "rows_of",
    "saved_views",
    "situation",
    "steps_possible",
    "work_groups",
]
