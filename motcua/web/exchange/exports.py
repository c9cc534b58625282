"""Download of one dossier as a ZIP."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.exchange.actions.export import export_dossier
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of


@login_required
@require_safe
def dossier_export(request: HttpRequest, code: str) -> HttpResponse:
    """Send the ZIP; the download is journalled."""
    found = export_dossier(staff=staff_of(request), code=code, at=moment_of(request))
    if found is None:
        raise Http404
    name, content = found
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
