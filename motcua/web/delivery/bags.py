"""Pages of the public post's bags: the list, one bag, its signature, its record."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.delivery import actions, queries
from motcua.delivery.hand_over_record import render_hand_over_record
from motcua.web.attempts import attempt
from motcua.web.delivery.bag_page import bag_page, visible_bag
from motcua.web.delivery.forms import OpenForm, SignForm
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

MOST_SHOWN = 60


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bags(request: HttpRequest) -> HttpResponse:
    """List the person's bags, the open ones first; a POST begins a new one."""
    staff, at = staff_of(request), moment_of(request)
    units, posts = queries.units_with_bags(staff, at), queries.post_offices(staff, at)
    if not units:
        raise Http404
    form = OpenForm(request.POST if request.method == "POST" else None, units=units, posts=posts)
    if form.is_valid():
        chosen = {unit.code: unit for unit in (*units, *posts)}
        with attempt(form=form):
            bag = actions.open_bag(
                office=chosen[form.cleaned_data["office"]],
                post_office=chosen[form.cleaned_data["post_office"]],
                direction=form.cleaned_data["direction"],
                postman=form.cleaned_data["postman"],
                key=_key(request.POST.get("key", "")),
                by=staff,
                at=at,
            )
            return redirect("web:bag", pk=bag.pk)
    found = queries.bags_visible_to(staff, at)
    context = {
        "form": form,
        "key": request.POST.get("key") or uuid4(),
        "open_bags": list(found.filter(signed_at__isnull=True)[:MOST_SHOWN]),
        "signed_bags": list(found.filter(signed_at__isnull=False).order_by("-signed_at")[:MOST_SHOWN]),
        "parcels": queries.parcels_of(staff, at).count(),
        "homes": queries.to_bring_home(staff, at),
    }
    return render(request, "delivery/bags.html", context, status=422 if form.errors else 200)


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        return uuid4()


@login_required
@require_safe
def bag(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one bag: its table while it is filled, then the state of each parcel."""
    return bag_page(request, visible_bag(request, pk))


@login_required
@require_POST
def bag_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the bag for the unit; a second click changes nothing."""
    found = visible_bag(request, pk)
    form = SignForm(request.POST)
    version = request.POST.get("version", "")
    if form.is_valid() and found.direction == "in" and form.cleaned_data["declared"] is None:
        form.add_error("declared", _("Hãy ghi số bưu gửi theo bản kê của bưu điện."))
    if form.is_valid():
        with attempt(form=form):
            actions.sign_bag(
                bag=found,
                by=staff_of(request),
                at=moment_of(request),
                declared=form.cleaned_data["declared"],
                note=form.cleaned_data["note"],
                missing=[
                    int(value) for value in request.POST.getlist("missing") if value.isascii() and value.isdecimal()
                ],
                expected_version=int(version) if version.isascii() and version.isdecimal() else None,
            )
            return redirect("web:bag", pk=pk)
    return bag_page(request, found, sign_form=form)


@login_required
@require_safe
def bag_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the hand-over record as PDF."""
    found = visible_bag(request, pk)
    answer = HttpResponse(render_hand_over_record(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="bien-ban-{pk}.pdf"'
    return answer
