"""Django forms for one page or one field of a design: words, kind, limits, condition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from motcua.catalog.forms.checks import CONDITION_KINDS, NUMBERS, Design, every_field, values_of
from motcua.catalog.forms.texts import plain_text
from motcua.rulebook.vietnamese import fold
from motcua.web.page_form import PageForm

KIND_WORDS: Final = {
    "text": gettext_noop("Chữ, một dòng"),
    "long_text": gettext_noop("Chữ, nhiều dòng"),
    "choice": gettext_noop("Chọn một"),
    "boolean": gettext_noop("Ô đánh dấu"),
    "past_date": gettext_noop("Ngày đã qua"),
    "date": gettext_noop("Ngày"),
    "number": gettext_noop("Số nguyên"),
    "decimal": gettext_noop("Số thập phân"),
    "money": gettext_noop("Số tiền"),
    "id_number": gettext_noop("Số căn cước, chứng minh nhân dân"),
    "tax_code": gettext_noop("Mã số thuế"),
    "phone": gettext_noop("Số điện thoại"),
    "email": gettext_noop("Thư điện tử"),
    "address": gettext_noop("Địa chỉ"),
    "group": gettext_noop("Nhóm lặp lại (nhiều dòng)"),
}
_LINES: Final = (
    ("optional", gettext_lazy("Số nhà, thôn: có thể để trống")),
    ("required", gettext_lazy("Số nhà, thôn: bắt buộc")),
    ("none", gettext_lazy("Chỉ hỏi xã, phường")),
)
_LARGEST: Final = 10**15
_TEXTS: Final = frozenset({"text", "long_text"})


def kind_choices(inside: bool) -> list[tuple[str, str]]:
    """The kinds of field to choose from; a group offers no group."""
    return [(kind, _(words)) for kind, words in KIND_WORDS.items() if not (inside and kind == "group")]


class PageItemForm(PageForm):
    """A page's title and condition."""

    use_required_attribute = False
    title = forms.CharField(label=gettext_lazy("Tên trang"), max_length=120)
    when = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ hỏi trang này khi"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, design: Design, path: str, item: Mapping[str, Any]) -> None:
        choices = _condition_choices(design, path, last_page=int(path) - 1)
        super().__init__(data, initial={"title": item.get("title", ""), "when": _when_typed(item)}, prefix="muc")
        _offer(self, choices, item)

    def edited(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """The page with what was typed."""
        typed = plain_text(self.data.get("muc-title"))[:200]
        return _with_when({**item, "title": typed}, self)


class FieldItemForm(PageForm):
    """One field; controls that its kind does not use are left out."""

    use_required_attribute = False
    label = forms.CharField(label=gettext_lazy("Nhãn"), max_length=200)
    hint = forms.CharField(label=gettext_lazy("Gợi ý dưới nhãn"), required=False, max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"))
    required = forms.BooleanField(label=gettext_lazy("Bắt buộc trả lời"), required=False)
    choices = forms.CharField(
        label=gettext_lazy("Các lựa chọn"),
        help_text=gettext_lazy("Mỗi dòng một lựa chọn"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    max = forms.CharField(label=gettext_lazy("Nhiều nhất bao nhiêu ký tự"), required=False)
    minimum = forms.CharField(label=gettext_lazy("Giá trị nhỏ nhất"), required=False)
    maximum = forms.CharField(label=gettext_lazy("Giá trị lớn nhất"), required=False)
    default = forms.CharField(label=gettext_lazy("Điền sẵn"), required=False, max_length=200)
    line = forms.ChoiceField(label=gettext_lazy("Phần số nhà, thôn, tổ"), choices=_LINES)
    within = forms.BooleanField(label=gettext_lazy("Phải là nơi ở trong tỉnh"), required=False)
    row_label = forms.CharField(
        label=gettext_lazy("Một dòng gọi là gì"), help_text=gettext_lazy("Ví dụ: người, thửa"), required=False
    )
    min_rows = forms.CharField(label=gettext_lazy("Ít nhất bao nhiêu dòng"), required=False)
    max_rows = forms.CharField(label=gettext_lazy("Nhiều nhất bao nhiêu dòng"), required=False)
    when = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ hỏi khi"), required=False, widget=forms.CheckboxSelectMultiple
    )

    alert = forms.MultipleChoiceField(
        label=gettext_lazy("Những câu trả lời đáng lo"),
        help_text=gettext_lazy("Người ở cửa và y tế được nhắc khi có câu trả lời này"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        data: Any,
        *,
        design: Design,
        path: str,
        page: int,
        item: Mapping[str, Any],
        internal: bool = False,
    ) -> None:
        kind = item.get("kind", "text")
        initial = {**item, "when": _when_typed(item)}
        initial["choices"] = "\n".join(str(label) for _value, label in item.get("choices", ()))
        super().__init__(data, initial=initial, prefix="muc")
        for name in set(self.fields) - _used(kind, internal):
            del self.fields[name]
        if "alert" in self.fields:
            ticked = [["true", _("có đánh dấu")]] if kind == "boolean" else item.get("choices", ())
            self.fields["alert"].choices = [(str(v), str(words)) for v, words in ticked]  # type: ignore[attr-defined]
        choice = self.fields["kind"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = kind_choices("." in path)
        for name in ("max", "minimum", "maximum", "min_rows", "max_rows"):
            if name in self.fields:
                self.fields[name].widget.attrs |= {"class": "w6", "inputmode": "numeric"}
        _offer(self, _condition_choices(design, path, last_page=page), item)

    def edited(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """The field with what was typed; what cannot be read as a number is left out."""
        kind = str(self.data.get("muc-kind") or item.get("kind"))
        made = {key: item[key] for key in ("name", "autocomplete", "field") if key in item}
        made |= {"label": self._text("label", 300), "kind": kind if kind in KIND_WORDS else "text"}
        if hint := self._text("hint", 400):
            made["hint"] = hint
        if "muc-required" in self.data:
            made["required"] = True
        if "choices" in self.fields:
            lines = [plain_text(line)[:200] for line in str(self.data.get("muc-choices") or "").splitlines()]
            made["choices"] = _choices([line for line in lines if line][:300], item.get("choices", ()))
        for name in ("max", "minimum", "maximum", "min_rows", "max_rows"):
            number = _number(self._text(name, 20)) if name in self.fields else None
            if number is not None:
                made[name] = number
        if marked := self._alert(item, made):
            made["alert"] = marked
        made |= self._kept_apart(made["kind"])
        return _with_when(made, self)

    def _alert(self, item: Mapping[str, Any], made: Mapping[str, Any]) -> list[str]:
        """The answers of concern that are still among the choices."""
        if "alert" not in self.fields:
            return list(item.get("alert", ()))
        values = {str(value) for value, _words in made.get("choices", ())} | {"true"}
        return [value for value in self.data.getlist("muc-alert")[:30] if value in values]  # type: ignore[attr-defined]

    def _kept_apart(self, kind: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if default := self._text("default", 200):
            number = _number(default)
            if kind in NUMBERS and number is not None:
                made["default"] = number
            elif kind in _TEXTS:
                made["default"] = default
        if "line" in self.fields and self._text("line", 10) in {"required", "none"}:
            made["line"] = self._text("line", 10)
        if "within" in self.fields and "muc-within" in self.data:
            made["within"] = True
        if kind == "group":
            made["row_label"] = self._text("row_label", 40)
            made.setdefault("field", [])
        return made

    def _text(self, name: str, longest: int) -> str:
        return plain_text(self.data.get(f"muc-{name}"))[:longest]


def name_for(label: str, taken: set[str]) -> str:
    """A field's name made from its label: "Họ và tên" → "ho_va_ten", with a number where it is taken."""
    slug = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")[:40] or "truong"
    slug = slug if slug[0].isalpha() else f"f_{slug}"
    return next(name for number in range(1, 1000) if (name := slug if number == 1 else f"{slug}_{number}") not in taken)


def _used(kind: str, internal: bool) -> set[str]:
    used = {"label", "hint", "kind", "required", "when"}
    used |= {"alert"} if internal and kind in CONDITION_KINDS else set()
    used |= {"choices"} if kind == "choice" else set()
    used |= {"max", "default"} if kind in _TEXTS else set()
    used |= {"minimum", "maximum", "default"} if kind in NUMBERS else set()
    used |= {"line", "within"} if kind == "address" else set()
    return used | ({"row_label", "min_rows", "max_rows"} if kind == "group" else set())


def _choices(lines: list[str], before: Any) -> list[list[str]]:
    """Lines as choices; an existing choice keeps its value, also when only its words changed."""
    known = {str(label): str(value) for value, label in before}
    in_place = [str(value) for value, _label in before] if len(lines) == len(before) else []
    made: list[list[str]] = []
    for place, line in enumerate(lines):
        taken = {value for value, _label in made}
        value = known.get(line) or (in_place[place] if in_place else name_for(line, taken | set(known.values())))
        made.append([value, line])
    return made


def _number(text: str) -> int | float | None:
    bare = text.replace(" ", "").replace(".", "").replace(",", ".") if "," in text else text.replace(" ", "")
    if not re.fullmatch(r"-?\d{1,16}(\.\d{1,6})?", bare, re.ASCII):
        return None
    value = Decimal(bare)
    if abs(value) > _LARGEST:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _condition_choices(design: Design, path: str, *, last_page: int) -> list[tuple[str, str]]:
    """Answers that a field or page may depend on: of earlier fields, or of its own group."""
    group, _dot, name = path.rpartition(".")
    found: list[tuple[str, str]] = []
    for number, other, field in every_field(design):
        other_group, _dot, other_name = other.rpartition(".")
        if number > last_page or other_group != group or other_name == name or field["kind"] not in CONDITION_KINDS:
            continue
        words = dict(field.get("choices", ())) | {"true": _("có đánh dấu"), "false": _("không đánh dấu")}
        found += [
            (f"{other_name}={value}", f"{field['label']}: {words.get(value, value)}") for value in values_of(field)
        ]
    return found


def _offer(form: forms.Form, choices: list[tuple[str, str]], item: Mapping[str, Any]) -> None:
    kept = [(value, value) for value in _when_typed(item) if value not in dict(choices)]
    if not choices and not kept:
        del form.fields["when"]
        return
    field = form.fields["when"]
    assert isinstance(field, forms.MultipleChoiceField)
    field.choices = [*choices, *kept]


def _when_typed(item: Mapping[str, Any]) -> list[str]:
    when = item.get("when", ())
    listed = [when] if isinstance(when, Mapping) else list(when)
    return [f"{condition['field']}={_value(value)}" for condition in listed for value in condition.get("is", ())]


def _value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _with_when(item: dict[str, Any], form: forms.Form) -> dict[str, Any]:
    item.pop("when", None)
    by_field: dict[str, list[Any]] = {}
    for chosen in form.data.getlist("muc-when")[:60]:  # type: ignore[attr-defined]
        name, equals, value = plain_text(chosen)[:200].partition("=")
        if equals:
            by_field.setdefault(name, []).append({"true": True, "false": False}.get(value, value))
    conditions = [{"field": name, "is": values} for name, values in by_field.items()]
    if conditions:
        item["when"] = conditions[0] if len(conditions) == 1 else conditions
    return item
