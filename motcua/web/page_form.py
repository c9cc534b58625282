"""The form of every page: what a field's own check finds wrong is said with the field's name, in the reader's language.

Messages that a form or an action words itself stay as they are.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import pretty_name
from django.utils.translation import gettext as _

# A browser's picker sends the first form; where there is no picker, the day is typed as in Vietnam.
DAY_FORMATS: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
MOMENT_FORMATS: Final = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M")

_NUMBER: Final = re.compile(r"[-+]?[\d\s.,]+")
_NUMBER_KEYS: Final = frozenset({"numeric", "decimal"})


class PageForm(forms.Form):
    """A form whose messages name their fields."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Add the error (a ValidationError, a text or a list of them).

        One in Django's words is said in the project's, with the field's label.
        """
        if field is not None and isinstance(error, ValidationError) and hasattr(error, "error_list"):
            asked = self.fields[field]
            label = str(asked.label or pretty_name(field))
            for found in error.error_list:
                if _is_of_django(asked, found):
                    found.message = _named(asked, label, found, self[field].data)
                    found.params = None
        super().add_error(field, error)


def _is_of_django(asked: forms.Field, found: ValidationError) -> bool:
    """Whether the message is one that Django gives to such a field when the form words none."""
    if not found.code:
        return False
    own = asked.error_messages.get(found.code)
    defaults = [getattr(kind, "default_error_messages", {}).get(found.code) for kind in type(asked).__mro__]
    return own is None or any(own is default for default in defaults)


def _named(asked: forms.Field, label: str, found: ValidationError, typed: Any) -> str:
    """The sentence for one error of the field called `label`."""
    if asked.widget.is_hidden:
        return _("Trang này đã cũ, hãy tải lại trang rồi làm lại.")
    bare = re.sub(r"\s*\([^)]*\)", "", label)
    params: dict[str, Any] = found.params or {}
    said = {
        "label": f"“{bare}”" if bare.endswith("?") else bare,
        "name": inner_name(bare),
        "most": params.get("limit_value", params.get("max", "")),
        "count": params.get("show_value", params.get("length", "")),
    }
    return _sentence(asked, str(found.code), typed) % said


def inner_name(label: str) -> str:
    """A label as it stands inside a sentence: small first letter, except of an abbreviation; a question in quotes."""
    if label.endswith("?"):
        return f"“{label}”"
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def _sentence(asked: forms.Field, code: str, typed: Any) -> str:
    if code == "required":
        return _required(asked)
    if code == "max_length" and not isinstance(asked, forms.FileField):
        if asked.widget.attrs.get("inputmode") in _NUMBER_KEYS and not _NUMBER.fullmatch(str(typed or "").strip()):
            return _("%(label)s: hãy ghi một số.")
        return _("%(label)s dài tối đa %(most)s ký tự (đang có %(count)s).")
    if code == "min_value":
        return _("%(label)s: ít nhất là %(most)s.")
    if code == "max_value":
        return _("%(label)s: nhiều nhất là %(most)s.")
    if code == "empty":
        return _("%(label)s: tệp rỗng, không có nội dung.")
    if code in {"invalid_choice", "invalid_list"}:
        return _("%(label)s: hãy chọn trong danh sách.")
    return _invalid(asked)


def _required(asked: forms.Field) -> str:
    if isinstance(asked, forms.BooleanField):
        return _("Hãy đánh dấu ô “%(label)s”.")
    if str(asked.label or "").endswith("?"):
        return _("Hãy trả lời %(name)s.")
    if isinstance(asked, forms.ChoiceField | forms.FileField):
        return _("Hãy chọn %(name)s.")
    return _("Hãy ghi %(name)s.")


def _invalid(asked: forms.Field) -> str:
    if isinstance(asked, forms.DateTimeField):
        return _("%(label)s: hãy ghi ngày và giờ, ví dụ 31/03/2020 16:30.")
    if isinstance(asked, forms.DateField):
        return _("%(label)s: hãy ghi ngày, tháng, năm, ví dụ 31/03/2020.")
    if isinstance(asked, forms.TimeField):
        return _("%(label)s: hãy ghi giờ và phút, ví dụ 16:30.")
    if isinstance(asked, forms.IntegerField):
        return _("%(label)s: hãy ghi một số.")
    if isinstance(asked, forms.FileField):
        return _("%(label)s: chưa nhận được tệp, hãy chọn lại.")
    return _("%(label)s chưa đúng, hãy kiểm tra lại.")
