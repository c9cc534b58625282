"""The public sample dossier of a procedure."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.catalog.queries.procedures import procedure_by_code
from motcua.dossiers.slips.samples import render_sample
from motcua.web.printing.answers import pdf_answer
from motcua.web.request_moment import moment_of


@require_safe
def sample_dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Send the form filled in as an example, every page marked "MẪU" (Circular 01/2018 Art. 5.2)."""
    found = procedure_by_code(code)
    if found is None:
        raise Http404
    return pdf_answer(render_sample(found, moment_of(request).isoformat()), f"ho-so-mau-{found.code}")
