"""Forms that give a delegation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.catalog.permissions import DOES
from motcua.web.page_form import PageForm

# The acts that an office delegates, by the kind of stage.
_ACTS: Final = {"appraise": _("Thẩm định"), "approve": _("Phê duyệt"), "seal": _("Đóng dấu")}


class _Days(PageForm):
    first = forms.CharField(
        label=_("Từ ngày"),
        max_length=20,
        help_text=_("Ví dụ 31/3/2020."),
        error_messages={"required": _("Hãy ghi ngày bắt đầu.")},
    )
    last = forms.CharField(label=_("Đến hết ngày"), max_length=20, required=False)
    document = forms.CharField(label=_("Văn bản giao quyền"), max_length=120, help_text=_("Số, ngày của văn bản."))


class CoverForm(_Days):
    """The role to cover, and the colleague who takes it."""

    held = forms.ChoiceField(
        label=_("Làm thay cho ai, vai trò nào"), error_messages={"required": _("Hãy chọn vai trò được làm thay.")}
    )
    cover = forms.ChoiceField(label=_("Người làm thay"))
    field_order = ("held", "cover", "first", "last", "document")

    def __init__(
        self, *args: Any, held: Sequence[tuple[str, str]], people: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held"].choices = [("", "–"), *held]  # type: ignore[attr-defined]
        self.fields["cover"].choices = [("", "–"), *people]  # type: ignore[attr-defined]


class AuthorityForm(_Days):
    """The authority given: role, unit, person, procedures."""

    office = forms.ChoiceField(
        label=_("Thực hiện tại"), error_messages={"required": _("Hãy chọn cơ quan nơi thực hiện.")}
    )
    role = forms.ChoiceField(
        label=_("Việc được ủy quyền"),
        choices=[(DOES[kind], words) for kind, words in _ACTS.items()],
    )
    to_staff = forms.CharField(label=_("Tên đăng nhập của người được ủy quyền"), max_length=80)
    procedures = forms.CharField(
        label=_("Mã thủ tục"),
        help_text=_("Mỗi dòng một mã."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("office", "role", "to_staff", "procedures", "first", "last", "document")

    def __init__(self, *args: Any, offices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", "–"), *offices]  # type: ignore[attr-defined]
