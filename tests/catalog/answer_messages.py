"""The messages that a form's answers get, for tests that ask for nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motcua.catalog.forms import clean_answers


def check_answers(schema: Mapping[str, Any], data: Mapping[str, Any], *page: int | str, **more: Any) -> dict[str, str]:
    """Messages by field, as `clean_answers` gives them."""
    return clean_answers(schema, data, *page, **more).errors
