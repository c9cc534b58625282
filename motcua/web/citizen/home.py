"""The first page: search, tracking, today's notice."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.directives.queries import today_notice
from motcua.web.request_moment import moment_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page with the notice of the policy in force."""
    return render(request, "citizen/home.html", {"notice": today_notice("", moment_of(request))})
