"""The form of an announcement; the action checks what is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.web.page_form import MOMENT_FORMATS, PageForm

_MOMENT = {"type": "datetime-local"}


class AnnouncementForm(PageForm):
    """A sentence for the boards of one unit."""

    use_required_attribute = False
    unit = forms.ChoiceField(label=_("Đơn vị"), error_messages={"required": _("Hãy chọn đơn vị.")})
    text = forms.CharField(
        label=_("Câu thông báo"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Một câu ngắn, đọc được từ xa; không ghi tên, số điện thoại của người dân."),
        error_messages={
            "required": _("Hãy ghi câu thông báo."),
            "max_length": _("Câu thông báo dài quá 300 ký tự, người ở xa không kịp đọc."),
        },
    )
    shown_from = forms.DateTimeField(
        label=_("Hiện từ lúc"), required=False, input_formats=MOMENT_FORMATS,
        widget=forms.DateTimeInput(attrs=_MOMENT, format="%Y-%m-%dT%H:%M"), help_text=_("Bỏ trống là hiện ngay."),
    )  # fmt: skip
    shown_until = forms.DateTimeField(
        label=_("Thôi hiện lúc"), required=False, input_formats=MOMENT_FORMATS,
        widget=forms.DateTimeInput(attrs=_MOMENT, format="%Y-%m-%dT%H:%M"),
        help_text=_("Bỏ trống là hiện đến khi gỡ."),
    )  # fmt: skip
    spoken = forms.BooleanField(label=_("Đọc to câu này ở các bảng đang bật tiếng"), required=False)

    def __init__(self, *args: Any, units: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(unit.pk), unit.office.name) for unit in units]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:  # nothing to choose
            self.fields["unit"].initial = choices[0][0]
            self.fields["unit"].widget = forms.HiddenInput()
