"""The pages and fields of a form, read from its schema for the templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from motcua.catalog.forms.conditions import Condition, field_conditions
from motcua.catalog.forms.texts import LONGEST_TEXT
from motcua.people import checks
from motcua.rulebook.vietnamese import say_number

CHOOSE: Final = frozenset({"choice", "checkbox"})
MOST_ROWS: Final = 30
PLAIN_PAGE: Final = "Thông tin"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field for the templates. `choices` are (value, label); `default` is a typed value or None.

    A group (widget "group") holds the `fields` of one row. `line` of an address: "optional", "required" or "none".
    """

    name: str
    label: str
    hint: str
    widget: str
    required: bool
    choices: tuple[tuple[str, str], ...]
    max_length: int | None
    default: Any
    autocomplete: str
    when: tuple[Condition, ...] = ()
    fields: tuple[FormField, ...] = field(default=(), repr=False)
    min_rows: int = 0
    max_rows: int = 0
    row_label: str = ""
    line: str = "optional"

    def shown(self, value: Any) -> str:
        """The value as people read it: the choice's label, 31/3/2020, 1.000.000, Có/Không; "" when empty.

        An address is its text; a group has a line for each row.
        """
        if self.widget == "address":
            return str(value.get("text") or "") if isinstance(value, Mapping) else str(value or "")
        if self.widget == "group":
            return "\n".join(self._row(number, row) for number, row in enumerate(_rows(value), start=1))
        if value is None or value == "":
            return "Không" if self.widget == "checkbox" and value is not None else ""
        if isinstance(value, bool):
            return "Có" if value else "Không"
        if self.widget == "date" and (day := checks.read_date(str(value))):
            return f"{day.day}/{day.month}/{day.year}"
        if isinstance(value, int):
            return say_number(value) if self.widget == "money" else str(value)
        if isinstance(value, float):
            return f"{value:g}".replace(".", ",")
        return dict(self.choices).get(str(value), str(value))

    def _row(self, number: int, row: Mapping[str, Any]) -> str:
        told = [f"{field.label}: {text}" for field in self.fields if (text := field.shown(row.get(field.name)))]
        return f"{number}. {'; '.join(told)}"


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page of a form, its fields in order."""

    title: str
    fields: tuple[FormField, ...]
    when: tuple[Condition, ...] = ()


def form_pages(schema: Mapping[str, Any]) -> list[FormPage]:
    """The pages of a form, as "x-pages" lists them, else in order of their first field; a page without fields is none.

    Fields without a page come on one titled "Thông tin". Schemas are ours: only the answers come from strangers.
    """
    listed = {page["title"]: field_conditions(page.get("when", ())) for page in schema.get("x-pages", ())}
    found: dict[str, list[FormField]] = {title: [] for title in listed}
    properties: Mapping[str, Mapping[str, Any]] = schema.get("properties", {})
    for one, spec in zip(form_fields(schema), _in_order(properties).values(), strict=True):
        found.setdefault(spec.get("x-page", PLAIN_PAGE), []).append(one)
    return [FormPage(title, tuple(held), listed.get(title, ())) for title, held in found.items() if held]


def form_fields(schema: Mapping[str, Any]) -> list[FormField]:
    """The fields of an object's schema in order; of a form, or of one row of a group."""
    required = frozenset(schema.get("required", ()))
    properties = _in_order(schema.get("properties", {}))
    return [_field(name, spec, name in required) for name, spec in properties.items()]


def _in_order(properties: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return dict(sorted(properties.items(), key=lambda item: item[1].get("x-order", 0)))


def _field(name: str, spec: Mapping[str, Any], required: bool) -> FormField:
    listed = [(str(choice["const"]), str(choice.get("title", choice["const"]))) for choice in spec.get("oneOf", ())]
    listed = listed or [(str(value), str(value)) for value in spec.get("enum", ())]
    usual = {"boolean": "checkbox", "integer": "number", "number": "decimal", "array": "group", "object": "address"}
    least = int(spec.get("minItems", 0))
    return FormField(
        name=name,
        label=spec.get("x-label") or spec.get("title") or name,
        hint=spec.get("x-hint", ""),
        widget=spec.get("x-widget") or ("choice" if listed else usual.get(spec.get("type", ""), "text")),
        required=required or bool(spec.get("x-required")) or least > 0,
        choices=tuple(listed),
        max_length=spec.get("maxLength", LONGEST_TEXT) if spec.get("type", "string") == "string" else None,
        default=spec.get("default"),
        autocomplete=spec.get("x-autocomplete", ""),
        when=field_conditions(spec.get("x-when", ())),
        fields=tuple(form_fields(spec.get("items", {}))) if spec.get("type") == "array" else (),
        min_rows=least,
        max_rows=min(int(spec.get("maxItems", MOST_ROWS)), MOST_ROWS),
        row_label=spec.get("x-row", ""),
        line=spec.get("x-line", "optional"),
    )


def _rows(value: Any) -> Iterable[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
