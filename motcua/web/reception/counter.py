"""Reception at a counter on one screen: find the person, choose the procedure, tick papers, print."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalog import search
from motcua.catalog.permissions import TAKES_IN
from motcua.catalog.queries import procedures as catalog
from motcua.directives import permissions
from motcua.directives import queries as policy
from motcua.directives.channels import ChannelOffer
from motcua.dossiers import queries as dossiers
from motcua.dossiers.actions.intake import receive
from motcua.dossiers.papers.reuse import reusable_papers
from motcua.dossiers.permissions import may_hand_in_somewhere
from motcua.dossiers.queries.frequent_procedures import frequent_procedures
from motcua.dossiers.submission.anywhere import anywhere_at, is_competent, received_at
from motcua.dossiers.submission.bill import bill_of, groups_on
from motcua.dossiers.submission.channel_check import assistance_at
from motcua.dossiers.submission.hand_in import Incoming
from motcua.people.queries import Office, offices_where
from motcua.web.attempts import attempt
from motcua.web.citizen.time_and_fees import time_lines
from motcua.web.desk.access import staff_of
from motcua.web.desk.clauses import say_recorded_clauses
from motcua.web.reception import people
from motcua.web.reception.forms import WHO_CAME, ReceptionForm, papers_of, untouched
from motcua.web.request_moment import moment_of

MOST_SHOWN = 40


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reception(request: HttpRequest) -> HttpResponse:
    """Show the screen; `?chon=` is the place in the list found, `?q=` the search, `?thu-tuc=` the procedure."""
    office = offices_where(staff_of(request), TAKES_IN).first()
    if office is None:
        if may_hand_in_somewhere(staff_of(request)):
            return redirect("web:support_reception")
        raise Http404
    values = request.POST if request.method == "POST" else request.GET
    place, code, q = values.get("chon", ""), values.get("thu-tuc", ""), values.get("q", "")[:200]
    if request.method == "POST" and "nguoi" in request.POST:
        found = people.search_people(request, office, request.POST.get("nguoi", ""))
        return redirect(_address(chon="1" if len(found) == 1 else "", **{"thu-tuc": code, "q": q}))
    procedure = _received_here(office, code, moment_of(request))
    searched, found, card_problem = people.last_search(request)
    person = people.person_chosen(request, place)
    context: dict[str, Any] = {
        "office": office,
        "procedure": procedure,
        "q": q,
        "assistance": assistance_at(office, moment_of(request)),
        "person_place": place,
        "person": person,
        "searched": searched,
        "focus_search": not procedure and not person.get("full_name") and not found,
        "card_problem": _(card_problem) if card_problem else "",
        "people": [
            (row, _address(chon=str(number), **{"thu-tuc": code, "q": q})) for number, row in enumerate(found, start=1)
        ],
    }
    if procedure is None:
        context["procedures"] = [
            (procedure, _address(chon=place, **{"thu-tuc": procedure.code, "q": q}))
            for procedure in _offered(office, q, moment_of(request))
        ]
        return render(request, "reception/reception.html", context)
    return _with_procedure(request, context)


def _address(**values: str) -> str:
    query = urlencode({name: value for name, value in values.items() if value})
    return reverse("web:reception") + (f"?{query}" if query else "")


def _received_here(office: Office, code: str, at: datetime) -> Any:
    procedure = catalog.procedure_by_code(code)
    return next(iter(received_at(office, [procedure], at)), None) if procedure is not None and office.active else None


def _offered(office: Office, q: str, at: datetime) -> list[Any]:
    """The procedures found; else the unit's most frequent ones first, the rest by name."""
    if q.strip():
        return received_at(office, search.search_procedures(q), at)[:MOST_SHOWN]
    first = frequent_procedures(office)
    known = {procedure.pk for procedure in first}
    rest = catalog.procedures_in(level=office.level)[: MOST_SHOWN + len(first)]
    return [*first, *(procedure for procedure in rest if procedure.pk not in known)][:MOST_SHOWN]


def _with_procedure(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The rest of the screen: channel by the policy, papers, fees, return of the result."""
    office, procedure, at = context["office"], context["procedure"], moment_of(request)
    sent = request.POST if request.method == "POST" else None
    neither = bool(sent and sent.get("uses_neither"))
    asked = {"office": office, "procedure": procedure, "at": at, "uses_neither": neither}
    permission = permissions.may_receive(channel="counter", **asked)
    back, otherwise = (_ways_back(**{**asked, "uses_neither": item}) for item in (neither, not neither))
    papers = list(procedure.papers.all())
    rows = papers_of(sent, papers) if sent else untouched(papers)
    groups = groups_on(at.date())
    anywhere = anywhere_at(office, at, procedure)
    form = ReceptionForm(
        sent,
        initial={
            **context["person"],
            "came": "self",
            "sets": "1",
            "return_channel": _usual(back),
        },
        ways=(*back, *(way for way in otherwise if way.channel not in {way.channel for way in back})),
        for_neither=next((way.channel for way in (back if neither else otherwise)), ""),
        groups=groups,
        competent=_competent_units(office, procedure) if anywhere is not None else (),
    )
    paper_errors: dict[int, str] = {}
    if form.is_valid() and sent is not None and "tinh" not in sent:
        code = _receive(request, form, rows, paper_errors, context=context, at=at, neither=neither)
        if code:
            people.forget_search(request)
            return redirect("web:received", code=code)
    group = sent.get("group", "") if sent else ""
    offered = reusable_papers(id_number=str(context["person"].get("id_number", "")), procedure=procedure)
    context |= {
        "form": form,
        "key": (sent and sent.get("key")) or uuid4(),
        "permission": permission,
        "clauses": say_recorded_clauses(permission.because),
        "papers": [
            (paper, row, paper_errors.get(paper.position, ""), offered.get(paper.position))
            for paper, row in zip(papers, rows, strict=True)
        ],
        "paper_errors": paper_errors,
        "bill": bill_of(procedure=procedure, office=context["office"], channel="counter", at=at, group=group),
        "groups": groups,
        "anywhere": anywhere,
        "limits": time_lines(procedure),
        "neither": neither,
        "who_came": [(value, words, f"came-{value}") for value, words in WHO_CAME],
        "with_agent": bool(sent and sent.get("came") == "agent"),
    }
    bad = bool(form.errors or paper_errors)
    return render(request, "reception/reception.html", context, status=422 if bad else 200)


def _competent_units(office: Office, procedure: Any) -> list[tuple[str, str]]:
    """The units whose body may be the competent one, this unit first where it may be itself."""
    others = [(row.code, row.name) for row in catalog.offices_receiving(procedure) if row.pk != office.pk]
    if is_competent(office, procedure):
        return [("", _("Đơn vị này")), *others]
    return [("", _("Chọn nơi giải quyết")), *others]


def _ways_back(**asked: Any) -> list[ChannelOffer]:
    """The return channels for both answers to "do you use neither?"; the action decides."""
    return [way for way in policy.channels_for(direction="return", **asked) if way.usable and way.next_day]


def _usual(back: list[ChannelOffer]) -> str:
    """The usual return channel: the counter, where it is open."""
    channels = [way.channel for way in back]
    return "counter" if "counter" in channels else next(iter(channels), "")


def _receive(
    request: HttpRequest,
    form: ReceptionForm,
    rows: list[dict[str, Any]],
    paper_errors: dict[int, str],
    *,
    context: dict[str, Any],
    at: datetime,
    neither: bool,
) -> str:
    """Receive; returns the dossier's code, or "" with the errors at fields and papers."""
    typed = {name: form.cleaned_data[name] for name in people.PERSON}
    if typed["id_number"] == context["person"]["id_number"]:
        typed["birth_date"] = people.born_of(context["person"])
    with attempt() as tried:
        done = receive(
            Incoming(
                office=context["office"],
                procedure=context["procedure"],
                applicant=typed,
                papers=rows,
                return_channel=form.cleaned_data["return_channel"],
                return_address=form.cleaned_data["return_address"],
                uses_neither=neither,
                submission_key=_key(request.POST.get("key", "")),
                agent=form.agent(),
                group=form.cleaned_data["group"],
                sets=form.cleaned_data["sets"] or 1,
                competent=_competent(context["procedure"], form.cleaned_data.get("competent", "")),
            ),
            by=staff_of(request),
            at=at,
        )
        request.session[f"secret:{done.dossier.code}"] = done.secret
        return str(done.dossier.code)
    put_refusal(form, tried, paper_errors)
    return ""


def _competent(procedure: Any, code: str) -> Office | None:
    return catalog.offices_receiving(procedure).filter(code=code).first() if code else None


def put_refusal(form: Any, tried: attempt, paper_errors: dict[int, str]) -> None:
    """Put each message at its field or paper, any other at the head of the page."""
    for name, message in (tried.errors or {"": tried.refused}).items():
        if name.startswith("paper-"):
            paper_errors[int(name.removeprefix("paper-"))] = message
        else:
            form.add_error(name if name in form.fields else None, message)


def _key(given: str) -> UUID:
    """The screen's key, so that one screen sent twice is one dossier; a new key where it is missing or forged."""
    try:
        return UUID(given)
    except ValueError:
        return uuid4()


@login_required
@require_safe
def received(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was received: print the receipt, next steps, next person."""
    found = dossiers.dossiers_visible_to(staff_of(request), moment_of(request)).filter(code=code).first()
    if found is None:
        raise Http404
    slip = found.slips.filter(kind="01").order_by("-id").first()
    secret = request.session.get(f"secret:{code}", "")
    context = {"dossier": found, "slip": slip, "secret": secret, "heading": _("Đã tiếp nhận")}
    return render(request, "reception/received.html", context)
