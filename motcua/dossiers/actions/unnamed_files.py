"""Removal of stored files that no row names: an act that failed, or a kill in its middle, left them behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.apps import apps
from django.core.files.storage import FileSystemStorage, default_storage
from django.db.models import FileField, Model

from motcua.clock.queries import real_now
from motcua.journal.actions import record
from motcua.journal.actor import SYSTEM

KEPT: Final = timedelta(days=7)
"""How long such a file stays, by the machine's own clock: the time to mend a database restored older than its files."""


def remove_unnamed_files(*, at: datetime, limit: int = 1000) -> int:
    """Remove at most `limit` files older than KEPT that no row names; returns how many, and the journal tells it.

    Only folders into which file fields write are looked through; a store without paths (S3) is left to its own rules.
    """
    if not isinstance(default_storage, FileSystemStorage):
        return 0
    root, fields = Path(default_storage.location), list(_file_fields())
    oldest = (real_now() - KEPT).timestamp()  # a demo's clock says nothing about when a file was written
    folders = {str(field.upload_to).partition("/")[0] for _model, field in fields}
    removed = 0
    for path in (path for folder in sorted(folders) for path in sorted((root / folder).rglob("*")) if path.is_file()):
        name = path.relative_to(root).as_posix()
        if path.stat().st_mtime < oldest and not _is_named(name, fields):
            path.unlink(missing_ok=True)
            removed += 1
            if removed == limit:
                break
    if removed:
        record(name="files.removed", at=at, by=SYSTEM, subject="files", data={"count": removed})
    return removed


def _file_fields() -> Iterator[tuple[type[Model], FileField]]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                yield model, field


def _is_named(name: str, fields: list[tuple[type[Model], FileField]]) -> bool:
    return any(model._default_manager.filter(**{field.name: name}).exists() for model, field in fields)
