"""The applicant's answers with the form's labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from motcua.catalog.forms import form_pages


def labelled_answers_of(dossier: Any) -> list[tuple[str, str]]:
    """(label, answer) in the form's order, as people read them; a group has a line for each row.

    Answers the form does not know keep their names.
    """
    data: Mapping[str, Any] = dossier.form_data or {}
    fields = [field for page in form_pages(dossier.form.schema if dossier.form else {}) for field in page.fields]
    known = [(field.label, field.shown(data[field.name])) for field in fields if field.name in data]
    names = {field.name for field in fields}
    rest = [(str(name), _say(value)) for name, value in sorted(data.items()) if name not in names]
    return [(label, _lines(text)) for label, text in [*known, *rest] if text]


def _lines(text: str) -> str:
    """Text of several lines as HTML; every line is escaped."""
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.splitlines())) if "\n" in text else text


def _say(value: Any) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, Mapping):
        return str(value.get("text") or "; ".join(f"{name}: {_say(item)}" for name, item in value.items()))
    if isinstance(value, list):
        return "\n".join(_say(item) for item in value)
    return "" if value is None else str(value)
