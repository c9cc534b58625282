"""Read dossiers: those staff may see or must work on, and the public view by code and secret."""

from motcua.dossiers.queries.family import Relative, family_of
from motcua.dossiers.queries.filters import Choices, Filters, choices_of, saved_views
from motcua.dossiers.queries.pages import ListPage, list_page
from motcua.dossiers.queries.public_view import PublicStep, PublicView, public_view
from motcua.dossiers.queries.reach import reach_of_staff
from motcua.dossiers.queries.search import code_in, find_dossiers, search_kind
from motcua.dossiers.queries.visible import (
    Situation,
    dossiers_visible_to,
    situation,
    steps_possible,
)
from motcua.dossiers.queries.work_groups import BUCKETS, WorkGroup, WorkRow, rows_of, work_groups
from motcua.dossiers.queries.work_lists import TABS, WorkLists, work_lists_of

__all__ = [
    "BUCKETS",
    "TABS",
    "Choices",
    "Filters",
    "ListPage",
    "PublicStep",
    "PublicView",
    "Relative",
    "Situation",
    "WorkGroup",
    "WorkLists",
    "WorkRow",
    "choices_of",
    "code_in",
    "dossiers_visible_to",
    "family_of",
    "find_dossiers",
    "list_page",
    "public_view",
    "reach_of_staff",
    "rows_of",
    "saved_views",
    "search_kind",
    "situation",
    "steps_possible",
    "work_groups",
    "work_lists_of",
]
