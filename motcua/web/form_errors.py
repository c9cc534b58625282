"""Puts the errors that an action found at the form's fields."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms


def put_errors(form: forms.Form, errors: Mapping[str, str], names: Mapping[str, str] | None = None) -> None:
    """Add each message to its field, or to the whole form where no such field is shown.

    `names` are the form's own names of fields that the action calls otherwise.
    """
    for name, message in errors.items():
        field = (names or {}).get(name, name)
        seen = field in form.fields and not form.fields[field].widget.is_hidden
        form.add_error(field if seen else None, message)
