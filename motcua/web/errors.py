"""Pages for what went wrong: they say what to do next, and never blame."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: what one may not see is not found either."""
    page = {
        "heading": _("Không tìm thấy trang này"),
        "text": _("Có thể đường dẫn bị thiếu chữ, hoặc trang đã được chuyển đi."),
    }
    return render(request, "web/error.html", page, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    page = {"heading": _("Trang này dành cho người khác"), "text": _("Tài khoản của bạn chưa được giao việc này.")}
    return render(request, "web/error.html", page, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: rendered without the request's context, which may be what broke."""
    return render(None, "web/error_plain.html", status=500)
