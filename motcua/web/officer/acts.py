"""Views that carry out one act on a dossier; each is a POST and ends on the dossier's page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.dossiers import actions, queries
from motcua.rulebook import dossier_states
from motcua.web.attempts import attempt
from motcua.web.desk.access import language_of, staff_of
from motcua.web.officer.act_forms import ACTS, ResultForm, form_for
from motcua.web.officer.dossier import dossier_page
from motcua.web.officer.life_forms import names_in_form
from motcua.web.request_moment import moment_of


def _found(request: HttpRequest, code: str) -> Any:
    found = queries.dossiers_visible_to(staff_of(request), moment_of(request)).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def version_shown(request: HttpRequest) -> int | None:
    """The dossier's version that the page showed; None where none was sent, -1 where it is no number."""
    given = request.POST.get("version", "")
    if given.isascii() and given.isdecimal() and len(given) < 10:
        return int(given)
    return -1 if given else None


@login_required
@require_POST
def dossier_step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Take one step, if it is this person's and the dossier has not changed since it was shown."""
    if step not in ACTS:
        raise Http404
    found, act = _found(request, code), ACTS[step]
    form = form_for(step, found, request.POST, prefix=step, at=moment_of(request))
    if not form.is_valid():
        return dossier_page(request, found, {step: form})
    given = {name: value.splitlines() if name in act.split else value for name, value in form.cleaned_data.items()}
    with attempt(form=form, names=names_in_form(given), shown_by_page=True) as tried:
        version = version_shown(request)
        act.run(dossier=found, by=staff_of(request), at=moment_of(request), expected_version=version, **given)
        words = dossier_states.step(step)
        label = words.label_en if language_of(request) == "en" else words.label
        messages.success(request, _("Đã xong: %(what)s.") % {"what": label})
        return redirect("web:dossier", code=code)
    if tried.refused:
        return dossier_page(request, _found(request, code), refused=tried.refused)
    return dossier_page(request, found, {step: form})


@login_required
@require_POST
def dossier_take(request: HttpRequest, code: str) -> HttpResponse:
    """Assign the dossier to the signed-in person."""
    found = _found(request, code)
    with attempt() as tried:
        version = version_shown(request)
        actions.take(dossier=found, by=staff_of(request), at=moment_of(request), expected_version=version)
        return redirect("web:dossier", code=code)
    return dossier_page(request, _found(request, code), refused=tried.refused)


@login_required
@require_POST
def dossier_result(request: HttpRequest, code: str) -> HttpResponse:
    """Attach the result."""
    found = _found(request, code)
    form = ResultForm(request.POST, request.FILES, prefix="result")
    if not form.is_valid():
        return dossier_page(request, found, {"result": form})
    with attempt(form=form, shown_by_page=True) as tried:
        actions.upload_result(
            dossier=found, by=staff_of(request), at=moment_of(request), expected_version=version_shown(request),
            **form.cleaned_data,
        )  # fmt: skip
        messages.success(request, _("Đã lưu kết quả."))
        return redirect("web:dossier", code=code)
    if tried.refused:
        return dossier_page(request, _found(request, code), refused=tried.refused)
    return dossier_page(request, found, {"result": form})
