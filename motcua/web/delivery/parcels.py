"""Pages of a postal clerk's parcels on the way: delivered, or returned after the invitations."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from motcua.delivery import actions, queries
from motcua.delivery.permissions import may_see_parcels
from motcua.web.attempts import attempt
from motcua.web.delivery.forms import DeliverForm, FailForm
from motcua.web.desk.access import staff_of
from motcua.web.law_words import law_times, law_working_days
from motcua.web.request_moment import moment_of


@login_required
@require_safe
def parcels(request: HttpRequest) -> HttpResponse:
    """List the clerk's parcels, the oldest first."""
    if not may_see_parcels(staff_of(request)):
        raise Http404
    return _page(request, {}, {})


def _page(request: HttpRequest, delivering: dict[int, Any], failing: dict[int, Any]) -> HttpResponse:
    rows = [
        (
            item,
            delivering.get(item.pk) or DeliverForm(auto_id=f"phat-{item.pk}-%s"),
            failing.get(item.pk) or FailForm(auto_id=f"hoan-{item.pk}-%s"),
            item.pk in delivering,
            item.pk in failing,
        )
        for item in queries.parcels_of(staff_of(request), moment_of(request))
    ]
    bad = [*delivering.values(), *failing.values()]
    at = moment_of(request)
    context = {
        "rows": rows,
        "wrong": bad[0] if bad else None,
        "times": law_times("post.invitations", at),
        "apart": law_working_days("post.invitations_apart", at),
    }
    return render(request, "delivery/parcels.html", context, status=422 if bad else 200)


def _own(request: HttpRequest, pk: int) -> Any:
    found = queries.parcels_of(staff_of(request), moment_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_POST
def parcel_deliver(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a parcel was delivered."""
    item, form = _own(request, pk), DeliverForm(request.POST, auto_id=f"phat-{pk}-%s")
    if form.is_valid():
        with attempt(form=form):
            actions.confirm_parcel(
                item=item, handed_to=form.cleaned_data["handed_to"], by=staff_of(request), at=moment_of(request)
            )
            return redirect("web:parcels")
    return _page(request, {pk: form}, {})


@login_required
@require_POST
def parcel_fail(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a parcel could not be delivered and comes back."""
    item, form = _own(request, pk), FailForm(request.POST, auto_id=f"hoan-{pk}-%s")
    if form.is_valid():
        days = [day for day in (form.cleaned_data["first"], form.cleaned_data["second"]) if day]
        with attempt(form=form, names={"invited_on": "second"}):
            actions.return_parcel(
                item=item,
                reason=form.cleaned_data["reason"],
                invited_on=days,
                by=staff_of(request),
                at=moment_of(request),
            )
            return redirect("web:parcels")
    return _page(request, {}, {pk: form})
