"""Build JSON Schema (draft 2020-12) from forms as people write them (pages of fields), and read it back.

`build_schema` and `design_of` are each other's inverse: the designer edits what `design_of` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from motcua.catalog.forms.fields import MOST_ROWS, PLAIN_PAGE
from motcua.catalog.forms.texts import LONGEST_TEXT

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
MOST_MONEY: Final = 10**15
# kind → JSON Schema keywords and the widget that shows it.
KINDS: Final[Mapping[str, tuple[Mapping[str, Any], str]]] = {
    "text": ({"type": "string"}, "text"),
    "long_text": ({"type": "string"}, "textarea"),
    "date": ({"type": "string", "format": "date"}, "date"),
    "past_date": ({"type": "string", "format": "date", "x-past": True}, "date"),
    "choice": ({"type": "string"}, "choice"),
    "id_number": ({"type": "string", "format": "id-number"}, "id_number"),
    "tax_code": ({"type": "string", "format": "tax-code"}, "tax_code"),
    "phone": ({"type": "string", "format": "phone"}, "phone"),
    "email": ({"type": "string", "format": "email"}, "email"),
    "money": ({"type": "integer", "minimum": 0, "maximum": MOST_MONEY}, "money"),
    "number": ({"type": "integer"}, "number"),
    "decimal": ({"type": "number"}, "decimal"),
    "boolean": ({"type": "boolean"}, "checkbox"),
    "address": ({"type": "object"}, "address"),
    "group": ({"type": "array"}, "group"),
}
_ADDRESS_PARTS: Final = {part: {"type": "string"} for part in ("commune", "line", "text", "place")}
_PLAIN_KEYS: Final = ("minimum", "maximum", "default")
# Written without "x-" in a design.
_SAID: Final = ("hint", "autocomplete", "when", "alert")
_WIDGET_KINDS: Final = {widget: kind for kind, (_keywords, widget) in KINDS.items() if kind != "past_date"}


def build_schema(pages: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Build JSON Schema from pages of fields; KeyError on an unknown kind of field."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    listed: list[dict[str, Any]] = []
    for page in pages:
        listed.append({"title": page["title"]} | ({"when": page["when"]} if page.get("when") else {}))
        for field in page["field"]:
            waits = bool(field.get("when") or page.get("when"))
            made = _property(field, len(properties) + 1, waits=waits)
            properties[field["name"]] = {**made, "x-page": page["title"]}
            if field.get("required") and not waits:
                required.append(field["name"])
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": properties,
        "required": required,
        "x-pages": listed,
    }


def _property(field: Mapping[str, Any], order: int, *, waits: bool) -> dict[str, Any]:
    keywords, widget = KINDS[field["kind"]]
    made: dict[str, Any] = {**keywords, "x-order": order, "x-label": field["label"], "x-widget": widget}
    for key in _SAID:
        if field.get(key):
            made[f"x-{key}"] = field[key]
    if waits and field.get("required"):
        made["x-required"] = True
    if choices := field.get("choices"):
        made["oneOf"] = [{"const": value, "title": title} for value, title in choices]
    if made["type"] == "string":
        made["maxLength"] = field.get("max", LONGEST_TEXT)
    if made["type"] == "boolean" and field.get("required"):
        made["const"] = True
    if made["type"] == "object":
        made |= {"properties": _ADDRESS_PARTS, "x-line": field.get("line", "optional")}
        made |= {"x-within": True} if field.get("within") else {}
    if made["type"] == "array":
        made |= _group(field)
    made.update({key: field[key] for key in _PLAIN_KEYS if key in field})
    return made


def _group(field: Mapping[str, Any]) -> dict[str, Any]:
    inner = field.get("field", ())
    rows = {one["name"]: _property(one, place, waits=bool(one.get("when"))) for place, one in enumerate(inner, start=1)}
    required = [part["name"] for part in inner if part.get("required") and not part.get("when")]
    return {
        "items": {"type": "object", "properties": rows, "required": required},
        "minItems": field.get("min_rows", 0),
        "maxItems": field.get("max_rows", MOST_ROWS),
        "x-row": field.get("row_label", ""),
    }


def design_of(schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The pages of fields a schema was built from; of a foreign schema, the parts that can be understood."""
    required = frozenset(schema.get("required", ()))
    listed: list[Mapping[str, Any]] = list(schema.get("x-pages", ()))
    found: dict[str, dict[str, Any]] = {
        page["title"]: {"title": page["title"]} | ({"when": page["when"]} if page.get("when") else {})
        for page in listed
    }
    for page in found.values():
        page["field"] = []
    for name, spec in _ordered(schema):
        title = spec.get("x-page", PLAIN_PAGE)
        found.setdefault(title, {"title": title, "field": []})["field"].append(_design(name, spec, name in required))
    return list(found.values())


def _design(name: str, spec: Mapping[str, Any], required: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "label": spec.get("x-label") or spec.get("title") or name}
    field["kind"] = _kind(spec)
    if required or spec.get("x-required"):
        field["required"] = True
    for key in _SAID:
        if spec.get(f"x-{key}"):
            field[key] = spec[f"x-{key}"]
    if spec.get("oneOf"):
        field["choices"] = [
            [str(choice["const"]), str(choice.get("title", choice["const"]))] for choice in spec["oneOf"]
        ]
    elif spec.get("enum"):
        field["choices"] = [[str(value), str(value)] for value in spec["enum"]]
    if spec.get("maxLength", LONGEST_TEXT) != LONGEST_TEXT:
        field["max"] = spec["maxLength"]
    if spec.get("type") == "object":
        field |= {"line": spec["x-line"]} if spec.get("x-line", "optional") != "optional" else {}
        field |= {"within": True} if spec.get("x-within") else {}
    if spec.get("type") == "array":
        items = spec.get("items", {})
        inner_required = frozenset(items.get("required", ()))
        field["field"] = [_design(one, inner, one in inner_required) for one, inner in _ordered(items)]
        field["min_rows"], field["max_rows"] = spec.get("minItems", 0), spec.get("maxItems", MOST_ROWS)
        field["row_label"] = spec.get("x-row", "")
    usual = KINDS[field["kind"]][0]
    field.update({key: spec[key] for key in _PLAIN_KEYS if key in spec and spec[key] != usual.get(key)})
    return field


def _kind(spec: Mapping[str, Any]) -> str:
    if spec.get("x-widget") == "date" or spec.get("format") == "date":
        return "past_date" if spec.get("x-past") else "date"
    if kind := _WIDGET_KINDS.get(spec.get("x-widget", "")):
        return kind
    if spec.get("oneOf") or spec.get("enum"):
        return "choice"
    usual = {"boolean": "boolean", "integer": "number", "number": "decimal", "array": "group", "object": "address"}
    return usual.get(spec.get("type", ""), "text")


def _ordered(schema: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    properties: Mapping[str, Mapping[str, Any]] = schema.get("properties", {})
    return sorted(properties.items(), key=lambda item: item[1].get("x-order", 0))
