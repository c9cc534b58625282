"""The first page: one search box, track my dossier, today's notice."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Home."""
    return render(request, "web/citizen/home.html", {})
