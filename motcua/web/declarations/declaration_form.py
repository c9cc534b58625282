"""Declarations before entering, page by page: by the visitor, by an officer for somebody, by staff for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.door.health.actions import declarations as actions
from motcua.door.health.queries.declarations import answer_lines, declaration_form_of, declaration_form_version
from motcua.door.permissions import may_take_declarations
from motcua.door.places.queries.places import premises_by_door
from motcua.people.actions.throttle import count_attempt
from motcua.refusals import InvalidInput
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.attempts import attempt
from motcua.web.citizen.hand_in.answers_form import AnswersForm
from motcua.web.citizen.hand_in.posted_answers import nested_answers
from motcua.web.citizen.hand_in.rows import with_row_change
from motcua.web.declarations.encrypted_answers import Filling, numbered_pages_asked, read_filling
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

# Many people stand behind one address at a door; nobody declares ten times for one phone in an hour.
MOST_FROM_ADDRESS: Final = 400
MOST_FOR_PHONE: Final = 10
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Who:
    """The person who declares: a visitor, an officer for somebody, or a member of staff for the own visit."""

    staff: Any = None
    own: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, door_key: str) -> HttpResponse:
    """Let a visitor declare on the own phone at the door."""
    return _run(request, door_key, _Who())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declare_for(request: HttpRequest, door_key: str) -> HttpResponse:
    """Let an officer of the unit declare for a person who cannot write or brings it on paper."""
    return _run(request, door_key, _Who(staff_of(request)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declare_own(request: HttpRequest, door_key: str) -> HttpResponse:
    """Let a member of staff declare for the own visit."""
    return _run(request, door_key, _Who(staff_of(request), own=True))


def _run(request: HttpRequest, door_key: str, who: _Who) -> HttpResponse:
    premises, at = premises_by_door(door_key), moment_of(request)
    if premises is None:
        raise Http404
    if who.staff is not None and not who.own and not may_take_declarations(who.staff, premises.office, at):
        raise Http404
    form = declaration_form_of(premises)
    if form is None:
        return render(request, "declarations/no_form.html", {"premises": premises}, status=404)
    shown = {"premises": premises, "who": who, "today": at.astimezone(VIETNAM).date()}
    if request.method != "POST":
        return _page(request, shown, form.schema, Filling(premises.pk, form.pk, answers=_known(who)), 0)
    filling = read_filling(request.POST.get("so_far", ""), premises.pk)
    begun = declaration_form_version(filling.form_id) if filling is not None else None
    if filling is None or begun is None:
        shown["again"] = True
        return _page(request, shown, form.schema, Filling(premises.pk, form.pk, answers=_known(who)), 0, status=409)
    return _go_on(request, shown, begun.schema, filling)


def _go_on(request: HttpRequest, shown: dict[str, Any], schema: Mapping[str, Any], filling: Filling) -> HttpResponse:
    asked = dict(numbered_pages_asked(schema, filling.answers))
    number = _number(request.POST.get("page", ""))
    if number in asked:
        page = asked[number]
        typed, change = with_row_change(page, nested_answers(page.fields, request.POST), request.POST)
        form = AnswersForm(schema, page, today=shown["today"], typed=typed, others=filling.answers)
        right = form.is_valid()
        filling.answers |= form.answers()
        if "back" in request.POST:
            before = [place for place in asked if place < number]
            return _page(request, shown, schema, filling, before[-1] if before else 0)
        if change or not right:
            return _page(request, shown, schema, filling, number, form=form, status=200 if change else 422)
        after = [page for page, _page_after in numbered_pages_asked(schema, filling.answers) if page > number]
        return _page(request, shown, schema, filling, after[0]) if after else _review(request, shown, schema, filling)
    if "back" in request.POST:
        return _page(request, shown, schema, filling, max(asked, default=0))
    return _finish(request, shown, schema, filling)


def _finish(request: HttpRequest, shown: dict[str, Any], schema: Mapping[str, Any], filling: Filling) -> HttpResponse:
    who, at = shown["who"], moment_of(request)
    if not request.POST.get("true"):
        shown["untrue"] = _("Hãy đánh dấu nếu những điều đã khai là đúng.")
        return _review(request, shown, schema, filling, status=422)
    with attempt() as tried:
        if who.staff is None:
            address = request.META.get("REMOTE_ADDR", "")
            count_attempt(f"declare:{filling.premises_id}:{address}", most=MOST_FROM_ADDRESS, wait=_HOUR, at=at)
            phone = "".join(str(filling.answers.get("phone", "")).split())
            count_attempt(f"declare-phone:{phone}", most=MOST_FOR_PHONE, wait=_HOUR, at=at)
        done = actions.make_declaration(
            premises_id=filling.premises_id,
            answers=filling.answers,
            at=at,
            by=who.staff,
            own=who.own,
            form_id=filling.form_id,
            token=filling.token,
        )
        return redirect(reverse("web:pass", args=[done.token]))
    if isinstance(tried.refusal, InvalidInput):
        return _first_wrong(request, shown, schema, filling, tried.refusal)
    shown["untrue"] = tried.refused
    if tried.seconds:
        shown["untrue"] = _("Đã khai quá nhiều lần. Hãy đợi %(minutes)s phút, hoặc hỏi người ở cửa.") % {
            "minutes": tried.seconds // 60 + 1
        }
    return _review(request, shown, schema, filling, status=429 if tried.seconds else 403)


def _first_wrong(
    request: HttpRequest, shown: dict[str, Any], schema: Mapping[str, Any], filling: Filling, wrong: InvalidInput
) -> HttpResponse:
    """Render the first page with an error; what was typed stays."""
    for number, page in numbered_pages_asked(schema, filling.answers):
        if any(
            name == field.name or name.startswith(f"{field.name}-") for field in page.fields for name in wrong.errors
        ):
            typed = {field.name: filling.answers.get(field.name, "") for field in page.fields}
            form = AnswersForm(schema, page, today=shown["today"], typed=typed, others=filling.answers)
            form.is_valid()
            return _page(request, shown, schema, filling, number, form=form, status=422)
    shown["untrue"] = str(wrong)
    return _review(request, shown, schema, filling, status=422)


def _page(
    request: HttpRequest,
    shown: dict[str, Any],
    schema: Mapping[str, Any],
    filling: Filling,
    number: int,
    *,
    form: AnswersForm | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = numbered_pages_asked(schema, filling.answers)
    place, (number, page) = next(
        ((place, field) for place, field in enumerate(asked, start=1) if field[0] == number), (1, asked[0])
    )
    if form is None:
        form = AnswersForm(schema, page, today=shown["today"], kept=filling.answers, others=filling.answers)
    shown |= {
        "form": form,
        "asked": page,
        "number": number,
        "step": place,
        "count": len(asked) + 1,
        "so_far": filling.encrypted(),
    }
    return render(request, "declarations/declare.html", shown, status=status)


def _review(
    request: HttpRequest, shown: dict[str, Any], schema: Mapping[str, Any], filling: Filling, *, status: int = 200
) -> HttpResponse:
    shown |= {"lines": answer_lines(schema, filling.answers), "so_far": filling.encrypted()}
    shown["count"] = len(numbered_pages_asked(schema, filling.answers)) + 1
    return render(request, "declarations/declare_review.html", shown, status=status)


def _known(who: _Who) -> dict[str, Any]:
    """The first answers of a member of staff: name and phone."""
    return {"full_name": who.staff.full_name, "phone": who.staff.phone} if who.own else {}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else -1
