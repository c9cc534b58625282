"""The confirmation of a hand-in: code, secret, what happens next and when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.catalog.queries.procedures import NoLimitPublished, limit_of
from motcua.dossiers import actions
from motcua.dossiers.events import tracking_link
from motcua.dossiers.life.clock import answer_by
from motcua.web.citizen.hand_in.access import address, draft_or_404, is_remembered
from motcua.web.citizen.time_and_fees import say_limit
from motcua.web.qr_codes import qr_picture


@require_safe
def draft_done(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show the confirmation as often as asked; the secret only in the browser that handed in."""
    draft = draft_or_404(code, token)
    dossier = draft.dossier
    if dossier is None:
        return redirect(address("draft", draft))
    try:
        limit = say_limit(limit_of(draft.procedure, "online"))
    except NoLimitPublished:
        limit = ""
    page = {
        "draft": draft,
        "dossier": dossier,
        "secret": actions.secret_of_draft(draft) if is_remembered(request, draft) else "",
        "qr": qr_picture(tracking_link(dossier.code), scale=4, border=2),
        "answer_by": answer_by(dossier),
        "limit": limit,
    }
    return render(request, "citizen/done.html", page)
