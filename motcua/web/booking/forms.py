"""Forms of booking: the person, the phone, the dossier to pick up."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.door.booking.actions.bookings import GROUPS
from motcua.people import checks
from motcua.web.page_form import PageForm

_TEL: Final = {"type": "tel", "inputmode": "tel", "autocomplete": "tel", "class": "w12"}


class BookingPhoneForm(PageForm):
    """A mobile number that gets the code."""

    use_required_attribute = False
    phone = forms.CharField(
        label=_("Số điện thoại di động"),
        help_text=_("Mã xác nhận và lời nhắc hẹn gửi đến số này."),
        max_length=30,
        error_messages={
            "required": _("Hãy nhập số điện thoại."),
            "max_length": _("Số điện thoại dài quá, hãy kiểm tra lại."),
        },
        widget=forms.TextInput(attrs=_TEL),
    )

    def clean_phone(self) -> str:
        """The number as digits."""
        checked = checks.mobile(self.cleaned_data["phone"])
        if not checked.ok:
            raise forms.ValidationError(checked.error)
        return checked.value


class PersonForm(BookingPhoneForm):
    """The person who comes: name, phone, priority groups."""

    field_order = ["name", "phone", "groups"]
    name = forms.CharField(
        label=_("Họ và tên người đến"),
        max_length=120,
        error_messages={"required": _("Hãy nhập họ tên."), "max_length": _("Họ tên dài quá 120 ký tự.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    groups = forms.MultipleChoiceField(
        label=_("Bạn thuộc nhóm được ưu tiên?"),
        required=False,
        choices=GROUPS,
        error_messages={"invalid_choice": _("Hãy chọn trong danh sách.")},
        widget=forms.CheckboxSelectMultiple,
    )


class CallerForm(PersonForm):
    """A booking by an officer for a person who calls; a landline is accepted."""

    use_required_attribute = False
    field_order = ["procedure", "when", "name", "phone", "groups"]
    procedure = forms.ChoiceField(label=_("Thủ tục"), error_messages={"required": _("Hãy chọn thủ tục.")})
    when = forms.ChoiceField(label=_("Giờ hẹn"), error_messages={"required": _("Hãy chọn giờ.")})

    def __init__(self, *args: Any, procedures: Any = (), times: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = ""
        self.fields["procedure"].choices = procedures  # type: ignore[attr-defined]
        self.fields["when"].choices = times  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """The number as digits."""
        checked = checks.phone(self.cleaned_data["phone"])
        if not checked.ok:
            raise forms.ValidationError(checked.error)
        return checked.value


class PickUpForm(BookingPhoneForm):
    """The dossier whose result is picked up, and its phone."""

    field_order = ["dossier", "phone"]
    dossier = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("Ghi trên giấy tiếp nhận, ví dụ 000.01.21.H22-200330-0001."),
        max_length=40,
        error_messages={"required": _("Hãy nhập mã hồ sơ."), "max_length": _("Mã hồ sơ dài quá 40 ký tự.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = _("Số bạn đã ghi trong hồ sơ.")
