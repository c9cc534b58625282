"""Pages of a citizen's own results: list, download (Decree 45/2020 Art. 16)."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.dossiers.actions.access_log import fetch_own_result
from motcua.dossiers.queries.citizen_dossiers import own_results
from motcua.people.actions.citizen_sign_in import IDENTITY
from motcua.web.account.citizens import citizen_of
from motcua.web.request_moment import moment_of


@require_safe
def own_results_page(request: HttpRequest) -> HttpResponse:
    """List the citizen's results, the newest first."""
    session = citizen_of(request)
    if session is None:
        return redirect("web:citizen_sign_in")
    page = {"session": session, "results": list(own_results(session)), "by_phone": session.assurance < IDENTITY}
    return render(request, "citizen/store.html", page)


@require_safe
def own_result(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """Send the file of one of the citizen's results; 404 for another person's."""
    session = citizen_of(request)
    if session is None:
        return redirect("web:citizen_sign_in")
    found = fetch_own_result(session=session, file_id=file_id, at=moment_of(request))
    if found is None:
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type)
