"""Bound fields without a form class (a filter, a search, a note beside a button), for the field renderer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorList
from django.utils.functional import cached_property

TEXT_TYPES = {"text", "search", "tel", "date", "datetime-local"}
# Kinds that are another kind with attributes of their own: a code as it is written, photographs or PDF files of papers.
_SHAPED: dict[str, tuple[str, dict[str, Any]]] = {
    "code": ("text", {"autocomplete": "off", "spellcheck": "false"}),
    "files": ("file", {"multiple": True, "accept": "image/jpeg,image/png,application/pdf"}),
}


class _Files(forms.FileInput):
    allow_multiple_selected = True


class _NamedOptions:
    """Radios or ticks whose ids and groups the page names: {value: id}."""

    ids: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *rest: Any, **named: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *rest, **named)  # type: ignore[misc]
        if str(value) in self.ids:
            option["attrs"]["id"] = self.ids[str(value)]
        return option


class _Radios(_NamedOptions, forms.RadioSelect):
    pass


class _Ticks(_NamedOptions, forms.CheckboxSelectMultiple):
    pass


class PlainField(forms.BoundField):
    """A bound field with its own id and its own errors; `words` stand where others say "(không bắt buộc)"."""

    def __init__(
        self, name: str, field: forms.Field, value: Any, own_id: str, wrong: Sequence[str], words: str
    ) -> None:
        form = forms.Form(initial={name: value}, use_required_attribute=False)
        form.fields[name] = field
        self.own_id = own_id
        super().__init__(form, field, name)
        self.wrong = wrong
        self.words = words

    @property
    def auto_id(self) -> str:
        return self.own_id

    @cached_property
    def errors(self) -> ErrorList:
        return ErrorList(self.wrong)


def _widget(kind: str, attrs: dict[str, Any], ids: Mapping[str, str]) -> forms.Widget:
    if kind == "textarea":
        area = forms.Textarea(attrs)
        for name in {"rows", "cols"} - set(attrs):
            area.attrs.pop(name)
        return area
    if kind == "select":
        return forms.Select(attrs)
    if kind == "tick":
        return forms.CheckboxInput(attrs)
    if kind == "file":
        return _Files(attrs) if attrs.get("multiple") else forms.FileInput(attrs)
    if kind in ("radios", "ticks"):
        several = (_Radios if kind == "radios" else _Ticks)(attrs)
        several.ids = ids
        return several
    if kind not in TEXT_TYPES:
        raise ValueError(f"no such kind of field: {kind}")
    return forms.TextInput({"type": kind, **attrs})


def bound_plain_field(
    name: str,
    label: str,
    kind: str = "text",
    *,
    value: Any = None,
    options: Iterable[Sequence[Any]] = (),
    empty: str | None = None,
    id: str = "",
    hint: str = "",
    error: str | Sequence[str] | None = None,
    optional: bool | str = False,
    attrs: Mapping[str, Any] | None = None,
) -> PlainField:
    """A bound field for the renderer.

    `kind`: text, search, tel, date, datetime-local, textarea, code (written as it stands), select,
    radios, ticks, tick, file or files (photographs and PDF).
    `options`: (value, label) or (value, label, id); `empty` is the label of a first option of no value.
    `optional`: True writes "(không bắt buộc)" after the label; words of its own stand there instead.
    `value` is what is shown or chosen; of a tick it is what is sent, and `checked` says whether
    it is ticked.
    `attrs`: attributes of the control; False and None leave one out.
    """
    given = (attrs or {}).items()
    shown = {key.replace("_", "-"): worth for key, worth in given if worth is not None and worth is not False}
    rows = list(options)
    ids = {str(row[0]): str(row[2]) for row in rows if len(row) > 2}
    kind, more = _SHAPED.get(kind, (kind, {}))
    shown = more | shown
    if kind == "tick":
        value, shown["value"] = bool(shown.pop("checked", False)), value or "on"
    widget = _widget(kind, shown, ids)
    if isinstance(widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple):
        first = [("", empty)] if empty is not None else []
        widget.choices = first + [(row[0], row[1]) for row in rows]
    field = forms.Field(label=label, help_text=hint, required=not optional, widget=widget)
    wrong = [error] if isinstance(error, str) and error else list(error or [])
    return PlainField(name, field, value, id or name, wrong, optional if isinstance(optional, str) else "")
