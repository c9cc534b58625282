"""Clean the names of files, which are for display only."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 120


def clean_name(name: str, extension: str) -> str:
    """The last part of `name` without path, control, bidirectional or invisible characters, ending in `extension`.

    `extension` (".pdf") comes from the content, so a name cannot pretend another kind. Never empty.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(mark for mark in last if unicodedata.category(mark)[0] != "C" and mark not in '<>:"|?*')
    stem, dot, ending = visible.rpartition(".")
    if not dot or not re.fullmatch(r"\w{1,5}", ending):
        stem = visible
    stem = " ".join(stem.split()).strip(". ")[:LONGEST].strip(". ")
    return f"{stem or 'giay-to'}{extension}"
