"""What a draft's files are of: the original, a certified copy, a plain copy, a scan."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from motcua.dossiers.models import Draft

COPY_KINDS: Final = {
    "original": "Bản gốc điện tử hoặc ảnh chụp bản chính",
    "certified": "Bản sao có chứng thực",
    "copy": "Bản sao thường (photo)",
}


@transaction.atomic
def say_copy_kind(*, draft: Draft, paper_position: int, kind: str) -> None:
    """Note what the files of one paper are of; an unknown kind is left unsaid. Nothing changes once it was sent."""
    row = Draft.objects.select_for_update().get(pk=draft.pk)
    if row.dossier_id is None:
        row.files.filter(paper_position=paper_position).update(copy_kind=kind if kind in COPY_KINDS else "")
