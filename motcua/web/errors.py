"""Pages for what went wrong: they say what to do next, and never blame."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: what one may not see is not found either."""
    return render(request, "web/error.html", {"heading": "Không tìm thấy trang này"}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "web/error.html", {"heading": "Bạn chưa được phép xem trang này"}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: rendered without the request's context, which may be what broke."""
    return render(None, "web/error_plain.html", status=500)  # type: ignore[arg-type]
