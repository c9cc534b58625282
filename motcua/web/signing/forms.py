"""Forms of seals and certificates; the actions check what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.web.page_form import PageForm

Choices = Sequence[tuple[str, str]]


def row_choices(rows: Iterable[Any], first: str = "") -> list[tuple[str, str]]:
    """Rows with `pk` as choices of a select; `first` stands for none of them."""
    return [("", first), *((str(row.pk), str(row)) for row in rows)]


class OfficeForm(PageForm):
    """The office, asked first because the rest depends on it."""

    use_required_attribute = False
    office = forms.ChoiceField(label=_("Cơ quan, đơn vị"), error_messages={"required": _("Hãy chọn cơ quan, đơn vị.")})

    def __init__(self, *args: Any, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = offices  # type: ignore[attr-defined]


class PlaceForm(OfficeForm):
    """The seal's owner, and where it is kept."""

    kept_at = forms.ChoiceField(
        label=_("Nơi giữ dấu"),
        required=False,
        help_text=_("Bỏ trống nếu giữ tại chính cơ quan. Dấu thứ hai thường giữ tại Trung tâm hoặc Bộ phận Một cửa."),
    )

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept_at"].choices = places  # type: ignore[attr-defined]


class SealForm(PageForm):
    """A seal to register."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("Loại dấu"), choices=[("first", _("Dấu thứ nhất")), ("second", _("Dấu thứ hai"))])
    label = forms.CharField(
        label=_("Tên con dấu"), max_length=120, error_messages={"required": _("Hãy ghi tên con dấu.")}
    )
    registration = forms.CharField(
        label=_("Số, ngày giấy chứng nhận đăng ký mẫu con dấu"),
        max_length=120,
        error_messages={"required": _("Hãy ghi số và ngày của giấy chứng nhận đăng ký mẫu con dấu.")},
    )
    keeper = forms.ChoiceField(label=_("Người giữ dấu"), error_messages={"required": _("Hãy chọn người giữ dấu.")})

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"].choices = people  # type: ignore[attr-defined]


class SealHandOverForm(PageForm):
    """The hand-over of a seal to a new keeper."""

    use_required_attribute = False
    to_staff = forms.ChoiceField(
        label=_("Người nhận dấu"), error_messages={"required": _("Hãy chọn người nhận con dấu.")}
    )
    permission = forms.CharField(
        label=_("Văn bản cho phép của người có thẩm quyền"), max_length=200,
        error_messages={"required": _("Hãy ghi số, ngày của văn bản cho phép bàn giao.")},
        help_text=_("Số, ngày, ví dụ 05/QĐ-UBND ngày 02/4/2020."),
    )  # fmt: skip
    minutes = forms.CharField(
        label=_("Biên bản bàn giao"), max_length=200, help_text=_("Số, ngày của biên bản."),
        error_messages={"required": _("Hãy ghi số, ngày của biên bản bàn giao.")},
    )  # fmt: skip

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_staff"].choices = people  # type: ignore[attr-defined]


class CertificateForm(PageForm):
    """A certificate from a PKCS#12 file or in a token; the password is never shown again."""

    use_required_attribute = False
    staff = forms.ChoiceField(label=_("Của ai"), required=False)
    file = forms.FileField(
        label=_("Tệp chứng thư số (.p12, .pfx)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx"}),
        error_messages={
            "required": _("Hãy chọn tệp chứng thư số (.p12, .pfx)."),
            "empty": _("Tệp rỗng, không có nội dung."),
        },
    )
    password = forms.CharField(
        label=_("Mật khẩu của tệp"),
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Được khóa lại bằng khóa của hệ thống và không bao giờ hiện ra nữa."),
        error_messages={"required": _("Hãy nhập mật khẩu của tệp.")},
    )
    token = forms.CharField(label=_("Tên thiết bị (token label)"), required=False, max_length=64)
    label = forms.CharField(label=_("Nhãn của chứng thư trong thiết bị"), required=False, max_length=120)
    pin = forms.CharField(
        label=_("Mã PIN"), required=False, strip=False, max_length=64,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Choices, with_token: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = people  # type: ignore[attr-defined]
        if not with_token:
            # Without a token there is one way alone, and what it needs must be given.
            self.fields["file"].required = self.fields["password"].required = True
            for name in ("token", "label", "pin"):
                del self.fields[name]


class RevocationForm(PageForm):
    """Why a certificate is revoked."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Lý do thu hồi"), max_length=300, error_messages={"required": _("Hãy ghi lý do thu hồi.")}
    )
