"""What an action found wrong, shown where it was typed."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms


def put_errors(form: forms.Form, errors: Mapping[str, str], names: Mapping[str, str] | None = None) -> None:
    """Each message at its field, or for the whole form where it has no such field in sight.

    `names` are the form's own names of fields that the action calls otherwise.
    """
    for name, message in errors.items():
        field = (names or {}).get(name, name)
        seen = field in form.fields and not form.fields[field].widget.is_hidden
        form.add_error(field if seen else None, message)
