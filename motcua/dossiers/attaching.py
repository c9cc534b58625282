"""Put files into a dossier: checked, kept, named by a row; or refused with a word at the field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from motcua.dossiers.applicants import plain_text
from motcua.dossiers.papers import BadFile, CheckedFile, check_upload, keep
from motcua.dossiers.papers.upload import Upload
from motcua.dossiers.models import Dossier, DossierFile
from motcua.refusals import InvalidInput


def one_file(file: Upload, field: str = "file") -> CheckedFile:
    """The file as checked; InvalidInput({field: what is wrong with it})."""
    try:
        return check_upload(file)
    except BadFile as wrong:
        raise InvalidInput({field: str(wrong)}) from wrong


def all_files(files: Sequence[Upload], field: str = "files") -> list[CheckedFile]:
    """All files as checked, or InvalidInput with the name of the first that cannot be taken."""
    checked: list[CheckedFile] = []
    for file in files:
        try:
            checked.append(check_upload(file))
        except BadFile as wrong:
            raise InvalidInput({field: f"{plain_text(file.name, 80)}: {wrong}"}) from wrong
    return checked


def attach(dossier: Dossier, checked: CheckedFile, *, at: datetime, **more: Any) -> DossierFile:
    """Keep a checked file and write its row; `more` are further fields of DossierFile, such as its kind."""
    kept = DossierFile(
        dossier=dossier,
        name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        at=at,
        **more,
    )
    keep(kept.file, checked)
    kept.save()
    return kept
