"""Read dossiers: what staff may see and must do, and what a person may learn by code and secret."""

from motcua.dossiers.queries.family import Relative, family_of
from motcua.dossiers.queries.filters import Choices, Filters, choices_of
from motcua.dossiers.queries.pages import ListPage, list_page
from motcua.dossiers.queries.public import PublicStep, PublicView, public_view
from motcua.dossiers.queries.reach import reach_of_staff
from motcua.dossiers.queries.saved_lists import saved_views
from motcua.dossiers.queries.search import code_in, find_dossiers, search_kind
from motcua.dossiers.queries.tabs import TABS, WorkLists, work_lists_of
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
    "WorkLists",
    "Filters",
    "ListPage",
    "PublicStep",
    "PublicView",
    "Relative",
    "Situation",
    "WorkGroup",
    "WorkRow",
    "choices_of",
    "code_in",
    "work_lists_of",
    "dossiers_visible_to",
    "family_of",
    "find_dossiers",
    "search_kind",
    "list_page",
    "public_view",
    "reach_of_staff",
    "rows_of",
    "saved_views",
    "situation",
    "steps_possible",
    "work_groups",
]
