"""The public page of support points: a list and a map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.assistance.queries.support_points import points_near
from motcua.web.assistance.map import picture_of
from motcua.web.request_moment import moment_of


@require_safe
def points_near_page(request: HttpRequest) -> HttpResponse:
    """List support points by district and commune, numbered as on the map."""
    found = points_near(moment_of(request))
    page = {"points": found, "picture": picture_of(found)}
    return render(request, "assistance/points_near.html", page)
