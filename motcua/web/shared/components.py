"""A page that shows every component of the pages with its markup."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.clock.queries import VIETNAM
from motcua.web.page_form import PageForm


class SampleForm(PageForm):
    """One field of each kind."""

    name = forms.CharField(label=_("Họ và tên"), help_text=_("Viết như trên căn cước."))
    phone = forms.CharField(
        label=_("Số điện thoại"),
        error_messages={"required": _("Hãy nhập số điện thoại để nhận thông báo về hồ sơ.")},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    way = forms.ChoiceField(
        label=_("Cách nhận kết quả"),
        choices=[("postal", _("Bưu điện mang đến nhà")), ("counter", _("Đến quầy nhận"))],
        widget=forms.RadioSelect,
    )
    district = forms.ChoiceField(
        label=_("Huyện"), choices=[("", _("Chọn huyện")), ("dv", "Đồng Văn"), ("mv", "Mèo Vạc")]
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label=_("Giấy chứng sinh"), help_text=_("PDF, JPG hoặc PNG, tối đa 10 MB."), required=False)
    agree = forms.BooleanField(label=_("Tôi cam đoan những điều đã khai là đúng"))


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show all components; the sample form is bound and incomplete so that its errors show."""
    form = SampleForm({"name": "Vàng Thị Mỷ", "way": "postal", "district": "dv", "agree": "on"})
    at = datetime(2020, 3, 31, 8, 30, tzinfo=VIETNAM)
    return render(request, "shared/components.html", {"form": form, "at": at, "fee": 1_250_000})
