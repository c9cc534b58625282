"""Pages of a support point: a helper hands in for somebody, at any unit, and sees no other dossier.

A receiving officer has them too where a letter lets a unit help to hand in online at its counter.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalog import search
from motcua.catalog.permissions import TAKES_IN
from motcua.catalog.queries import procedures as catalog
from motcua.directives import permissions
from motcua.directives import queries as policy
from motcua.dossiers.actions import intake
from motcua.dossiers.queries import helper_dossiers
from motcua.dossiers.submission.channel_check import assistance_at
from motcua.dossiers.submission.hand_in import Incoming
from motcua.people.queries import offices_where
from motcua.web.attempts import attempt
from motcua.web.citizen.time_and_fees import time_lines
from motcua.web.desk.access import language_of, staff_of
from motcua.web.desk.clauses import say_recorded_clauses
from motcua.web.law_words import law_limit
from motcua.web.page_form import PageForm
from motcua.web.reception.cards import looks_scanned, read_card
from motcua.web.reception.counter import put_refusal
from motcua.web.reception.forms import papers_of, untouched
from motcua.web.request_moment import moment_of

MOST_SHOWN = 30
PERSON = ("full_name", "id_number", "phone", "email", "address")


class SupportForm(PageForm):
    """The person, the consent, and how the result comes back."""

    use_required_attribute = False

    card = forms.CharField(
        label=_("Quét thẻ căn cước"),
        required=False,
        max_length=400,
        help_text=_("Đặt con trỏ vào đây rồi quét; các ô dưới được điền từ thẻ."),
    )
    full_name = forms.CharField(
        label=_("Họ và tên người được giúp"),
        max_length=120,
        error_messages={"required": _("Hãy ghi họ và tên người được giúp.")},
    )
    id_number = forms.CharField(
        label=_("Số định danh hoặc CMND"), max_length=20, error_messages={"required": _("Hãy ghi số định danh.")}
    )
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=20)
    email = forms.CharField(label=_("Thư điện tử"), required=False, max_length=254)
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=300)
    uses_neither = forms.BooleanField(label=_("Người nộp khai không dùng được trực tuyến và bưu chính"), required=False)
    return_channel = forms.ChoiceField(
        label=_("Nhận kết quả"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn cách nhận kết quả.")},
    )
    return_address = forms.CharField(label=_("Địa chỉ nhận kết quả (nếu qua bưu điện)"), required=False, max_length=300)
    consent = forms.BooleanField(
        label=_("Người được giúp có mặt, đã nghe đọc lại nội dung và đồng ý để tôi nộp giúp"),
        error_messages={"required": _("Hãy hỏi và ghi nhận sự đồng ý của người được giúp.")},
    )

    def __init__(self, *args: Any, ways: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A card scanned fills both.
        for name in ("full_name", "id_number"):
            self.fields[name].required = not (self.is_bound and self.data.get("card"))
        self.fields["return_channel"].choices = [(way.channel, way.label) for way in ways]  # type: ignore[attr-defined]

    def read_card(self) -> None:
        """What the scanned card says fills the blanks; a card that cannot be read is said at its field."""
        text = self.cleaned_data.get("card", "")
        if not text:
            return
        card = read_card(text)
        if card.problem or not looks_scanned(text):
            self.add_error("card", card.problem or str(_("Đây không phải mã vuông trên thẻ căn cước.")))
        for name in ("full_name", "id_number", "address"):
            self.cleaned_data[name] = self.cleaned_data.get(name) or getattr(card, name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def support_reception(request: HttpRequest) -> HttpResponse:
    """Show the form; `?thu-tuc=` is the procedure, `?noi=` the unit; below, today's dossiers of the helper."""
    staff, at = staff_of(request), moment_of(request)
    points = helper_dossiers.support_points_of(staff)
    point: Any = points[0] if points else offices_where(staff, TAKES_IN).first()
    assistance = assistance_at(point, at) if point is not None and not points else None
    if not points and assistance is None:
        raise Http404
    values = request.POST if request.method == "POST" else request.GET
    q, code, where = values.get("q", "")[:200], values.get("thu-tuc", ""), values.get("noi", "")
    procedure: Any = catalog.procedure_by_code(code)
    units: list[Any] = list(catalog.offices_receiving(procedure)) if procedure is not None else []
    office = next((unit for unit in units if unit.code == where), units[0] if len(units) == 1 else None)
    context: dict[str, Any] = {
        "point": point,
        "assistance": assistance,
        "q": q,
        "procedure": procedure,
        "units": units,
        "office": office,
        "helped": helper_dossiers.helped_today(staff, at),
        "english": language_of(request) == "en",
    }
    if office is None:
        if procedure is None:
            context["procedures"] = (
                [(procedure, _address(procedure.code)) for procedure in search.search_procedures(q)[:MOST_SHOWN]]
                if q
                else []
            )
        return render(request, "reception/support.html", context)
    return _with_office(request, context)


def _address(code: str) -> str:
    return f"{reverse('web:support_reception')}?{urlencode({'thu-tuc': code})}"


def _with_office(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    office, procedure, point, at = context["office"], context["procedure"], context["point"], moment_of(request)
    sent = request.POST if request.method == "POST" else None
    neither = bool(sent and sent.get("uses_neither"))
    assisted = context["assistance"] is not None
    permission = permissions.may_receive(
        office=office if assisted else point,
        procedure=procedure,
        channel="online" if assisted else "support_point",
        at=at,
        uses_neither=neither and not assisted,
    )
    ways = [
        way
        for way in policy.channels_for(
            office=office, procedure=procedure, at=at, uses_neither=neither, direction="return"
        )
        if way.usable and way.next_day
    ]
    papers = list(procedure.papers.all())
    rows = papers_of(sent, papers) if sent else untouched(papers)
    form = SupportForm(sent, ways=ways, initial={"return_channel": next((way.channel for way in ways), "")})
    paper_errors: dict[int, str] = {}
    if form.is_valid():
        form.read_card()
        code = "" if form.errors else _hand_in(request, form, rows, paper_errors, context)
        if code:
            return redirect("web:support_handed_in", code=code)
    context |= {
        "form": form,
        "key": (sent and sent.get("key")) or uuid4(),
        "permission": permission,
        "clauses": say_recorded_clauses(permission.because),
        "papers": [(paper, row, paper_errors.get(paper.position, ""))
                   for paper, row in zip(papers, rows, strict=True)],
        "paper_errors": paper_errors,
        "limits": time_lines(procedure),
        "answer_within": law_limit("answer.within", at),
    }  # fmt: skip
    bad = bool(form.errors or paper_errors)
    return render(request, "reception/support.html", context, status=422 if bad else 200)


def _hand_in(
    request: HttpRequest, form: Any, rows: list[dict[str, Any]], paper_errors: dict[int, str], context: dict[str, Any]
) -> str:
    files = [(row["position"], file) for row in rows for file in request.FILES.getlist(f"paper-{row['position']}-file")]
    with_file = {position for position, _file in files}
    with attempt() as tried:
        done = intake.hand_in_for(
            Incoming(
                office=context["office"],
                procedure=context["procedure"],
                applicant={name: form.cleaned_data[name] for name in PERSON},
                papers=[row | {"given": row["given"] or row["position"] in with_file, "reuse": ""} for row in rows],
                return_channel=form.cleaned_data["return_channel"],
                return_address=form.cleaned_data["return_address"],
                uses_neither=form.cleaned_data["uses_neither"],
                channel="support_point",
                submission_key=_key(request.POST.get("key", "")),
            ),
            at_point=context["point"],
            consent=form.cleaned_data["consent"],
            files=files,
            by=staff_of(request),
            at=moment_of(request),
        )
        request.session[f"secret:{done.dossier.code}"] = done.secret
        return str(done.dossier.code)
    put_refusal(form, tried, paper_errors)
    return ""


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        return uuid4()


@login_required
@require_safe
def support_handed_in(request: HttpRequest, code: str) -> HttpResponse:
    """Show the slip for the person: code, secret, who answers by when. Only today's, of this helper."""
    found = helper_dossiers.helped_dossier(staff_of(request), code, moment_of(request))
    if found is None:
        raise Http404
    secret = request.session.get(f"secret:{code}", "")
    page = {"dossier_line": found, "secret": secret, "answer_within": law_limit("answer.within", moment_of(request))}
    return render(request, "reception/support_done.html", page)
