"""The English of all rooms: each keeps its own file, every page reads them all."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from tests.conftest import REPOSITORY

QUOTED = r'"((?:[^"\\]|\\.)*)"'
FILES = sorted((REPOSITORY / "motcua" / "web").glob("*/locale/en/LC_MESSAGES/django.po"))


def of_file(path: Path) -> dict[str, str]:
    """Source → English of one .po file, singular."""
    pairs = re.findall(rf"^msgid {QUOTED}\nmsgstr {QUOTED}$", path.read_text(encoding="utf-8"), re.M)
    return {ast.literal_eval(f'"{source}"'): ast.literal_eval(f'"{english}"') for source, english in pairs if source}


@cache
def everywhere() -> dict[str, str]:
    """Source → English of every file."""
    return {source: english for path in FILES for source, english in of_file(path).items()}
