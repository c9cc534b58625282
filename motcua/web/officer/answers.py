"""What the person wrote in the form, with the form's own labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def answers_of(dossier: Any) -> list[tuple[str, str]]:
    """(label, answer) in the order of the form; answers the form does not know keep their names."""
    schema = dossier.form.schema if dossier.form else {}
    return list(_walk(schema, dossier.form_data or {}))


def _walk(schema: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    properties = schema.get("properties") or {}
    names = sorted(data, key=lambda name: (properties.get(name, {}).get("x-order", 999), name))
    for name in names:
        spec, value = properties.get(name, {}), data[name]
        label = spec.get("x-label") or spec.get("title") or name
        if isinstance(value, Mapping):
            yield from _walk(spec, value)
        elif value not in (None, "", []):
            yield str(label), _say(spec, value)


def _say(spec: Mapping[str, Any], value: Any) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, list):
        return "; ".join(_say({}, one) for one in value)
    labels = spec.get("x-choices") or {}
    return str(labels.get(value, value)) if isinstance(labels, Mapping) else str(value)
