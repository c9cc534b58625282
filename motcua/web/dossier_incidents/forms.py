"""Forms of an incident of a dossier: the report and its resolution."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.web.page_form import PageForm


class ReportForm(PageForm):
    """The report: kind of incident, and what happened."""

    kind = forms.ChoiceField(
        label=_("Chuyện gì"),
        choices=[("error", _("Kết quả có sai sót")), ("lost", _("Mất, hỏng giấy tờ"))],
        widget=forms.RadioSelect,
    )
    what = forms.CharField(
        label=_("Kể lại"),
        help_text=_("Giấy tờ nào, ai phát hiện, khi nào."),
        max_length=2000,
        error_messages={"required": _("Hãy kể lại chuyện đã xảy ra.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class _Closing(PageForm):
    responsible = forms.CharField(label=_("Người hoặc cơ quan có trách nhiệm"), max_length=200)
    cost = forms.CharField(
        label=_("Chi phí cơ quan chịu (đồng)"), required=False, initial="0", max_length=20,
        help_text=_("Người dân không phải trả."),
    )  # fmt: skip


class CorrectForm(_Closing):
    """The corrected result, with who is responsible and the cost."""

    number = forms.CharField(label=_("Số của kết quả đã sửa"), required=False, max_length=80)
    file = forms.FileField(label=_("Tệp kết quả đã sửa"), required=False, help_text=_("PDF, JPG hoặc PNG."))
    field_order = ("number", "file", "responsible", "cost")


class ResolveForm(_Closing):
    """How the incident was resolved, with who is responsible and the cost."""

    resolution = forms.CharField(
        label=_("Đã giải quyết thế nào"),
        help_text=_("Khôi phục, đền bù, xin lỗi ra sao."),
        max_length=2000,
        error_messages={"required": _("Hãy ghi đã giải quyết thế nào.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("resolution", "responsible", "cost")
