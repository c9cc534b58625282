"""Parts of a form's page for the template: single fields, addresses, groups with their rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.forms import BoundField, Form
from django.utils.translation import gettext as _

from motcua.catalog.forms import FormField
from motcua.catalog.forms.conditions import Condition


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a group: its number for people, and the name of the button that removes it."""

    number: int
    name: str
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Part:
    """A field as the template draws it; `when` is for the script, `when_words` for browsers without JavaScript."""

    kind: str
    asked: FormField
    bound: BoundField
    when: str = ""
    when_words: str = ""
    inner: list[BoundField] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    may_add: bool = False
    errors: list[str] = field(default_factory=list)


def parts_of(form: Form, fields: Iterable[FormField], counts: dict[str, int], prefix: str = "") -> list[Part]:
    """The parts of a page or of one row. `counts`: how many rows each group shows."""
    listed = list(fields)
    found: list[Part] = []
    said = ""
    for item in listed:
        if f"{prefix}{item.name}" in form.fields or item.widget == "address":
            part = _part(form, item, listed, counts, prefix)
            # Said once for a run of fields that wait for the same answer.
            found.append(replace(part, when_words="") if part.when_words == said else part)
            said = part.when_words
    return found


def _part(form: Form, one: FormField, siblings: list[FormField], counts: dict[str, int], prefix: str) -> Part:
    key = f"{prefix}{one.name}"
    here = {other.name: other for other in siblings}
    on_page = [condition for condition in one.when if condition.field in here]
    when = json.dumps([{"name": f"{prefix}{c.field}", "is": c.values} for c in on_page]) if on_page else ""
    words = "; ".join(_words(here[condition.field], condition) for condition in on_page)
    if one.widget == "address":
        inner = [form[name] for part in ("find", "commune", "line") if (name := f"{key}-{part}") in form.fields]
        return Part("address", one, inner[0], when, words, inner=inner)
    if one.widget != "group":
        return Part("field", one, form[key], when, words)
    rows = [
        Row(place + 1, f"{key}-{place}", parts_of(form, one.fields, counts, f"{key}-{place}-"))
        for place in range(counts.get(key, 0))
    ]
    errors = [str(text) for text in form.errors.get(key, [])]
    return Part("group", one, form[key], when, words, rows=rows, may_add=len(rows) < one.max_rows, errors=errors)


def _words(one: FormField, condition: Condition) -> str:
    """A condition in words: "Ai thành lập?" is "family" → “Ai thành lập?” là “Các thành viên hộ gia đình”."""
    known: dict[str, Any] = dict(one.choices)
    if one.widget == "checkbox":
        if "true" in condition.values:
            return _("khi đánh dấu “%(label)s”") % {"label": _(one.label)}
        return _("khi không đánh dấu “%(label)s”") % {"label": _(one.label)}
    chosen = _(" hoặc ").join(f"“{_(known.get(value, value))}”" for value in condition.values)
    return _("khi “%(label)s” là %(answers)s") % {"label": _(one.label).rstrip("?"), "answers": chosen}
