"""The citizen's pages of a draft filled together with a helper: invite, agree, watch, end."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.assistance.actions.shared_drafts import agree_to_helper, end_by_citizen, invite_helper
from motcua.assistance.queries.shared_drafts import OPEN
from motcua.web.assistance.draft_state import fresh_values
from motcua.web.attempts import attempt
from motcua.web.citizen.hand_in.access import address, draft_or_404
from motcua.web.citizen.hand_in.shared_page import bar_of
from motcua.web.request_moment import moment_of


@require_http_methods(["GET", "HEAD", "POST"])
def draft_share(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show and change the state of sharing, all on one page."""
    draft, moment = draft_or_404(code, token), moment_of(request)
    if draft.dossier is not None:
        return redirect(address("draft_done", draft))
    if request.method == "POST":
        act = request.POST.get("act", "")
        with attempt(request):
            if act == "invite":
                invite_helper(draft=draft, at=moment)
            elif act == "agree":
                papers = request.POST.get("papers") == "on"
                agree_to_helper(draft=draft, helper_id=_number(request.POST.get("who")), shows_papers=papers, at=moment)
                messages.success(request, _("Bạn và người hỗ trợ cùng xem tờ khai từ bây giờ."), extra_tags="good")
            elif act == "end":
                end_by_citizen(draft=draft, at=moment)
                messages.success(request, _("Đã kết thúc. Không ai khác còn xem được tờ khai này."), extra_tags="good")
        return redirect(address("draft_share", draft))
    page = {"draft": draft, **bar_of(draft, moment)}
    return render(request, "assistance/share.html", page)


@require_safe
def draft_together(request: HttpRequest, code: str, token: str, number: int) -> HttpResponse:
    """Answer the page's script with the stored answers, only while somebody helps."""
    draft, moment = draft_or_404(code, token), moment_of(request)
    bar = bar_of(draft, moment)
    if draft.dossier is not None or bar["sharing_state"] != OPEN:
        said = _("Buổi cùng làm đã kết thúc. Bạn vẫn làm tiếp được một mình.")
        return JsonResponse({"open": False, "said": said})
    found = fresh_values(draft, number, moment)
    if found is None:
        raise Http404
    return JsonResponse({"open": True, **found})


def _number(text: str | None) -> int:
    given = text or ""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0
