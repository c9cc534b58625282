"""Receive a person face to face on one screen: search the person, pick the procedure, tick papers, print."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.catalog import queries as catalog
from motcua.directives import queries as policy
from motcua.dossiers import actions
from motcua.dossiers import queries as dossiers
from motcua.dossiers.errors import ChannelClosed, InvalidInput, NotAllowed
from motcua.journal.actions import record
from motcua.people.queries import find_citizens, offices_where, staff_actor
from motcua.web.context import moment_of
from motcua.web.counter.forms import ReceptionForm, papers_of
from motcua.web.supervisor.access import staff_of

PERSON = ("full_name", "id_number", "phone", "address")


@login_required
def reception(request: HttpRequest) -> HttpResponse:
    """One address carries the talk: `?nguoi=` searches the person, `?q=` the procedure, `?thu-tuc=` picks it."""
    staff, at = staff_of(request), moment_of(request)
    office = offices_where(staff, "receiving_officer").first()
    if office is None:
        raise Http404
    values = request.POST if request.method == "POST" else request.GET
    procedure = catalog.procedure_by_code(values.get("thu-tuc", ""))
    if procedure is not None and office not in catalog.offices_receiving(procedure):
        procedure = None
    context: dict[str, Any] = {"office": office, "procedure": procedure, "person_text": values.get("nguoi", "")[:100]}
    carried = [(name, values[name]) for name in PERSON if values.get(name)]
    context |= {"carried_fields": carried, "carried": "&" + urlencode(carried) if carried else ""}
    context["people"] = _people(request, office, context["person_text"])
    context["q"] = values.get("q", "")[:200]
    if procedure is None:
        found = catalog.search(context["q"]) if context["q"] else catalog.procedures_in(level=_level(office))[:40]
        context["procedures"] = [one for one in found if one.level == _level(office)]
        return render(request, "web/counter/reception.html", context)
    return _with_procedure(request, context, staff, at)


def _with_procedure(request: HttpRequest, context: dict[str, Any], staff: Any, at: Any) -> HttpResponse:
    """The rest of the screen: the way in as policy has it, papers, fee, the way back."""
    office, procedure = context["office"], context["procedure"]
    values = request.POST if request.method == "POST" else request.GET
    neither = bool(values.get("uses_neither"))
    asked = {"office": office, "procedure": procedure, "at": at, "uses_neither": neither}
    permission = policy.may_receive(channel="counter", **asked)
    back = tuple(way for way in policy.channels_for(direction="return", **asked) if way.usable and way.next_day)
    papers = list(procedure.papers.all())
    known: dict[str, Any] = {name: values.get(name, "") for name in PERSON}
    known |= {"uses_neither": neither, "return_channel": back[0].channel if back else ""}
    form = ReceptionForm(request.POST if request.method == "POST" else None, initial=known, ways=back)
    rows = papers_of(request.POST, papers) if request.method == "POST" else _as_asked(papers)
    paper_errors: dict[int, str] = {}
    if request.method == "POST" and form.is_valid():
        person = {name: form.cleaned_data[name] for name in PERSON}
        try:
            done = actions.receive_at_counter(
                office=office,
                procedure=procedure,
                applicant=person,
                papers=rows,
                return_channel=form.cleaned_data["return_channel"],
                return_address=form.cleaned_data["return_address"],
                uses_neither=neither,
                by=staff,
                at=at,
                submission_key=_key(request.POST.get("key", "")),
            )
        except InvalidInput as wrong:
            for name, message in wrong.errors.items():
                if name.startswith("paper-"):
                    paper_errors[int(name.removeprefix("paper-"))] = message
                else:
                    form.add_error(name if name in form.fields else None, message)
        except (ChannelClosed, NotAllowed) as refused:
            form.add_error(None, str(refused))
        else:
            request.session[f"secret:{done.dossier.code}"] = done.secret
            return redirect("web:received", code=done.dossier.code)
    context |= {
        "form": form,
        "key": values.get("key") or uuid4(),
        "permission": permission,
        "papers": [(paper, row, paper_errors.get(paper.position, "")) for paper, row in zip(papers, rows, strict=True)],
        "paper_errors": paper_errors,
        "fees": catalog.fees_of(procedure, "counter", at.date()),
        "limit": procedure.time_limits.all(),
        "neither": neither,
    }
    return render(request, "web/counter/reception.html", context, status=422 if form.errors or paper_errors else 200)


def _as_asked(papers: list[Any]) -> list[dict[str, Any]]:
    """Nothing ticked; the counts stay empty, for the action takes the published ones where none is typed."""
    return [{"given": False, "originals": "", "certified": "", "copies": "", "note": ""} for _paper in papers]


def _key(given: str) -> UUID:
    """The screen's key: the same screen sent twice is one dossier; a forged or missing one is a new key."""
    try:
        return UUID(given)
    except ValueError:
        return uuid4()


def _level(office: Any) -> str:
    return str(office.level)


def _people(request: HttpRequest, office: Any, text: str) -> list[Any]:
    """People found; the look is journalled, for these are personal data."""
    if not text.strip():
        return []
    found = find_citizens(text)
    with transaction.atomic():
        record(
            name="citizen.looked_up",
            at=moment_of(request),
            by=staff_actor(staff_of(request)),
            subject=f"office:{office.pk}",
            subject_label=office.name,
            office_path=office.path,
            data={"found": len(found)},
        )
    return found


@login_required
def received(request: HttpRequest, code: str) -> HttpResponse:
    """Done: print the receipt, say what happens next, receive the next person."""
    found = dossiers.dossiers_visible_to(staff_of(request)).filter(code=code).first()
    if found is None:
        raise Http404
    slip = found.slips.filter(kind="01").order_by("-id").first()
    secret = request.session.get(f"secret:{code}", "")
    context = {"dossier": found, "slip": slip, "secret": secret, "heading": _("Đã tiếp nhận")}
    return render(request, "web/counter/received.html", context)
