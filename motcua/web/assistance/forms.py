"""Forms of the help pages: a request for help, contact people, the state of a support point."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from motcua.web.page_form import PageForm

CHAT = "chat"
CALL_BACK = "call_back"


class SupportRequestForm(PageForm):
    """A written request for help; it needs no phone, and the answer appears on the page."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Bạn muốn được giúp bằng cách nào?"),
        widget=forms.RadioSelect,
        choices=[(CHAT, _("Nhắn tin ngay trên trang này (nên chọn)")), (CALL_BACK, _("Gọi lại cho tôi"))],
        error_messages={"required": _("Hãy chọn nhắn tin hoặc gọi lại.")},
    )
    name = forms.CharField(
        label=_("Tên bạn"),
        max_length=120,
        error_messages={"required": _("Hãy cho biết tên bạn.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    text = forms.CharField(
        label=_("Bạn cần giúp việc gì?"),
        required=False,
        max_length=1000,
        help_text=_("Không ghi số căn cước hay mật khẩu ở đây."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    phone = forms.CharField(
        label=_("Điện thoại"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "class": "w12"}),
    )
    when = forms.CharField(
        label=_("Gọi vào lúc nào thì tiện?"),
        required=False,
        max_length=120,
        help_text=_("Ví dụ: sau 15 giờ hôm nay."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].words = _("(cần khi bạn muốn được gọi lại)")  # type: ignore[attr-defined]


class MessageForm(PageForm):
    """One message of a talk."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Lời nhắn"),
        max_length=1000,
        error_messages={"required": _("Hãy viết lời nhắn.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ContactForm(PageForm):
    """A contact person of a unit."""

    use_required_attribute = False

    name = forms.CharField(label=_("Họ và tên"), max_length=120, error_messages={"required": _("Hãy ghi họ và tên.")})
    title = forms.CharField(label=_("Chức danh"), required=False, max_length=120)
    username = forms.ChoiceField(
        label=_("Người của đơn vị"),
        required=False,
        help_text=_("Chọn thì tên tự hết công khai khi người đó nghỉ việc."),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    phone = forms.CharField(
        label=_("Điện thoại"), max_length=20, error_messages={"required": _("Hãy ghi số điện thoại.")}
    )
    email = forms.CharField(label=_("Thư điện tử"), required=False, max_length=254)
    hours = forms.CharField(
        label=_("Giờ trực"),
        required=False,
        max_length=120,
        help_text=_("Ví dụ: thứ Hai đến thứ Sáu, 7:30–11:30 và 13:30–17:00."),
    )
    valid_from = forms.CharField(label=_("Từ ngày"), required=False, max_length=10, help_text=_("Để trống: hôm nay."))
    valid_to = forms.CharField(
        label=_("Đến hết ngày"), required=False, max_length=10, help_text=_("Để trống: chưa định ngày thôi.")
    )

    def __init__(self, *args: Any, people: Any = (), fields: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].choices = [("", _("Không gắn với tài khoản nào")), *people]  # type: ignore[attr-defined]
        self.fields["field"].choices = [("", _("Tất cả lĩnh vực")), *fields]  # type: ignore[attr-defined]


def _count(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4,
        error_messages={"required": format_lazy("{}: {}", label, _("hãy ghi một số, 0 nếu không có."))},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w6"}),
    )


class PointForm(PageForm):
    """The state of a support point today."""

    use_required_attribute = False

    state = forms.ChoiceField(
        label=_("Tình trạng"),
        widget=forms.RadioSelect,
        choices=[("open", _("Đang hoạt động")), ("limited", _("Hoạt động hạn chế")), ("closed", _("Tạm đóng"))],
        error_messages={"required": _("Hãy chọn tình trạng của điểm.")},
    )
    why = forms.CharField(
        label=_("Lý do, khi nào hoạt động lại"),
        required=False,
        max_length=300,
        help_text=_("Người dân đọc được câu này."),
    )
    hours = forms.CharField(
        label=_("Giờ mở cửa"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: thứ Ba và thứ Sáu, 8:00–11:00."),
    )
    devices = _count(_("Số máy tính, máy tính bảng"))
    devices_online = _count(_("Trong đó đang nối mạng"))
    scanners = _count(_("Máy quét"))
    printers = _count(_("Máy in"))
    trained = _count(_("Số người đã được tập huấn"))
    latitude = forms.CharField(
        label=_("Vĩ độ"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w12"}),
    )
    longitude = forms.CharField(
        label=_("Kinh độ"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w12"}),
    )
