"""One page of a procedure's form as a Django form, built and checked by the form's schema."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from motcua.catalog.communes import OfficeCommunes
from motcua.catalog.forms import Cleaned, CommuneSearch, FormField, FormPage, clean_answers, visible
from motcua.dossiers.submission.applicant import check_applicant
from motcua.web.citizen.hand_in.parts import Part, parts_of
from motcua.web.citizen.hand_in.posted_answers import flat_answers, group_rows_of
from motcua.web.page_form import PageForm

MOST_LISTED: Final = 400  # communes in the list that helps to type; beyond it the page would be heavy
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


class AnswersForm(PageForm):
    """One page of a procedure's form, checked by motcua.catalog.forms as the whole form is at the hand-in.

    `typed` and `kept` are answers in their own shape (see posted.nested). `others` are the answers of other pages, to
    which conditions look. `check_person`: the applicant is held to what the acknowledgement needs.
    """

    use_required_attribute = False

    def __init__(
        self,
        schema: Mapping[str, Any],
        page: FormPage,
        *,
        today: date,
        typed: Mapping[str, Any] | None = None,
        kept: Mapping[str, Any] | None = None,
        others: Mapping[str, Any] | None = None,
        places: CommuneSearch | None = None,
        **options: Any,
    ) -> None:
        self.schema, self.page, self.today = schema, page, today
        self.places = places or OfficeCommunes()
        self.typed, self.others = typed, dict(others or {})
        defaults = {field.name: field.default for field in page.fields if field.default is not None}
        self.shown = typed if typed is not None else {**defaults, **(kept or {})}
        self.asked = self._asked_here()
        values = flat_answers(self.asked, self.shown)
        super().__init__(values if typed is not None else None, initial=values, **options)
        self.counts: dict[str, int] = {}
        self.cleaned: Cleaned | None = None
        for item in self.asked:
            self._add(item, item.name, self.shown.get(item.name))

    @property
    def parts(self) -> list[Part]:
        """The parts that the template draws, in order."""
        return parts_of(self, self.asked, self.counts)

    @property
    def communes(self) -> list[str]:
        """Names of communes that help to type an address; empty where the page asks for no address."""
        if not any(item.widget == "address" for top in self.asked for item in (top, *top.fields)):
            return []
        labels: list[str] = getattr(self.places, "labels", [])
        return labels if len(labels) <= MOST_LISTED else []

    def answers(self) -> dict[str, Any]:
        """The answers as typed, for the draft to keep; an address comes with the chosen commune."""
        typed = self.typed or {}
        return {field.name: self._settled(field, typed.get(field.name, "")) for field in self.asked}

    def _settled(self, one: FormField, value: Any) -> Any:
        if one.widget == "group":
            rows = group_rows_of({"rows": value}, "rows")
            return [{inner.name: self._settled(inner, row.get(inner.name, "")) for inner in one.fields} for row in rows]
        if one.widget == "address" and isinstance(value, Mapping) and value.get("commune"):
            chosen = self.places.place(str(value["commune"]))
            if chosen is not None and chosen in self.places.find(str(value.get("find") or chosen.label)):
                return {**value, "find": chosen.label, "commune": ""}
        return value

    def _asked_here(self) -> list[FormField]:
        """Fields of this page that the other pages' answers do not rule out."""
        here = {field.name for field in self.page.fields}
        if not any((*field.when, *self.page.when) for field in self.page.fields):
            return list(self.page.fields)
        elsewhere = {name: value for name, value in self.others.items() if name not in here}
        reached = visible(self.schema, elsewhere)

        def open_from_outside(one: FormField) -> bool:
            outside = [c for c in (*one.when, *self.page.when) if c.field not in here]
            return all(c.field in reached and c.holds(_typed(self.schema, elsewhere, c.field)) for c in outside)

        return [field for field in self.page.fields if open_from_outside(field)]

    def _add(self, one: FormField, key: str, value: Any) -> None:
        if one.widget == "address":
            self._add_address(one, key)
        elif one.widget == "group":
            rows = group_rows_of({"rows": value}, "rows")
            self.counts[key] = max(len(rows), one.min_rows, 1 if one.required else 0)
            self.fields[key] = forms.Field(label=_(one.label), help_text=_(one.hint), required=one.required)
            for place in range(self.counts[key]):
                for inner in one.fields:
                    self._add(inner, f"{key}-{place}-{inner.name}", None)
                    if place >= len(rows) and inner.default is not None:
                        self.initial.setdefault(f"{key}-{place}-{inner.name}", inner.default)
        else:
            self.fields[key] = _field(one)

    def _add_address(self, one: FormField, key: str) -> None:
        find = forms.CharField(
            label=_("Xã, phường, thị trấn"),
            help_text=_("Ví dụ: Lũng Cú, Đồng Văn. Ở tỉnh khác thì ghi đủ xã, huyện, tỉnh."),
            required=one.required,
            widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off", "class": "w100"}),
        )
        self.fields[f"{key}-find"] = find
        code = str(self.initial.get(f"{key}-commune") or "")
        if code and not self.initial.get(f"{key}-find") and (chosen := self.places.place(code)):
            self.initial[f"{key}-find"] = chosen.label
        if one.line != "none":
            self.fields[f"{key}-line"] = forms.CharField(
                label=_("Số nhà, đường, thôn hoặc tổ dân phố"),
                required=one.line == "required" and one.required,
                widget=forms.TextInput(attrs={"class": "w100"}),
            )

    def _clean_fields(self) -> None:
        answers = {**self.others, **(self.typed or {})}
        self.cleaned = clean_answers(self.schema, answers, self.page.title, today=self.today, places=self.places)
        self.cleaned_data = dict(self.cleaned.data)
        for key, found in self.cleaned.offered.items():
            self.fields[f"{key}-commune"] = forms.ChoiceField(
                label=_("Bạn chọn nơi nào?"),
                choices=[(place.code, place.label) for place in found],
                widget=forms.RadioSelect,
                required=True,
            )
        for name, message in (self._applicant_errors() | self.cleaned.errors).items():
            self.add_error(name if name in self.fields else None, message)

    def _applicant_errors(self) -> dict[str, str]:
        """Errors in the applicant's own fields, beyond the form's checks: the acknowledgement must reach somebody."""
        here = {theirs: ours for theirs, ours in _APPLICANT.items() if theirs in self.fields}
        if not here:
            return {}
        typed = self.typed or {}
        _applicant, wrong = check_applicant({ours: typed.get(theirs) for theirs, ours in here.items()}, online=True)
        return {theirs: wrong[ours] for theirs, ours in here.items() if ours in wrong}


def _typed(schema: Mapping[str, Any], answers: Mapping[str, Any], name: str) -> Any:
    spec = schema.get("properties", {}).get(name, {})
    only = {"properties": {name: {key: value for key, value in spec.items() if key != "x-when"}}}
    return clean_answers(only, answers).data.get(name)


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
