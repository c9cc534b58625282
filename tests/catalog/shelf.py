"""Put a procedure on the shelf for a test."""

from __future__ import annotations

from motcua.catalog.models import Field, Procedure
from motcua.catalog.national_format.values import field_code
from motcua.catalog.search import search_text


def procedure(code: str, name: str, field: str = "Hộ tịch", level: str = "commune", **more) -> Procedure:
    row, _ = Field.objects.get_or_create(code=field_code(field), defaults={"name": field})
    phrases = [more.get("plain_name", ""), *more.get("aliases", []), name]
    return Procedure.objects.create(
        code=code, name=name, field=row, level=level, search_text=search_text(phrases, field), **more
    )
