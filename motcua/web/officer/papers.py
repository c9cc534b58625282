"""Sends files and slips of a dossier to those who may see it; each look is journalled."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from motcua.dossiers import actions
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

# What a person uploaded is shown, never run: no script, in no page but ours, no guessing at its type.
LOCKED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'; frame-ancestors 'self'"
)


@login_required
@require_safe
@xframe_options_sameorigin
def dossier_file(request: HttpRequest, code: str, file_id: int) -> HttpResponseBase:
    """Send one file as it was given."""
    found = actions.view_file(staff=staff_of(request), code=code, file_id=file_id, at=moment_of(request))
    if found is None:
        raise Http404
    response = FileResponse(found.file.open("rb"), filename=found.name, content_type=found.content_type)
    response["Content-Security-Policy"] = LOCKED
    return response


@login_required
@require_safe
@xframe_options_sameorigin
def dossier_slip(request: HttpRequest, code: str, slip_id: int) -> HttpResponse:
    """Send one slip as PDF."""
    found = actions.view_slip(staff=staff_of(request), code=code, slip_id=slip_id, at=moment_of(request))
    if found is None:
        raise Http404
    printed, pdf = found
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Security-Policy"] = LOCKED
    response["Content-Disposition"] = f'inline; filename="mau-{printed.kind}-{code}.pdf"'
    return response
