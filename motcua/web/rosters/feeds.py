"""The calendar address of one's shifts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.rosters import actions
from motcua.rosters.queries.feed import feed_of
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of
from motcua.web.rosters.own_shifts import back_to_own, own_context


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster_feed_address(request: HttpRequest) -> HttpResponse:
    """Make a new calendar address and show it once, or remove it."""
    staff, at = staff_of(request), moment_of(request)
    if request.method != "POST":  # the page again, after a change of language
        return back_to_own()
    if request.POST.get("viec") == "bo":
        actions.revoke_feed(by=staff)
        messages.success(request, _("Địa chỉ lịch đã bỏ; lịch đã đăng ký sẽ thôi cập nhật."), extra_tags="good")
        return back_to_own()
    key = actions.renew_feed(by=staff, at=at)
    context = own_context(request) | {
        "feed_address": request.build_absolute_uri(reverse("web:roster_feed", args=[key]))
    }
    return render(request, "rosters/own.html", context)


@require_safe
def roster_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Send the calendar behind a secret address, without sign-in; 304 when unchanged."""
    found = feed_of(key[:200], moment_of(request))
    if found is None:
        raise Http404
    mark = f'"{found.mark}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    if mark in [part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")]:
        return HttpResponse(status=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="lich-truc.ics"'
    return HttpResponse(found.text, content_type="text/calendar; charset=utf-8", headers=headers)
