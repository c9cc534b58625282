"""Forms of the post's pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.web.page_form import DAY_FORMATS, PageForm


class OpenForm(PageForm):
    """The start of a hand-over record."""

    direction = forms.ChoiceField(
        label=_("Giao nhận gì"),
        choices=[("in", _("Bưu điện giao hồ sơ")), ("out", _("Giao kết quả cho bưu điện"))],
        widget=forms.RadioSelect,
        initial="in",
        error_messages={"required": _("Hãy chọn chiều giao nhận.")},
    )
    office = forms.ChoiceField(label=_("Đơn vị"))
    post_office = forms.ChoiceField(label=_("Bưu điện"))
    postman = forms.CharField(
        label=_("Nhân viên bưu điện"),
        max_length=120,
        error_messages={"required": _("Hãy ghi họ tên nhân viên bưu điện giao, nhận.")},
    )

    def __init__(self, *args: Any, units: Sequence[Any] = (), posts: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [(unit.code, unit.name) for unit in units]  # type: ignore[attr-defined]
        self.fields["post_office"].choices = [(post.code, post.name) for post in posts]  # type: ignore[attr-defined]


class SignForm(PageForm):
    """The count of parcels, compared and signed."""

    declared = forms.IntegerField(
        label=_("Số bưu gửi theo bản kê của bưu điện"),
        min_value=0,
        max_value=999,
        required=False,
        error_messages={"invalid": _("Hãy ghi một số.")},
    )
    note = forms.CharField(label=_("Ghi chú, chênh lệch"), required=False, max_length=400)


class DeliverForm(PageForm):
    """The person who took the parcel."""

    handed_to = forms.CharField(
        label=_("Người đã ký nhận"),
        max_length=120,
        error_messages={"required": _("Hãy ghi họ tên người đã ký nhận.")},
    )


class FailForm(PageForm):
    """Why the parcel comes back, and the two invitations before."""

    first = forms.DateField(
        label=_("Mời lần một"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    second = forms.DateField(
        label=_("Mời lần hai"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    reason = forms.CharField(label=_("Vì sao không phát được"), required=False, max_length=500)
