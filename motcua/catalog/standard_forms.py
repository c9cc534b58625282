"""The forms that come with the software: short TOML in data/forms/, built into JSON Schema (draft 2020-12)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

GENERAL: Final = "general"
STANDARD_FORMS: Final = ("general", "birth", "copy", "business", "land", "licence")
LONGEST_TEXT: Final = 500

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# kind → JSON Schema keywords and the widget that shows it.
_KINDS: Final[Mapping[str, tuple[Mapping[str, Any], str]]] = {
    "text": ({"type": "string"}, "text"),
    "long_text": ({"type": "string"}, "textarea"),
    "date": ({"type": "string", "format": "date"}, "date"),
    "past_date": ({"type": "string", "format": "date", "x-past": True}, "date"),
    "choice": ({"type": "string"}, "choice"),
    "id_number": ({"type": "string", "format": "id-number"}, "id_number"),
    "tax_code": ({"type": "string", "format": "tax-code"}, "tax_code"),
    "phone": ({"type": "string", "format": "phone"}, "phone"),
    "email": ({"type": "string", "format": "email"}, "email"),
    "money": ({"type": "integer", "minimum": 0, "maximum": 10**15}, "money"),
    "number": ({"type": "integer"}, "number"),
    "decimal": ({"type": "number"}, "decimal"),
    "boolean": ({"type": "boolean"}, "checkbox"),
}


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("motcua.catalog") / "data" / "forms" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _built(name: str) -> dict[str, Any]:
    return build([_toml("applicant"), *_toml(name)["page"]])


def standard_form(name: str = GENERAL) -> dict[str, Any]:
    """The schema of a standard form (one of STANDARD_FORMS), the applicant's page first. KeyError for another name."""
    if name not in STANDARD_FORMS:
        raise KeyError(name)
    return _built(name)


def build(pages: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Build JSON Schema from pages of fields; KeyError on an unknown kind of field."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    for page in pages:
        for field in page["field"]:
            properties[field["name"]] = _property(field, page["title"], len(properties) + 1)
            if field.get("required"):
                required.append(field["name"])
    return {"$schema": _DIALECT, "type": "object", "properties": properties, "required": required}


def _property(field: Mapping[str, Any], page: str, order: int) -> dict[str, Any]:
    keywords, widget = _KINDS[field["kind"]]
    made = {**keywords, "x-page": page, "x-order": order, "x-label": field["label"], "x-widget": widget}
    if hint := field.get("hint"):
        made["x-hint"] = hint
    if autocomplete := field.get("autocomplete"):
        made["x-autocomplete"] = autocomplete
    if choices := field.get("choices"):
        made["oneOf"] = [{"const": value, "title": title} for value, title in choices]
    if made["type"] == "string":
        made["maxLength"] = field.get("max", LONGEST_TEXT)
    if made["type"] == "boolean" and field.get("required"):
        made["const"] = True
    made.update({key: field[key] for key in ("minimum", "maximum", "default") if key in field})
    return made
