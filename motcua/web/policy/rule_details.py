"""Values with parts of their own as form fields: things and supports, report series, processes on the spot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from motcua.rulebook.policy import labels
from motcua.rulebook.policy.points import PointKind, PointSpec
from motcua.web.policy.rule_values import YES_NO, line_of_text, number_input, select
from motcua.web.policy.typed_values import due_of_typed, number_of_typed, typed_due, typed_number, word_of_typed

IN_PARTS: Final = frozenset({PointKind.ITEM, PointKind.REPORT, PointKind.MAPPING})
_COUNTED: Final = frozenset({"duty", "equipment"})
_DETAILS: Final[dict[str, tuple[str, ...]]] = {
    "support.contact": ("name", "phone", "published_at"),
    "support.contacts": ("name", "phone", "published_at"),
    "support.phone": ("phone",),
    "support.point": ("at",),
    "process.on_the_spot": ("steps", "starts"),
}
_REPORT: Final = ("every", "due", "to", "from", "medium", "about")
_LISTED: Final = frozenset({"published_at"})
_EVENT: Final = "event:"
_PART: Final = "value_"


def part_names(spec: PointSpec, value: Any) -> list[str]:
    """The parts that fields are shown for: those of the point, and every other that the value has in plain words."""
    own = list(_REPORT if spec.kind is PointKind.REPORT else _DETAILS.get(spec.point, ()))
    held = value if isinstance(value, Mapping) else {}
    return own + [key for key in held if key not in own and key not in ("number", "due_rule") and _plain(held[key])]


def _plain(value: Any) -> bool:
    """Whether a part can be written as one line: a text, a number or a list of texts."""
    if isinstance(value, list):
        return all(isinstance(one, str) and one.strip() and ";" not in one for one in value)
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def part_fields(spec: PointSpec, value: Any, lang: str) -> dict[str, forms.Field]:
    """The fields of a value in parts; those of `part_names` stand behind."""
    found: dict[str, forms.Field] = {}
    if spec.kind is PointKind.ITEM:
        found["value"] = forms.ChoiceField(label=_("Áp dụng"), choices=YES_NO, required=False, widget=forms.RadioSelect)
        held = value if isinstance(value, Mapping) else {}
        if spec.point.partition(".")[0] in _COUNTED or held.get("number") or _counts(value):
            found["value_number"] = number_input(_("Số lượng"), _("Để trống nếu văn bản không nêu."))
    for name in part_names(spec, value):
        words = labels.pick(labels.DETAILS, name, lang, labels.OTHER_DETAIL)
        label = words[:1].upper() + words[1:]
        if spec.kind is PointKind.REPORT and name == "every":
            known = [(key, labels.pick(labels.PERIODS, key, lang)) for key in labels.PERIODS]
            every = str((value or {}).get("every") or "")
            more = [(every, labels.said(every, lang))] if every and every not in labels.PERIODS else []
            found[_PART + name] = select(label, known + more, _("không định kỳ"))
        elif name == "steps":
            found[_PART + name] = number_input(label)
        else:
            found[_PART + name] = line_of_text(label, _hint(spec, name), length=1000)
    return found


def _hint(spec: PointSpec, name: str) -> str:
    if spec.kind is PointKind.REPORT and name == "due":
        return _("ví dụ 16:00 thứ Sáu, ngày 15, 31/3/2020")
    return _("Nhiều nơi thì ngăn cách bằng dấu chấm phẩy.") if name in _LISTED else ""


def _counts(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def shown_parts(spec: PointSpec, value: Any, lang: str) -> dict[str, Any]:
    """What the fields show of a value in parts."""
    shown: dict[str, Any] = {}
    held = value if isinstance(value, Mapping) else {}
    if spec.kind is PointKind.ITEM:
        shown["value"] = "" if value is None else "no" if value is False else "yes"
        shown["value_number"] = typed_number(value if _counts(value) else held.get("number"))
    for name in part_names(spec, value):
        part = held.get(name)
        if spec.kind is PointKind.REPORT and name == "due":
            text = typed_due(held, lang)
        elif name == "every":
            text = part or ""
        elif isinstance(part, list):
            text = "; ".join(labels.said(one, lang) for one in part)
        elif isinstance(part, str):
            text = labels.said(part.removeprefix(_EVENT).strip(), lang)
        else:
            text = typed_number(part)
        shown[_PART + name] = text.strip()
    return shown


def read_parts(
    spec: PointSpec, given: Mapping[str, Any], before: Any, changed: frozenset[str], *, delegated: bool
) -> Any:
    """The value that was typed; parts that are not among the `changed` fields stay as in `before`.

    Raises ValidationError with the field at fault.
    """
    if spec.kind is PointKind.ITEM and given.get("value") != "yes":
        if given.get("value") == "no":
            return False
        if delegated:
            return None
        raise forms.ValidationError({"value": _("Hãy chọn có hoặc không.")})
    held = dict(before) if isinstance(before, Mapping) else {}
    for name in part_names(spec, before):
        if _PART + name in changed:
            _set(held, name, _part(spec, name, given.get(_PART + name) or "", held.get(name)))
            if name == "due":
                held.pop("due_rule", None)
    if spec.kind is PointKind.ITEM:
        return _item(given, held, changed)
    if spec.kind is PointKind.REPORT and not any(part for part in held.values()):
        if delegated:
            return None
        raise forms.ValidationError({"value_every": _("Hãy ghi ít nhất một mục của báo cáo.")})
    return held if held or (spec.kind is PointKind.MAPPING and not delegated) else None


def _item(given: Mapping[str, Any], held: dict[str, Any], changed: frozenset[str]) -> Any:
    """A thing or a support: its details where it has some, else its number, else that it must be there."""
    text = given.get("value_number") or ""
    number = None
    if text:
        try:
            number = number_of_typed(text, whole=True)
        except forms.ValidationError as wrong:
            raise forms.ValidationError({"value_number": wrong.messages}) from wrong
        if number < 1:
            raise forms.ValidationError({"value_number": _("Số lượng phải từ 1 trở lên.")})
    if not held.keys() - {"number"}:
        return number or True
    if "value_number" in changed:
        _set(held, "number", number)
    return held


def _set(held: dict[str, Any], name: str, part: Any) -> None:
    if part in ("", None, []):
        held.pop(name, None)
    else:
        held[name] = part


def _part(spec: PointSpec, name: str, text: str, before: Any) -> Any:
    """One part as typed, in the form in which the rulebook keeps it."""
    if spec.kind is PointKind.REPORT and name == "due":
        return due_of_typed(text)
    if isinstance(before, list) or name in _LISTED:
        return [word_of_typed(one.strip()) for one in text.split(";") if one.strip()]
    if name == "steps" or (isinstance(before, int | float) and not isinstance(before, bool)):
        try:
            return number_of_typed(text) if text else None
        except forms.ValidationError as wrong:
            raise forms.ValidationError({_PART + name: wrong.messages}) from wrong
    if name == "starts":
        return f"{_EVENT} {text}" if text else ""
    return word_of_typed(text)
