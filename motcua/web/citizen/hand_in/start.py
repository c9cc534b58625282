"""The start of a hand-in, and the list of its parts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from motcua.directives.channels import best_first
from motcua.directives.queries import channels_for
from motcua.dossiers import actions
from motcua.dossiers.actions.drafts import claim_draft
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.account.citizens import citizen_of
from motcua.web.attempts import attempt
from motcua.web.citizen.hand_in.access import address, draft_or_404, pages_of, remember_draft
from motcua.web.citizen.hand_in.progress import hand_in_parts_of
from motcua.web.citizen.hand_in.shared_page import bar_of
from motcua.web.citizen.offices import by_district, chosen_office
from motcua.web.citizen.procedures import found_or_404
from motcua.web.request_moment import moment_of


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, code: str) -> HttpResponse:
    """Show what will be asked and how long it takes; the button begins a draft at the chosen unit."""
    moment = moment_of(request)
    row = found_or_404(code)
    office, offices = chosen_office(request, row)
    refused = ""
    if request.method == "POST" and office is not None:
        with attempt() as tried:
            draft = actions.start_draft(procedure=row, office=office, at=moment)
            remember_draft(request, draft)
            if (session := citizen_of(request)) is not None:
                claim_draft(draft=draft, session=session, at=moment)
            return redirect(address("draft", draft))
        refused = tried.refused
    ways = best_first(channels_for(office=office, procedure=row, at=moment)) if office else []
    page = {
        "procedure": row,
        "papers": list(row.papers.all()),
        "office": office,
        "offices": offices,
        "districts": by_district(offices),
        "online": next((way for way in ways if way.channel == "online"), None),
        "others": [way for way in ways if way.channel != "online" and way.is_open],
        "refused": refused,
        "unchosen": request.method == "POST" and office is None,
    }
    return render(request, "citizen/start.html", page, status=409 if refused else 200)


@require_safe
def draft(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show the list of parts with their progress."""
    draft = draft_or_404(code, token)
    if draft.dossier is not None:
        return redirect(address("draft_done", draft))
    moment = moment_of(request)
    found = hand_in_parts_of(draft, moment.astimezone(VIETNAM).date())
    page = {
        "draft": draft,
        "tasks": found,
        "done": sum(task.state == "done" for task in found),
        "ready": all(task.state == "done" for task in found),
        "pages": pages_of(draft),
        **bar_of(draft, moment),
    }
    return render(request, "citizen/tasks.html", page)
