"""Load the internal forms: catalogue rows that are never handed in as dossiers, designed as all other forms are."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from motcua.catalog.models import Field, FormVersion, Procedure
from motcua.catalog.queries.forms import HEALTH_DECLARATION
from motcua.catalog.search import search_text
from motcua.catalog.standard_forms import internal_form, internal_sample

_FIELD: Final = ("noi-bo", "Biểu mẫu nội bộ")
_ROWS: Final = ((HEALTH_DECLARATION, "Tờ khai y tế khi vào Bộ phận Một cửa", "Khai báo y tế", "health_declaration"),)


@transaction.atomic
def load_internal_forms(at: datetime) -> int:
    """Add the internal forms that are missing, published at `at` (aware); returns how many."""
    added = 0
    for code, name, plain, form in _ROWS:
        if Procedure.objects.filter(code=code).exists():
            continue
        field, _made = Field.objects.get_or_create(code=_FIELD[0], defaults={"name": _FIELD[1]})
        procedure = Procedure.objects.create(
            code=code,
            name=name,
            plain_name=plain,
            field=field,
            level=Procedure.Level.PROVINCE,
            online_level=1,
            postal=False,
            search_text=search_text([plain, name], field.name),
            internal=True,
            active=False,
        )
        FormVersion.objects.create(
            procedure=procedure, schema=internal_form(form), published_at=at, sample=internal_sample(form)
        )
        added += 1
    return added
