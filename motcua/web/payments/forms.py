"""Forms of the cashier."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.web.page_form import PageForm


class TakeForm(PageForm):
    """How a fee is paid, and by whom."""

    method = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=[("cash", _("Tiền mặt")), ("transfer", _("Chuyển khoản"))],
        widget=forms.RadioSelect,
        initial="cash",
    )
    reference = forms.CharField(
        label=_("Mã giao dịch của ngân hàng"), required=False, max_length=60, help_text=_("Chỉ khi chuyển khoản.")
    )
    payer = forms.CharField(label=_("Người nộp tiền"), required=False, max_length=120)
    key = forms.UUIDField(widget=forms.HiddenInput)


class ReceiptCancelForm(PageForm):
    """Why a receipt is cancelled."""

    why = forms.CharField(label=_("Vì sao hủy biên lai"), max_length=300)
