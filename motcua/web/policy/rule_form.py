"""A rule as form fields, and form fields as a rule. Whatever nobody changed stays as the rule holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _

from motcua.people.queries import Office
from motcua.rulebook.policy.known_points import grouped_points
from motcua.rulebook.policy.labels import point_label
from motcua.rulebook.policy.points import PointSpec, UnknownPoint, spec_of
from motcua.rulebook.policy.value_words import bounds_text, value_text
from motcua.web.page_form import PageForm
from motcua.web.policy.rule_bounds import bounds_fields, read_bounds, shown_bounds
from motcua.web.policy.rule_conditions import (
    add_procedures,
    condition_fields,
    read_conditions,
    shown_conditions,
)
from motcua.web.policy.rule_days import iso_of_typed_day, typed_day
from motcua.web.policy.rule_details import IN_PARTS, part_fields, read_parts, shown_parts
from motcua.web.policy.rule_values import line_of_text, read_value, select, shown_value, ticks, value_fields

SECTIONS: Final = (
    ("place", ("under", "unit_names", "unit_kinds", "unit_levels", "epidemic_levels")),
    ("procedures", ("procedures", "more_procedures", "fields", "online_levels", "urgent", "time_critical")),
    ("persons", ("groups", "uses_neither", "channels")),
    ("times", ("weekdays", "holiday", "season_from", "season_to")),
    ("below", ("modality", "force", "bounds_within", "bounds_min", "bounds_max", "replaces")),
)
_SHORT: Final = 10  # letters
_OF_DATA: Final = {
    "season": "season_from",
    "bounds": "force",
}


def known_spec(point: str) -> PointSpec | None:
    """What the point takes; None for a name outside the closed list."""
    try:
        return spec_of(point)
    except UnknownPoint:
        return None


def _lift_length(field: forms.CharField) -> None:
    """What the rule holds already may be longer than what a person may type."""
    field.validators = [check for check in field.validators if not isinstance(check, MaxLengthValidator)]
    field.widget.attrs.pop("maxlength", None)


def _is_empty(field: forms.Field) -> bool:
    """Whether there is nothing to tick (yet)."""
    return isinstance(field, forms.MultipleChoiceField) and not field.choices


def _is_short(field: forms.Field) -> bool:
    """Whether the choices to tick are short enough for one row."""
    if isinstance(field, forms.MultipleChoiceField) or isinstance(field.widget, forms.RadioSelect):
        return all(len(str(words)) <= _SHORT for _value, words in field.choices)  # type: ignore[attr-defined]
    return False


def point_choices(lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every point to choose from, by group, with labels in the page's language."""
    return [(words, [(point, point_label(point, lang)) for point in points]) for words, points in grouped_points(lang)]


class PointForm(PageForm):
    """What a new rule is about."""

    def __init__(self, given: Any = None, *, lang: str) -> None:
        super().__init__(given, auto_id="%s")
        self.fields["point"] = forms.ChoiceField(label=_("Điều được quy định"), choices=point_choices(lang))


class RuleForm(PageForm):
    """The form of the rule `held` (data of a row, {} for a new one) on a point, of a letter of the office `body`.

    `replaceable` are the rules that this one may put out of force, each as (id, words).
    """

    def __init__(
        self,
        given: Any = None,
        *,
        spec: PointSpec,
        held: Mapping[str, Any],
        body: Office,
        lang: str,
        replaceable: Iterable[tuple[str, str]] = (),
        ref: bool = False,
    ) -> None:
        self.spec, self.held, self.lang = spec, held, lang
        self.when: Mapping[str, Any] = held.get("when") or {}
        super().__init__(given, auto_id="%s", use_required_attribute=False)
        self.initial = self._shown()
        if ref:
            self.fields["ref"] = line_of_text(_("Theo mục nào của văn bản"), length=40)
        value = held.get("value")
        in_parts = spec.kind in IN_PARTS
        self.fields |= part_fields(spec, value, lang) if in_parts else value_fields(spec, lang)
        self.fields["from"] = line_of_text(_("Có hiệu lực từ"), _("ví dụ 31/3/2020 hoặc 07:30 31/3/2020"), length=40)
        self.fields["to"] = line_of_text(_("Đến hết"), _("Để trống: đến khi có quy tắc khác."), length=40)
        posted = given.getlist("procedures") if given is not None else ()
        self.fields |= condition_fields(self.when, body=body, posted=posted, lang=lang)
        self.fields |= self._force_fields(replaceable)
        for name, field in self.fields.items():
            field.words = getattr(field, "words", "")  # type: ignore[attr-defined]
            field.inline = _is_short(field)  # type: ignore[attr-defined]
            if isinstance(field, forms.CharField) and len(str(self.initial.get(name, ""))) > (field.max_length or 0):
                _lift_length(field)

    def _force_fields(self, replaceable: Iterable[tuple[str, str]]) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {
            "modality": select(
                _("Văn bản nói thế nào"),
                [("order", _("yêu cầu phải làm")), ("request", _("đề nghị")), ("prohibition", _("nghiêm cấm"))],
            ),
            "force": select(
                _("Cấp dưới"),
                [
                    ("binding", _("phải theo, chỉ được chặt hơn")),
                    ("default", _("được đổi")),
                    ("delegated", _("người đứng đầu đơn vị tự quyết")),
                ],
            ),
        } | bounds_fields(self.spec, self.lang)
        offered = dict(replaceable)
        for name in self.held.get("replaces") or ():
            offered.setdefault(name, _("một quy định không còn trong danh sách"))
        if offered:
            found["replaces"] = ticks(_("Thay quy định của văn bản trước"), list(offered.items()))
        return found

    def _shown(self) -> dict[str, Any]:
        held, value = self.held, self.held.get("value")
        shown = shown_parts if self.spec.kind in IN_PARTS else None
        return {
            **(shown(self.spec, value, self.lang) if shown else shown_value(self.spec, value)),
            **shown_conditions(self.when),
            **shown_bounds(self.spec, held.get("bounds")),
            "from": typed_day(held.get("from")),
            "to": typed_day(held.get("to")),
            "modality": held.get("modality") or "order",
            "force": held.get("force") or "binding",
            "replaces": list(held.get("replaces") or ()),
        }

    def clean(self) -> dict[str, Any]:
        """Read every part of the rule, so that all that is wrong is told at once."""
        given = super().clean() or {}
        more = add_procedures(self)
        changed = frozenset(self.changed_data)
        self.data_of_rule: dict[str, Any] = {}
        valued = not self.held or "force" in changed or any(name.startswith("value") for name in changed)
        self._read("value", valued, lambda: self._value(changed))
        for name in ("from", "to"):
            self._read(name, name in changed, lambda name=name: self._day(name))
        for name in ("modality", "force"):
            self._read(name, name in changed, lambda name=name: given.get(name) or None)
        self._read("replaces", "replaces" in changed, lambda: given.get("replaces") or [])
        bounds = any(name.startswith("bounds") for name in changed)
        self._read("bounds", bounds, lambda: read_bounds(self.spec, given, self.held.get("bounds"), changed))
        when = read_conditions(self, self.when, changed)
        if more:
            when["procedures"] = list(dict.fromkeys([*(when.get("procedures") or ()), *more]))
        if when != self.when:
            self.data_of_rule["when"] = when
        return given

    def _read(self, name: str, wanted: bool, read: Any) -> None:
        """Keep one part of the rule where it was changed; errors are put at the field at fault."""
        if not wanted:
            return
        try:
            self.data_of_rule[name] = read()
        except forms.ValidationError as wrong:
            self.add_error(None if hasattr(wrong, "error_dict") else name, wrong)

    def _value(self, changed: frozenset[str]) -> Any:
        delegated = self.cleaned_data.get("force") == "delegated"
        if self.spec.kind in IN_PARTS:
            return read_parts(self.spec, self.cleaned_data, self.held.get("value"), changed, delegated=delegated)
        return read_value(self.spec, self.cleaned_data, delegated=delegated)

    def _day(self, name: str) -> str | None:
        try:
            return iso_of_typed_day(self.cleaned_data.get(name) or "")
        except ValueError:
            raise forms.ValidationError(_("Hãy ghi ngày dạng 31/3/2020; có giờ thì ghi 07:30 31/3/2020.")) from None

    def rule_data(self) -> dict[str, Any]:
        """What was changed, as data of the rulebook; of a new rule all of it. Only of a valid form."""
        if self.held:
            return self.data_of_rule
        unsaid: dict[str, Any] = {
            "value": None,
            "when": {},
            "from": None,
            "to": None,
            "force": self.cleaned_data["force"] or "binding",
        }
        return {"point": self.spec.point, **unsaid, **self.data_of_rule}

    def put_refusal(self, errors: Mapping[str, str], refused: str) -> None:
        """Put each message of the action's refusal at its field, any other refusal over the form."""
        for name, message in errors.items():
            field = name.removeprefix("when.")
            field = _OF_DATA.get(field, field)
            self.add_error(field if field in self.fields else None, message)
        if not errors:
            self.add_error(None, refused)

    @property
    def point_label(self) -> str:
        """The label of the point."""
        return point_label(self.spec.point, self.lang)

    @property
    def value_words(self) -> str:
        """The value in words where it has parts that no field shows; "" for any other."""
        value = self.held.get("value")
        hidden = isinstance(value, Mapping) and any(isinstance(part, Mapping | list | bool) for part in value.values())
        return value_text(self.spec.point, value, self.lang) if hidden else ""

    @property
    def bounds_words(self) -> str:
        """The bounds of the delegation in words where no field shows them."""
        shown = any(name.startswith("bounds") for name in self.fields)
        return "" if shown else bounds_text(self.spec.point, self.held.get("bounds"), self.lang)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The clause, the value and the days of the rule."""
        rest = {name for _section, names in SECTIONS for name in names}
        return [bound for bound in self if bound.name not in rest]

    def sections(self, opened: str = "") -> list[dict[str, Any]]:
        """The other fields by section; one is open where it says something, is wrong, or holds the field `opened`."""
        words = {
            "place": _("Nơi áp dụng"),
            "procedures": _("Thủ tục"),
            "persons": _("Người nộp, cách nộp"),
            "times": _("Ngày trong tuần, ngày lễ, mùa"),
            "below": _("Cấp dưới, giao quyền, thay văn bản trước"),
        }
        found = []
        for section, names in SECTIONS:
            bounds = [self[name] for name in names if name in self.fields and not _is_empty(self.fields[name])]
            used = any(self._says(bound) or bound.errors or bound.name == opened for bound in bounds)
            found.append({"words": words[section], "fields": bounds, "open": used})
        return found

    @staticmethod
    def _says(bound: forms.BoundField) -> bool:
        value = bound.value()
        return (
            bool(value) and (bound.name, value) not in {("force", "binding"), ("modality", "order")}
            if isinstance(value, str)
            else bool(value)
        )
