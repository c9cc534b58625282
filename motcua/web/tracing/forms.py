"""The form that asks for a contact tracing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.door.tracing.actions import BY_NUMBER, BY_PASS, BY_PHONE, BY_VISIT, MOST_MARGIN
from motcua.web.page_form import DAY_FORMATS, PageForm


class TracingForm(PageForm):
    """Whose contacts are looked for, on which days, and why."""

    use_required_attribute = False
    how = forms.ChoiceField(
        label=_("Tìm theo"),
        choices=(
            (BY_NUMBER, _("Số căn cước, chứng minh nhân dân")),
            (BY_PHONE, _("Số điện thoại")),
            (BY_PASS, _("Thẻ vào cửa (quét mã)")),
            (BY_VISIT, _("Số lượt vào")),
        ),
        widget=forms.RadioSelect,
        initial=BY_PHONE,
    )
    text = forms.CharField(
        label=_("Số, hoặc mã quét được"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w100"}),
    )
    first = forms.DateField(
        label=_("Từ ngày"),
        error_messages={"required": _("Hãy ghi ngày bắt đầu.")},
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last = forms.DateField(
        label=_("Đến hết ngày"),
        error_messages={"required": _("Hãy ghi ngày kết thúc.")},
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    margin = forms.IntegerField(
        label=_("Tính thêm trước và sau (phút)"),
        min_value=0,
        max_value=MOST_MARGIN,
        initial=15,
        error_messages={"required": _("Hãy ghi số phút tính thêm.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w6"}),
    )
    premises = forms.ChoiceField(label=_("Đơn vị"), required=False)
    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Theo văn bản nào, ca nào. Lý do được giữ lâu hơn danh sách: đừng ghi tên, số của ai."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w100"}),
    )
    incident = forms.CharField(required=False, widget=forms.HiddenInput(), max_length=18)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["premises"].choices = [("", _now("Tất cả đơn vị của tôi")), *units]  # type: ignore[attr-defined]
