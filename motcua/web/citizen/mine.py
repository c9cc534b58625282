"""Pages of a signed-in citizen: own dossiers and unfinished hand-ins."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.dossiers.queries.citizen_dossiers import own_dossier, own_dossiers, own_draft, own_drafts
from motcua.people.queries import proved_phones_of
from motcua.web.account.citizens import citizen_of
from motcua.web.citizen.hand_in.access import address, remember_draft
from motcua.web.citizen.tracking import open_here
from motcua.web.request_moment import moment_of


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the citizen's dossiers and drafts."""
    session = citizen_of(request)
    if session is None:
        return redirect("web:citizen_sign_in")
    page = {
        "session": session,
        "phones": proved_phones_of(session.citizen),
        "dossiers": own_dossiers(session),
        "drafts": own_drafts(session),
    }
    return render(request, "citizen/mine.html", page)


@require_safe
def own_dossier_page(request: HttpRequest, code: str) -> HttpResponse:
    """Open one of the citizen's dossiers in this browser; 404 for another person's."""
    session = citizen_of(request)
    if session is None:
        return redirect("web:citizen_sign_in")
    found = own_dossier(session, code)
    if found is None:
        raise Http404
    open_here(request, found, moment_of(request))
    return redirect("web:tracked", found.code)


@require_safe
def own_draft_page(request: HttpRequest, number: int) -> HttpResponse:
    """Go on with one of the citizen's drafts in this browser."""
    session = citizen_of(request)
    if session is None:
        return redirect("web:citizen_sign_in")
    found = own_draft(session, number)
    if found is None:
        raise Http404
    remember_draft(request, found)
    return redirect(address("draft", found))
