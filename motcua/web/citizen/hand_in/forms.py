"""A page of a procedure's form as a Django form: the schema says what is asked and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog.forms import FormField, Page, clean
from motcua.dossiers.applicants import check_applicant

if TYPE_CHECKING:
    from motcua.directives.ways import Way

_MOST_RADIOS: Final = 7
_APPLICANT: Final = {
    "applicant_name": "full_name",
    "applicant_id_number": "id_number",
    "applicant_phone": "phone",
    "applicant_email": "email",
    "applicant_address": "address",
}
# What helps a phone's keyboard, by widget.
_KEYBOARD: Final[Mapping[str, Mapping[str, str]]] = {
    "id_number": {"inputmode": "numeric", "class": "w12"},
    "tax_code": {"inputmode": "numeric", "class": "w12"},
    "phone": {"type": "tel", "inputmode": "tel", "autocomplete": "tel", "class": "w12"},
    "email": {"type": "email", "autocomplete": "email"},
    "number": {"inputmode": "numeric", "class": "w6"},
    "money": {"inputmode": "numeric", "class": "w12"},
    "decimal": {"inputmode": "decimal", "class": "w6"},
    "date": {"inputmode": "numeric", "class": "w12"},
}


class AnswersForm(forms.Form):
    """One page of the procedure's form. Checked by motcua.catalog.forms, as the whole is when it is handed in."""

    use_required_attribute = False

    def __init__(
        self,
        schema: Mapping[str, Any],
        page: Page,
        *,
        today: date,
        typed: Mapping[str, Any] | None = None,
        kept: Mapping[str, Any] | None = None,
    ) -> None:
        defaults = {field.name: field.default for field in page.fields if field.default is not None}
        super().__init__(typed, initial={**defaults, **(kept or {})})
        self.schema, self.page, self.today = schema, page, today
        for asked in page.fields:
            self.fields[asked.name] = _field(asked)

    def answers(self) -> dict[str, Any]:
        """What was typed, as typed, for the draft to keep."""
        return {name: str(self.data.get(name, "")) for name in self.fields}

    def _clean_fields(self) -> None:
        cleaned = clean(self.schema, self.data, self.page.title, today=self.today)
        self.cleaned_data = dict(cleaned.data)
        for name, message in (self._applicant_errors() | cleaned.errors).items():
            self.add_error(name, message)

    def _applicant_errors(self) -> dict[str, str]:
        """The applicant's own fields are held to more than a form may ask: the acknowledgement must reach somebody."""
        here = {theirs: ours for theirs, ours in _APPLICANT.items() if theirs in self.fields}
        if not here:
            return {}
        _applicant, wrong = check_applicant({ours: self.data.get(theirs) for theirs, ours in here.items()}, online=True)
        return {theirs: wrong[ours] for theirs, ours in here.items() if ours in wrong}


class ReturnForm(forms.Form):
    """How the result comes back: the ways that the policy allows, and the address where the post brings it."""

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

    def __init__(self, *args: Any, ways: list[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(way.channel, way.label) for way in ways]
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("channel") == "postal" and len(cleaned.get("address", "")) < 10:
            self.add_error("address", _("Hãy nhập đủ địa chỉ để bưu điện chuyển kết quả (số nhà, xã, huyện, tỉnh)."))
        return cleaned


def _field(asked: FormField) -> forms.Field:
    common: dict[str, Any] = {"label": _(asked.label), "help_text": _hint(asked), "required": asked.required}
    if asked.widget == "checkbox":
        return forms.BooleanField(**common)
    choices = [(value, _(label)) for value, label in asked.choices]
    if choices and len(choices) <= _MOST_RADIOS:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    if choices:
        return forms.ChoiceField(choices=[("", _("Chọn một mục")), *choices], **common)
    attributes: dict[str, Any] = dict(_KEYBOARD.get(asked.widget, {"class": "w100"}))
    if asked.autocomplete:
        attributes["autocomplete"] = asked.autocomplete
    if asked.widget == "textarea":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4, "class": "w100"}), **common)
    return forms.CharField(widget=forms.TextInput(attrs=attributes), **common)


def _hint(asked: FormField) -> str:
    if asked.hint:
        return _(asked.hint)
    return _("Ngày/tháng/năm, ví dụ 31/3/2020") if asked.widget == "date" else ""
