"""The Django form that asks how the result comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.web.page_form import PageForm

if TYPE_CHECKING:
    from motcua.directives.channels import ChannelOffer


class ReturnForm(PageForm):
    """The channel by which the result comes back, among those allowed, and the postal address."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Bạn muốn nhận kết quả bằng cách nào?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn cách nhận kết quả.")},
    )
    address = forms.CharField(
        label=gettext_lazy("Địa chỉ để bưu điện mang kết quả đến"),
        help_text=gettext_lazy("Số nhà, thôn hoặc tổ dân phố, xã, huyện, tỉnh. Bưu điện thu cước khi phát."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "street-address", "class": "w100"}),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, ways: list[ChannelOffer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(way.channel, way.label) for way in ways]
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if home := next((way for way in ways if way.channel == "home"), None):
            field.help_text = f"{home.label}: {home.reason} " + _("Theo %(clauses)s.") % {"clauses": home.clauses}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("channel") == "home" and len(cleaned.get("address", "")) < 10:
            self.add_error("address", _("Hãy nhập đủ địa chỉ để cán bộ mang kết quả đến (số nhà, xã, huyện, tỉnh)."))
        if cleaned.get("channel") == "postal" and len(cleaned.get("address", "")) < 10:
            self.add_error("address", _("Hãy nhập đủ địa chỉ để bưu điện chuyển kết quả (số nhà, xã, huyện, tỉnh)."))
        return cleaned
