"""Today's work and the work lists; filters stay in the address."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.directives.register import letters_waiting_for
from motcua.dossiers import queries
from motcua.dossiers.actions.bulk import MOST, SAFE, TAKE
from motcua.rulebook import dossier_states
from motcua.web.desk.access import staff_of
from motcua.web.officer.labels import CHANNEL_WORDS, act_label
from motcua.web.officer.list_address import CHANNELS, TAB_WORDS, read_list_address
from motcua.web.request_moment import moment_of


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show today's work by urgency: letters that wait, then dossiers overdue, due today, new online, waiting."""
    desk = queries.work_lists_of(staff_of(request), moment_of(request))
    groups = queries.work_groups(desk)
    letters = letters_waiting_for(desk.staff)
    total = sum(group.count for group in groups) + len(letters)
    context = {
        "groups": groups,
        "letters": letters,
        "total": total,
        "saved": queries.saved_views(desk.staff),
        "here": request.path,
    }
    return render(request, "officer/today.html", context)


@login_required
@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """Show one page of a work list, with the counts of all tabs."""
    staff, at = staff_of(request), moment_of(request)
    address = read_list_address(request.GET)
    wanted = address.filters
    desk = queries.work_lists_of(staff, at)
    counts = desk.counts(wanted)
    page = queries.list_page(
        desk.rows(address.tab, wanted), order=address.order, after=address.after, before=address.before
    )
    rows = queries.rows_of(page.rows, staff, at)
    choices = queries.list_choices_of(staff, desk.reach)
    context = {
        "address": address,
        "query": address.query(),
        "tabs": [
            (name, label, address.at_tab(name).query(), counts.get(name), name == address.tab)
            for name, label in queries.TABS.items()
        ],
        "tab_label": queries.TABS[address.tab],
        "tab_word": TAB_WORDS[address.tab],
        "count": counts.get(address.tab),
        "rows": rows,
        "page": page,
        "acts": acts_of(rows),
        "most": MOST,
        "choices": choices,
        "states": [(state.code, state.label) for state in dossier_states.STATES],
        "channels": [(channel, CHANNEL_WORDS[channel]) for channel in CHANNELS],
        "orders": (("han", "Hạn gần nhất"), ("moi", "Mới nhất"), ("cu", "Cũ nhất")),
        "order": {"due": "han", "newest": "moi", "oldest": "cu"}[address.order],
        "more": any((wanted.due_from, wanted.due_to, wanted.holder, wanted.office)),
        "filtered": wanted != queries.Filters(),
        "saved": choices.saved,
    }
    return render(request, "officer/dossiers.html", context)


def acts_of(rows: list[queries.WorkRow]) -> list[tuple[str, Any]]:
    """The batch acts that some row of the page allows, in the order of a dossier's life."""
    possible = {step.code for row in rows for step in row.acts}
    if any(row.may_take for row in rows):
        possible.add(TAKE)
    return [(code, act_label(code)) for code in SAFE if code in possible]
