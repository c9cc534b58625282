"""Signs a dossier's result electronically where sealing did not."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.dossiers import queries
from motcua.dossiers.actions.signatures import sign_result
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.officer.acts import version_shown
from motcua.web.officer.dossier import dossier_page
from motcua.web.request_moment import moment_of


@login_required
@require_POST
def dossier_sign(request: HttpRequest, code: str) -> HttpResponse:
    """Sign every PDF of the result for this person, or for the person's office."""
    staff, at = staff_of(request), moment_of(request)
    seen = queries.dossiers_visible_to(staff, at).filter(code=code)
    found = seen.first()
    if found is None:
        raise Http404
    with attempt() as tried:
        sign_result(dossier=found, by=staff, at=at, expected_version=version_shown(request))
        messages.success(request, _("Đã ký số kết quả."))
        return redirect("web:dossier", code=code)
    return dossier_page(request, seen.get(), refused=tried.refused)
