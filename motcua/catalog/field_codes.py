"""Codes of fields of administration: the national lists give only names, so the folded name serves."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from motcua.rulebook.vietnamese import fold

LONGEST: Final = 40


def field_code(name: str) -> str:
    """A stable code for a field's name, at most 40 characters: "Hộ tịch" → "ho-tich". Long names end in a digest."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "khac"
    if len(slug) <= LONGEST:
        return slug
    return f"{slug[: LONGEST - 9].rstrip('-')}-{hashlib.sha256(slug.encode()).hexdigest()[:8]}"
