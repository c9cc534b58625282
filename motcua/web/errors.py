"""Pages for errors; they say what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Render 404; a page that a person may not see is not found either."""
    page = {
        "heading": _("Không tìm thấy trang này"),
        "text": _("Có thể đường dẫn bị thiếu chữ, hoặc trang đã được chuyển đi."),
    }
    return render(request, "web/error.html", page, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Render 403."""
    page = {"heading": _("Trang này dành cho người khác"), "text": _("Tài khoản của bạn chưa được giao việc này.")}
    return render(request, "web/error.html", page, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Render 500 without the request's context, which may be the cause."""
    return render(None, "web/error_plain.html", status=500)
