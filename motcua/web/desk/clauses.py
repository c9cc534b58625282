"""Clauses of the record in words, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _


def say_recorded_clauses(because: Iterable[Mapping[str, Any]]) -> str:
    """Rows of document and clause as "905/UBND-PVHCC, mục 2.1; 61/2018/NĐ-CP, Điều 16"; "" for none."""
    said: dict[str, None] = {}
    for named in because:
        document, clause = str(named.get("document") or ""), str(named.get("clause") or "")
        if clause and clause[0].isdigit():
            clause = _("mục %(clause)s") % {"clause": clause}
        said[", ".join(part for part in (document, clause) if part)] = None
    return "; ".join(line for line in said if line)
