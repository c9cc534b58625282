"""Public pages to ask for help without an account and to follow the answer."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.assistance.actions.requests import ask_help, count_question, say_more
from motcua.assistance.queries.contact_points import contacts_of
from motcua.assistance.queries.requests import messages_of, offices_to_ask, request_by_token
from motcua.catalog.queries.procedures import offices_receiving, procedure_by_code
from motcua.dossiers.queries.drafts import draft_by_token
from motcua.rulebook.work_calendar import localise
from motcua.web.assistance.forms import CHAT, MessageForm, SupportRequestForm
from motcua.web.attempts import attempt
from motcua.web.citizen.offices import by_district
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.people.models import Office

_DEVICE = "help_device"
_ASKED = "help_asked"
_REMEMBERED = 10


def _office_options(points: list[Office], units: list[Office]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Offices that can be asked, in groups: support points first, then the units of each district."""
    groups = [(_("Điểm hỗ trợ"), [(point.code, point.name) for point in points])] if points else []
    for district, offices in by_district(units):
        groups.append((str(district), [(unit.code, unit.short_name or unit.name) for unit in offices]))
    return groups


@require_http_methods(["GET", "HEAD", "POST"])
def ask_help_page(request: HttpRequest) -> HttpResponse:
    """Ask for help; `?thu-tuc=` (procedure), `?nhap=` (draft's token), `?don-vi=` (unit) fill the form."""
    values = request.POST if request.method == "POST" else request.GET
    draft = draft_by_token(values.get("nhap", "")[:80])
    if draft is not None and draft.dossier is not None:
        draft = None
    procedure: Any = draft.procedure if draft is not None else procedure_by_code(values.get("thu-tuc", "")[:40])
    offices = list(offices_to_ask())
    wanted = values.get("don-vi", "") or (draft.office.code if draft is not None else "")
    office = next((office for office in offices if office.code == wanted), None)
    near = {office.pk for office in offices_receiving(procedure)} if procedure is not None else set()
    points = [office for office in offices if office.kind == "support_point"]
    units = [office for office in offices if office.kind != "support_point" and (not near or office.pk in near)]
    page: dict[str, Any] = {
        "form": SupportRequestForm(initial={"kind": CHAT}),
        "procedure": procedure,
        "draft": draft,
        "office": office,
        "offices": _office_options(points, units),
        "where_hint": format_html(
            '{} <a href="{}">{}</a>',
            _("Chọn điểm hỗ trợ hay đơn vị gần bạn."),
            reverse("web:points_near"),
            _("Xem bản đồ điểm hỗ trợ"),
        ),
        "mine": [row for token in request.session.get(_ASKED, []) if (row := request_by_token(token)) is not None],
    }
    if request.method != "POST":
        return render(request, "assistance/ask.html", page)
    form = page["form"] = SupportRequestForm(request.POST)
    if not form.is_valid() or office is None:
        page["office_error"] = _("Hãy chọn nơi bạn muốn hỏi.") if office is None else ""
        page["office_lines"] = [("don-vi", page["office_error"])] if office is None else []
        return render(request, "assistance/ask.html", page, status=422)
    at = moment_of(request)
    device = request.session.setdefault(_DEVICE, secrets.token_urlsafe(12))
    with attempt(form=form, shown_by_page=True) as tried:
        count_question(address=str(request.META.get("REMOTE_ADDR", "")), device=device, at=at)
        row = ask_help(office=office, procedure=procedure, draft=draft, at=at, **form.cleaned_data)
        request.session[_ASKED] = [*request.session.get(_ASKED, []), row.token][-_REMEMBERED:]
        return redirect("web:help_own", row.token)
    if tried.seconds:
        page["wait"] = _wait(tried)
    elif tried.refused:
        form.add_error(None, tried.refused)
    return render(request, "assistance/ask.html", page, status=429 if tried.seconds else 422)


@require_http_methods(["GET", "HEAD", "POST"])
def help_own(request: HttpRequest, token: str) -> HttpResponse:
    """Show the talk to whoever has its address; it reloads by script, or by a button without one."""
    row, at = request_by_token(token), moment_of(request)
    if row is None:
        raise Http404
    form = MessageForm()
    status = 200
    if request.method == "POST" and request.POST.get("act") != "say":
        return redirect("web:help_own", token)
    if request.method == "POST":
        form = MessageForm(request.POST)
        if form.is_valid():
            with attempt(form=form, shown_by_page=True) as tried:
                say_more(request=row, text=form.cleaned_data["text"], at=at)
                return redirect("web:help_own", token)
            if tried.seconds:
                form.add_error(None, _wait(tried))
            elif tried.refused:
                messages.warning(request, tried.refused, extra_tags="soon")
                return redirect("web:help_own", token)
        status = 422
    draft = row.draft if row.draft is not None and row.draft.dossier_id is None else None
    page = {
        "row": row,
        "talk": messages_of(row),
        "form": form,
        "draft": draft,
        "contacts": contacts_of(row.office, localise(at).date())[:3],
    }
    answer = render(request, "assistance/own.html", page, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _wait(tried: attempt) -> str:
    return _("Bạn đã gửi nhiều lần. Hãy chờ %(minutes)s phút rồi gửi lại.") % {"minutes": tried.minutes}
