"""The value of a rule as form fields, and the fields as a value: one input for each kind of point.

A value field that nobody changed is left alone by rule_form; what these inputs read is what a person has typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.rulebook.policy import labels
from motcua.rulebook.policy.points import PointKind, PointSpec
from motcua.rulebook.policy.terms import Status
from motcua.web.policy.typed_values import hours_of_typed, number_of_typed, typed_hours, typed_number

WEEKDAYS = [(1, "Hai"), (2, "Ba"), (3, "Tư"), (4, "Năm"), (5, "Sáu"), (6, "Bảy"), (7, "Chủ nhật")]
YES_NO = [("yes", gettext_lazy("có")), ("no", gettext_lazy("không"))]
NUMBERS = frozenset({PointKind.CAP, PointKind.TARGET, PointKind.SLA})
MAY_BE_BLANK = NUMBERS | {PointKind.APPOINTMENT, PointKind.MAPPING, PointKind.WHO}
_MISSING = {
    PointKind.DAYS: gettext_lazy("Hãy chọn ít nhất một ngày."),
    PointKind.HOURS: gettext_lazy("Hãy ghi giờ dạng 7:30–11:30, 13:30–17:00."),
    PointKind.TEXT: gettext_lazy("Hãy ghi câu chữ cho người dân đọc."),
    PointKind.REPORT: gettext_lazy("Hãy ghi ít nhất một mục của báo cáo."),
}
_BLANK_NUMBER = {
    PointKind.CAP: gettext_lazy("Để trống nếu văn bản để cơ quan có thẩm quyền quy định."),
    PointKind.TARGET: gettext_lazy("Để trống nếu văn bản không nêu con số."),
    PointKind.SLA: gettext_lazy("Để trống nếu văn bản không nêu con số."),
}


class Lines(forms.CharField):
    """Text of several lines, whose ends stay as the rule has them whatever a browser sends."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **options)

    def to_python(self, value: Any) -> Any:
        """The text with plain ends of lines."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


def weekdays() -> list[tuple[int, str]]:
    """The days of the week to tick, in the page's language."""
    return [(number, _(name)) for number, name in WEEKDAYS]


def ticks(label: Any, choices: list[tuple[Any, Any]], **more: Any) -> forms.MultipleChoiceField:
    """A field of ticks that may all be left out."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **more
    )


def number_input(label: Any, hint: Any = "") -> forms.CharField:
    """A number as text, which `typed_values.number_of_typed` reads."""
    attrs = {"inputmode": "decimal", "class": "w6", "autocomplete": "off"}
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=20, widget=forms.TextInput(attrs=attrs)
    )


def select(label: Any, choices: list[tuple[Any, Any]], empty: Any = None, hint: Any = "") -> forms.ChoiceField:
    """A select; `empty` are the words of its first option of no value."""
    first = [] if empty is None else [("", empty)]
    return forms.ChoiceField(label=label, choices=first + choices, required=False, help_text=hint)


def line_of_text(label: Any, hint: Any = "", length: int = 300) -> forms.CharField:
    """A line of text that may stay blank."""
    return forms.CharField(label=label, help_text=hint, required=False, max_length=length)


def value_fields(spec: PointSpec, lang: str) -> dict[str, forms.Field]:
    """The fields of the value of a point whose value is one thing; `rule_details` has those of several parts."""
    kind = spec.kind
    if kind is PointKind.STATUS:
        statuses = [(status.value, labels.status_label(status, lang)) for status in Status]
        return {"value": select(_("Mức"), statuses, _("chưa chọn"))}
    if kind is PointKind.DAYS:
        return {"value": ticks(_("Các ngày trong tuần"), weekdays())}
    if kind is PointKind.WHO:
        audiences = [("visitors", _("Người đến giao dịch")), ("staff", _("Công chức, viên chức"))]
        return {"value": ticks(_("Áp dụng cho"), audiences)}
    if kind is PointKind.FLAG:
        yes_no = forms.ChoiceField(label=_("Áp dụng"), choices=YES_NO, required=False, widget=forms.RadioSelect)
        return {"value": yes_no}
    if kind in NUMBERS:
        return {"value": number_input(_number_label(spec), _BLANK_NUMBER[kind])}
    if kind is PointKind.HOURS:
        return {"value": line_of_text(_("Giờ"), _("ví dụ 7:30–11:30, 13:30–17:00"))}
    if kind is PointKind.APPOINTMENT:
        how = [(word, labels.pick(labels.APPOINTMENTS, word, lang)) for word in labels.APPOINTMENTS]
        return {"value": select(_("Người đến phải đặt lịch trước"), how, _("không phải đặt"))}
    if kind is PointKind.ADDRESS:
        hint = _("Để trống nếu văn bản chưa nêu địa chỉ.")
        return {"value": line_of_text(_("Địa chỉ nơi làm việc mới"), hint)}
    return {"value": Lines(label=_("Nội dung"), required=False, max_length=2000)}


def _number_label(spec: PointSpec) -> str:
    if spec.point == "tickets.per_person_day":
        return _("Số lượt")
    if spec.point == "staff.share":
        return _("Tỷ lệ (%)")
    if spec.kind is PointKind.SLA:
        return _("Số giờ làm việc")
    return _("Số người") if spec.kind is PointKind.CAP else _("Chỉ tiêu")


def shown_value(spec: PointSpec, value: Any) -> dict[str, Any]:
    """What the fields show of a value."""
    kind = spec.kind
    if kind is PointKind.HOURS:
        return {"value": typed_hours(value)}
    if kind is PointKind.FLAG:
        return {"value": {True: "yes", False: "no"}.get(value, "")}
    if kind in NUMBERS:
        return {"value": typed_number(value)}
    if kind is PointKind.ADDRESS:
        return {"value": "" if value is True or value is None else value}
    if kind in {PointKind.DAYS, PointKind.WHO}:
        return {"value": [str(one) for one in value or ()]}
    return {"value": "" if value is None else value}


def read_value(spec: PointSpec, given: Mapping[str, Any], *, delegated: bool) -> Any:
    """The value that was typed; ValidationError, in Vietnamese, where there is none. A delegated one may be blank."""
    kind, typed = spec.kind, given.get("value")
    if not typed:
        if delegated or kind in NUMBERS or kind is PointKind.APPOINTMENT:
            return None
        if kind is PointKind.WHO:
            return []
        if kind is PointKind.ADDRESS:
            return True
        raise forms.ValidationError(_MISSING.get(kind, _("Hãy chọn một giá trị.")))
    if kind is PointKind.HOURS:
        return hours_of_typed(typed)
    if kind in NUMBERS:
        return number_of_typed(typed, whole=kind is PointKind.CAP)
    if kind is PointKind.DAYS:
        return [int(day) for day in typed]
    return typed == "yes" if kind is PointKind.FLAG else typed
