"""Read dossiers: those staff may see or must work on, and the public view by code and secret."""

from motcua.dossiers.queries.filters import Filters, ListChoices, list_choices_of, saved_views
from motcua.dossiers.queries.linked_set_members import LinkedSetMember, linked_set_members_of
from motcua.dossiers.queries.list_pages import ListPage, list_page
from motcua.dossiers.queries.public_view import PublicStep, PublicView, public_view
from motcua.dossiers.queries.search import code_in, find_dossiers, search_kind
from motcua.dossiers.queries.staff_scope import staff_scope_of
from motcua.dossiers.queries.visible import WorkOptions, dossiers_visible_to, steps_possible, work_options_of
from motcua.dossiers.queries.work_groups import BUCKETS, WorkGroup, WorkRow, rows_of, work_groups
from motcua.dossiers.queries.work_lists import TABS, WorkLists, work_lists_of

__all__ = [
    "BUCKETS",
    "TABS",
    "Filters",
    "LinkedSetMember",
    "ListChoices",
    "ListPage",
    "PublicStep",
    "PublicView",
    "WorkGroup",
    "WorkLists",
    "WorkOptions",
    "WorkRow",
    "code_in",
    "dossiers_visible_to",
    "find_dossiers",
    "linked_set_members_of",
    "list_choices_of",
    "list_page",
    "public_view",
    "rows_of",
    "saved_views",
    "search_kind",
    "staff_scope_of",
    "steps_possible",
    "work_groups",
    "work_lists_of",
    "work_options_of",
]
