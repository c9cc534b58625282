"""Check the answers to a form and turn them into typed values, with a message at each wrong field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.catalog.forms.addresses import Commune, CommuneSearch, read_address
from motcua.catalog.forms.conditions import Condition, as_text, asked
from motcua.catalog.forms.fields import MOST_ROWS, FormField, FormPage, form_fields, form_pages
from motcua.catalog.forms.texts import plain_text
from motcua.catalog.forms.values import broken_keyword, missing, read_value


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Typed values of what was typed (dates as ISO, money as whole đồng), and messages by field.

    A message inside a group or an address is addressed "members-0-full_name", "home-find". `offered` are the communes
    to choose from where an address could be several.
    """

    data: dict[str, Any]
    errors: dict[str, str]
    offered: dict[str, tuple[Commune, ...]] = field(default_factory=dict)


def clean_answers(
    schema: Mapping[str, Any],
    data: Mapping[str, Any],
    page: int | str | None = None,
    *,
    today: date | None = None,
    places: CommuneSearch | None = None,
) -> Cleaned:
    """Turn typed text into typed values and check them; answers that the form does not ask for are dropped.

    With `page` (index or title) only that page's fields are looked at; `data` should still hold the other answers, as
    conditions use them. Raises IndexError or KeyError for no such page.
    """
    found = form_pages(schema)
    here = found if page is None else [found[page]] if isinstance(page, int) else [_titled(found, page)]
    shown = visible(schema, data)
    specs: Mapping[str, Mapping[str, Any]] = schema.get("properties", {})
    reading = _Reading(today, places)
    values: dict[str, Any] = {}
    for current in here:
        for name, inner in {inner.name: inner for inner in current.fields if inner.name in shown}.items():
            value = reading.field(inner, specs[name], data.get(name), name)
            if value is not None:
                values[name] = value
    return Cleaned(values, reading.errors, reading.offered)


def visible(schema: Mapping[str, Any], data: Mapping[str, Any]) -> frozenset[str]:
    """Names of the fields that are asked, given the answers as typed or as cleaned."""
    found = form_pages(schema)
    specs: Mapping[str, Mapping[str, Any]] = schema.get("properties", {})
    waiting = {field.name: (*field.when, *page.when) for page in found for field in page.fields}
    fields = {field.name: field for page in found for field in page.fields}
    if not any(waiting.values()):
        return frozenset(fields)
    return _asked(fields, specs, waiting, data, lambda name: None)


def _asked(
    fields: Mapping[str, FormField],
    specs: Mapping[str, Mapping[str, Any]],
    waiting: Mapping[str, tuple[Condition, ...]],
    data: Mapping[str, Any],
    outside: Callable[[str], Any],
) -> frozenset[str]:
    def answer(name: str) -> Any:
        if name not in fields:
            return outside(name)
        if fields[name].widget in {"group", "address"}:
            return None
        return read_value(specs[name], data.get(name), fields[name].widget, None)[0]

    return frozenset(name for name in fields if asked(name, lambda one: waiting.get(one, ()), answer))


def _titled(found: list[FormPage], title: str) -> FormPage:
    return {page.title: page for page in found}[title]


class _Reading:
    """Reads fields one by one and collects the messages, in the order of the form."""

    def __init__(self, today: date | None, places: CommuneSearch | None) -> None:
        self.today, self.places = today, places
        self.errors: dict[str, str] = {}
        self.offered: dict[str, tuple[Commune, ...]] = {}

    def field(self, one: FormField, spec: Mapping[str, Any], raw: Any, key: str) -> Any:
        """The value to keep, or None; `key` is where a message about it is put."""
        if one.widget == "group":
            return self._group(one, spec, raw, key)
        if one.widget == "address":
            found = read_address(spec, raw, self.places, required=one.required)
            named = {part: f"{one.label}: {text[:1].lower()}{text[1:]}" for part, text in found.errors.items()}
            self.errors |= {f"{key}-{part}": text for part, text in named.items()}
            if found.offered:
                self.offered[key] = found.offered
            return found.value
        value, problem = read_value(spec, raw, one.widget, self.today)
        if problem:
            self.errors[key] = problem
        elif one.required and (value is None or value is False):
            self.errors[key] = missing(one)
        elif value is not None and (broken := broken_keyword(spec, value)):
            self.errors[key] = broken
        return value

    def _group(self, one: FormField, spec: Mapping[str, Any], raw: Any, key: str) -> list[dict[str, Any]] | None:
        given = list(raw)[: MOST_ROWS + 1] if isinstance(raw, list | tuple) else []
        specs: Mapping[str, Mapping[str, Any]] = spec.get("items", {}).get("properties", {})
        fields = {inner.name: inner for inner in form_fields(spec.get("items", {}))}
        rows: list[dict[str, Any]] = []
        for number, row in enumerate(given):
            if not isinstance(row, Mapping) or is_blank_answer(one, row):
                continue
            if len(rows) == one.max_rows:
                self.errors[key] = f"Chỉ ghi được nhiều nhất {one.max_rows} {one.row_label or 'dòng'}."
                break
            waiting = {name: inner.when for name, inner in fields.items()}
            shown = _asked(fields, specs, waiting, row, lambda name: None)
            kept = {
                name: value
                for name, inner in fields.items()
                if name in shown
                and (value := self.field(inner, specs[name], row.get(name), f"{key}-{number}-{name}")) is not None
            }
            rows.append(kept)
        if len(rows) < max(one.min_rows, 1 if one.required else 0):
            least = max(one.min_rows, 1)
            self.errors.setdefault(key, f"Hãy ghi ít nhất {least} {one.row_label or 'dòng'}.")
        return rows or None


def is_blank_answer(group: FormField, row: Mapping[str, Any]) -> bool:
    """Whether nothing was written in a row; values that the form fills in by itself do not count."""
    for column in group.fields:
        written = row.get(column.name)
        if isinstance(written, Mapping):
            if any(written.values()):
                return False
        elif written not in (None, "", False, "off", "false", []) and plain_text(written) != as_text(column.default):
            return False
    return True
