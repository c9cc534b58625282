"""Forms of the account pages; each is made for one account."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.people.actions.passwords import LONGEST, check_new_password
from motcua.people.queries import Staff
from motcua.web.page_form import PageForm

_CODE: Final = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "w6", "spellcheck": "false"}


class CodeForm(PageForm):
    """A code from the app, or a recovery code."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Mã 6 chữ số"),
        max_length=20,
        error_messages={"required": _("Hãy nhập mã."), "max_length": _("Mã gồm 6 chữ số.")},
        widget=forms.TextInput(attrs=_CODE),
    )


class RecoveryForm(PageForm):
    """One of the codes kept on paper."""

    use_required_attribute = False
    recovery = forms.CharField(
        label=_("Mã dự phòng"),
        help_text=_("Một trong các mã bạn đã ghi lại; mỗi mã dùng một lần."),
        max_length=20,
        error_messages={"required": _("Hãy nhập mã dự phòng."), "max_length": _("Mã dự phòng có 10 ký tự.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "class": "w12"}
        ),
    )


class OwnPasswordForm(PageForm):
    """The present password, asked before a sensitive act unless it was given a moment ago."""

    use_required_attribute = False
    password = forms.CharField(
        label=_("Mật khẩu của bạn"),
        strip=False,
        max_length=LONGEST,
        error_messages={"required": _("Hãy nhập mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, staff: Staff, asked: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        if not asked:
            del self.fields["password"]

    def clean_password(self) -> str:
        """Check the present password, with the same message as the sign-in page."""
        password: str = self.cleaned_data["password"]
        if not self.staff.check_password(password):
            raise forms.ValidationError(_("Mật khẩu chưa đúng. Hãy thử lại."))
        return password


class AppForm(OwnPasswordForm, CodeForm):
    """The first code of a new authenticator app."""

    field_order = ("password", "code")


class PasskeyForm(OwnPasswordForm):
    """The name of a new passkey; the browser's answer comes in a field beside it."""

    field_order = ("name", "password")
    name = forms.CharField(
        label=_("Đặt tên cho khóa"),
        help_text=_("Ví dụ: Điện thoại của tôi, Khóa USB ở cơ quan."),
        max_length=60,
        error_messages={"required": _("Hãy đặt tên để sau này nhận ra khóa.")},
    )


class PasswordForm(OwnPasswordForm):
    """The present password and the new one."""

    new = forms.CharField(
        label=_("Mật khẩu mới"),
        help_text=_("Ít nhất 10 ký tự. Một câu ngắn dễ nhớ là tốt nhất."),
        strip=False,
        error_messages={"required": _("Hãy nhập mật khẩu mới.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_new(self) -> str:
        """Check the new password against the person's name and the present password."""
        checked = check_new_password(self.cleaned_data["new"], self.staff)
        if not checked.ok:
            raise forms.ValidationError(checked.error)
        return checked.value
