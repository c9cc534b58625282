"""Acts of the holder of the secret on a dossier in progress: supplement, withdrawal, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.dossiers import actions
from motcua.dossiers.queries import public_view
from motcua.dossiers.queries.public_linked_set import child_at
from motcua.dossiers.slips.rendering import render_slip
from motcua.journal.actor import CITIZEN
from motcua.rulebook.eras import CONTROL
from motcua.web.attempts import attempt
from motcua.web.citizen.tracking import opened, tracked_page
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.dossiers.models import Dossier


@require_POST
def track_supplement(request: HttpRequest, code: str) -> HttpResponse:
    """Hand in a supplement; all files are taken, or none."""
    row = opened(request, code)
    if row is None:
        return _ask_again(code)
    note = request.POST.get("note", "")
    with attempt(request, shown_by_page=True) as tried:
        actions.supplement(dossier=row, files=request.FILES.getlist("files"), note=note, at=moment_of(request))
        messages.success(request, _("Đã nhận phần bổ sung của bạn. Cảm ơn bạn."), extra_tags="good")
    if tried.errors:
        page = tracked_page(request, row) | {"errors": tried.errors, "note": note}
        return render(request, "citizen/tracked.html", page)
    return redirect("web:tracked", row.code)


@require_POST
def track_part_supplement(request: HttpRequest, code: str, place: int) -> HttpResponse:
    """Hand in a supplement for one part of a linked set; the secret of the whole set is enough."""
    row = opened(request, code)
    if row is None:
        return _ask_again(code)
    child = child_at(row, place)
    if child is None:
        raise Http404
    note = request.POST.get("note", "")
    with attempt(request, shown_by_page=True) as tried:
        actions.supplement(dossier=child, files=request.FILES.getlist("files"), note=note, at=moment_of(request))
        messages.success(request, _("Đã nhận phần bổ sung của bạn. Cảm ơn bạn."), extra_tags="good")
    if tried.errors:
        page = tracked_page(request, row) | {"errors": tried.errors, "note": note, "part_place": place}
        return render(request, "citizen/tracked.html", page)
    return redirect("web:tracked", row.code)


@require_POST
def track_withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw the dossier, after a second question that names it."""
    row = opened(request, code)
    if row is None:
        return _ask_again(code)
    if "yes" not in request.POST:
        return render(request, "citizen/withdraw.html", {"dossier": row})
    with attempt(request, done=_("Hồ sơ đã được rút theo yêu cầu của bạn.")):
        actions.withdraw(dossier=row, reason=request.POST.get("reason", ""), by=CITIZEN, at=moment_of(request))
    return redirect("web:tracked", row.code)


@require_safe
def track_slip(request: HttpRequest, code: str, slip_id: int) -> HttpResponse:
    """Send a slip of the dossier as PDF."""
    found = _opened_or_404(request, code).slips.exclude(kind=CONTROL).filter(pk=slip_id).first()
    if found is None:
        raise Http404
    name = f"phieu-{found.kind}-{code}.pdf"
    return HttpResponse(
        render_slip(found),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@require_safe
def track_result(request: HttpRequest, code: str, file_id: int) -> FileResponse:
    """Send the result to the person who asked to get it online."""
    row = _opened_or_404(request, code)
    shown = public_view(row, at=moment_of(request), with_secret=True).results
    found = next((file for file in shown if file.pk == file_id), None)
    if found is None:
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type)


def _opened_or_404(request: HttpRequest, code: str) -> Dossier:
    row = opened(request, code)
    if row is None:
        raise Http404
    return row


def _ask_again(code: str) -> HttpResponse:
    return redirect(f"{reverse('web:track')}?ma={code}")
