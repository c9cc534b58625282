"""The application's addresses, and one that does nothing: the floor of every page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from motcua.urls import urlpatterns as pages


def nothing(request: HttpRequest) -> HttpResponse:
    """An empty view behind the same server and the same middleware."""
    return HttpResponse("")


urlpatterns = [path("nothing/", nothing), *pages]
