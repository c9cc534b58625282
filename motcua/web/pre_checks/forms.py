"""Forms of a pre-check: the request and the officer's answer."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.web.page_form import PageForm

ANSWER_READY: Final = "ready"
ANSWER_MISSING: Final = "missing"


class PreCheckForm(PageForm):
    """Name and phone; the copies have fields of their own, one for each paper."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Họ và tên"),
        max_length=120,
        error_messages={"required": _("Hãy nhập họ và tên.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Điện thoại"),
        help_text=_("Chúng tôi nhắn câu trả lời đến số này."),
        max_length=20,
        error_messages={"required": _("Hãy nhập số điện thoại để nhận câu trả lời.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "class": "w12"}),
    )
    note = forms.CharField(
        label=_("Nhắn thêm cho cán bộ"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PreCheckAnswerForm(PageForm):
    """The answer: complete, or what is missing. Neither is a refusal."""

    use_required_attribute = False

    state = forms.ChoiceField(
        label=_("Trả lời"),
        widget=forms.RadioSelect,
        choices=[(ANSWER_READY, _("Đủ, mời nộp")), (ANSWER_MISSING, _("Còn thiếu"))],
        error_messages={"required": _("Hãy chọn câu trả lời.")},
    )
    answer = forms.CharField(
        label=_("Nhắn cho người dân"),
        help_text=_("Còn thiếu thì ghi đủ một lần từng giấy tờ. Nội dung này được gửi bằng tin nhắn."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
