"""Put checked files into a dossier, each named by a row; a bad file is refused with a message at its field."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile

from motcua.dossiers.events import record_silently
from motcua.dossiers.models import Dossier, DossierFile
from motcua.dossiers.papers.reuse import given_paper_name
from motcua.dossiers.papers.upload import CheckedFile
from motcua.people.models import Citizen, Staff
from motcua.refusals import InvalidInput
from motcua.rulebook.vietnamese import fold
from motcua.rulebook.work_calendar import localise


def attach_file(dossier: Dossier, checked: CheckedFile, *, at: datetime, **more: Any) -> DossierFile:
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
    store_file(kept.file, checked)
    kept.save()
    return kept


def reuse_papers(dossier: Dossier, papers: Sequence[Mapping[str, Any]], *, by: Staff, at: datetime) -> None:
    """Put the files asked for into the saved `dossier`; the stored file is shared, its row is new.

    Each must be the applicant's own, of the paper's own name. Raises InvalidInput({"paper-N": …}) otherwise, and when
    somebody else came for the applicant, who alone may let the papers be used again.
    """
    wanted = {int(paper["position"]): str(paper["reuse"]) for paper in papers if paper.get("reuse")}
    if not wanted:
        return
    if dossier.agent:
        said = "Chỉ dùng lại giấy tờ cũ khi chính người nộp có mặt và đồng ý."
        raise InvalidInput({f"paper-{position}": said for position in wanted})
    names = {int(paper["position"]): fold(str(paper["name"])) for paper in dossier.papers}
    reusable = set(dossier.procedure.papers.filter(reusable=True).values_list("position", flat=True))
    owner: Citizen | None = dossier.citizen
    for position, file_id in wanted.items():
        file = _own_file(file_id, owner)
        if file is None or position not in reusable or given_paper_name(file) != names.get(position):
            raise InvalidInput({f"paper-{position}": _GONE})
        DossierFile.objects.create(
            dossier=dossier,
            paper_position=position,
            file=file.file.name,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            at=at,
            copy_kind=file.copy_kind,
            reused_from=file,
            signatures=file.signatures,
        )
        said = f"Dùng lại từ hồ sơ {file.dossier.code} ngày {localise(file.at):%d/%m/%Y}"
        dossier.papers = [
            {**paper, "files": 1, "note": said} if paper["position"] == position else paper for paper in dossier.papers
        ]
        record_silently("dossier.result_reused", dossier, by=by, at=at, paper=position, earlier=file.dossier.code)
    dossier.save(update_fields=["papers"])


def _own_file(file_id: str, owner: Citizen | None) -> DossierFile | None:
    if owner is None or not owner.id_number or not (file_id.isascii() and file_id.isdecimal()) or len(file_id) > 18:
        return None
    return (
        DossierFile.objects.filter(
            pk=int(file_id), kind=DossierFile.Kind.GIVEN, replaced_at__isnull=True, dossier__citizen=owner
        )
        .select_related("dossier")
        .first()
    )


_GONE: Final = "Bản đã nộp trước đây không còn dùng lại được. Hãy nhận giấy tờ từ người nộp."


def store_file(field: FieldFile, checked: CheckedFile) -> None:
    """Write the bytes under a random name into `field` (the row is not saved) and force them to the disk.

    The row that names the file is durable when its transaction commits; the file has to be so before.
    """
    field.save(secrets.token_hex(16) + checked.extension, ContentFile(checked.content), save=False)
    try:
        path = Path(field.path)
    except NotImplementedError:  # a store without paths (S3) answers only when it has the bytes
        return
    for target, flags in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
        descriptor = os.open(target, flags)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
