"""Pages of demo mode: the clock and the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.clock.actions import turn_demo_clock
from motcua.clock.queries import VIETNAM
from motcua.notices.queries import latest_messages
from motcua.web import formats
from motcua.web.page_form import PageForm
from motcua.web.request_moment import moment_of

# The hours of the story: before the letter, the morning it takes effect, a closed Wednesday, an open Friday.
QUICK: Final = tuple(
    datetime(2020, month, day, 8, 0, tzinfo=VIETNAM) for month, day in ((3, 30), (3, 31), (4, 1), (4, 3))
)
View = Callable[[HttpRequest], HttpResponse]


def demo_only(view: View) -> View:
    """Make a view that is not found outside demo mode."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    return guarded


class ClockForm(PageForm):
    """A moment (Vietnamese time) to set the demo clock to."""

    to = forms.DateTimeField(
        label=gettext_lazy("Ngày và giờ (giờ Việt Nam)"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={
            "required": gettext_lazy("Hãy chọn ngày và giờ."),
            "invalid": gettext_lazy("Hãy nhập ngày và giờ, ví dụ 2020-03-31T08:00."),
        },
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_to(self) -> datetime:
        to: datetime = self.cleaned_data["to"]
        if not 2000 <= to.year <= 2100:
            raise forms.ValidationError(_("Hãy chọn một năm từ 2000 đến 2100."))
        return to


@demo_only
@require_http_methods(["GET", "HEAD", "POST"])
def demo_clock(request: HttpRequest) -> HttpResponse:
    """Show and set the demo clock."""
    form = ClockForm(initial={"to": moment_of(request)})
    if request.method == "POST":
        if "real" in request.POST:
            turn_demo_clock(None)
            return redirect("web:demo_clock")
        form = ClockForm(request.POST)
        if form.is_valid():
            to = form.cleaned_data["to"]
            turn_demo_clock(to)
            messages.success(
                request, _("Đồng hồ đã chỉnh: %(moment)s.") % {"moment": formats.format_moment(to, year=True)}
            )
            return redirect("web:demo_clock")
    quick = [(f"{at:%Y-%m-%dT%H:%M}", at) for at in QUICK]
    return render(request, "shared/clock.html", {"form": form, "quick": quick})


@demo_only
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """List messages to people, newest first; demo mode sends none of them."""
    return render(request, "shared/outbox.html", {"letters": latest_messages(limit=60)})
