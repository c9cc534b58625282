"""Check every file that people give by its content; `actions.papers` stores it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from motcua.dossiers.papers.bad_file import BadFile
from motcua.dossiers.papers.file_kinds import EXTENSIONS, KINDS_ACCEPTED, PDF, content_type_of, describe_kind
from motcua.dossiers.papers.images import check_image
from motcua.dossiers.papers.names import clean_name
from motcua.dossiers.papers.pdf import check_pdf
from motcua.dossiers.submission.text import one_line
from motcua.refusals import InvalidInput

if TYPE_CHECKING:  # generic for the type checker alone
    Upload: TypeAlias = UploadedFile[Any]
else:
    Upload = UploadedFile


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept: its display name, type by content, size in bytes, SHA-256 in hex, and the bytes."""

    name: str
    content_type: str
    extension: str
    size: int
    sha256: str
    content: bytes


def check_upload(file: Upload) -> CheckedFile:
    """Judge an uploaded file by its content; the type and name that the browser claims are not believed.

    Raises BadFile with a message for the person: empty, over settings.FILE_LIMIT_BYTES, another kind than PDF, JPG
    or PNG, broken, locked, active, or two formats in one.
    """
    limit: int = settings.FILE_LIMIT_BYTES
    if (file.size or 0) > limit:
        raise BadFile(f"Tệp lớn hơn {limit // (1024 * 1024)} MB. Hãy nén hoặc chụp với độ phân giải thấp hơn.")
    file.seek(0)
    content = file.read(limit + 1)
    if len(content) > limit:
        raise BadFile(f"Tệp lớn hơn {limit // (1024 * 1024)} MB. Hãy nén hoặc chụp với độ phân giải thấp hơn.")
    if not content:
        raise BadFile(f"Tệp rỗng, không có nội dung. {KINDS_ACCEPTED}")
    content_type = content_type_of(content)
    if content_type is None:
        raise BadFile(f"Đây là {describe_kind(content)}. {KINDS_ACCEPTED}")
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise BadFile(f"Tệp này có một tệp nén giấu bên trong. {KINDS_ACCEPTED}")
    if content_type == PDF:
        check_pdf(content)
    else:
        check_image(content)
    extension = EXTENSIONS[content_type]
    return CheckedFile(
        name=clean_name(file.name or "", extension),
        content_type=content_type,
        extension=extension,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )


def checked_file(file: Upload, field: str = "file") -> CheckedFile:
    """The file as checked; InvalidInput({field: what is wrong with it})."""
    try:
        return check_upload(file)
    except BadFile as wrong:
        raise InvalidInput({field: str(wrong)}) from wrong


def checked_files(files: Sequence[Upload], field: str = "files") -> list[CheckedFile]:
    """All files as checked, or InvalidInput with the name of the first that cannot be taken."""
    checked: list[CheckedFile] = []
    for file in files:
        try:
            checked.append(check_upload(file))
        except BadFile as wrong:
            raise InvalidInput({field: f"{one_line(file.name, 80)}: {wrong}"}) from wrong
    return checked
