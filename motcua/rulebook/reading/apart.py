"""Read a file in a process of its own, with limits of time and memory: any file may be hostile.

The answer comes back as JSON, never as Python objects, so that a spoilt process can hand nothing else over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from motcua.rulebook.reading.errors import ReadingInterrupted, UnreadableDocument
from motcua.rulebook.reading.parts import ProposedReport, ProposedRule
from motcua.rulebook.reading.questions import question_of

CPU_SECONDS: Final = 6  # a letter of 200 pages takes less than two on a slow machine
WALL_SECONDS: Final = 20.0
MEMORY: Final = 200 * 1024 * 1024  # bytes
MOST_BYTES: Final = 15_000_000
_UNREADABLE: Final = 2
_TOO_LONG: Final = "đọc quá lâu, không phải một văn bản hành chính bình thường."
_INTERRUPTED: Final = "chưa đọc được: việc đọc bị ngắt giữa chừng; hãy đọc lại."
_PACKAGES: Final = str(Path(__file__).parents[3])


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """What a reading process hands back: the text, the reading as JSON and in words, and what it proposes."""

    text: str
    found: dict[str, Any]
    summary: str
    rules: tuple[ProposedRule, ...]
    reports: tuple[ProposedReport, ...]


def read_apart(data: bytes, name: str) -> ReadLetter:
    """All that is understood of one file, read in a process that has CPU_SECONDS, WALL_SECONDS and MEMORY.

    Raises UnreadableDocument as `read` does and where a limit of CPU or memory is passed; ReadingInterrupted where
    the process was ended from outside or had no turn in time: the file may be well, and can be read again. What the
    same bytes gave a moment ago is not read anew: an upload that failed after its reading is quick to repeat.
    """
    given = json.loads(_packed(data, name))
    return ReadLetter(
        text=given["text"],
        found=given["found"],
        summary=given["summary"],
        rules=tuple(
            ProposedRule(ref, rule, _pair(span), confidence, tuple(map(question_of, asked)))
            for ref, rule, span, confidence, asked in given["rules"]
        ),
        reports=tuple(
            ProposedReport(ref, report, _pair(span), confidence) for ref, report, span, confidence in given["reports"]
        ),
    )


@lru_cache(maxsize=16)
def _packed(data: bytes, name: str) -> bytes:
    """The reading as the process wrote it; a refusal is raised, and so is never kept."""
    command = [sys.executable, "-s", "-P", "-m", "motcua.rulebook.reading.reading_process", name]
    environment = {"PYTHONPATH": _PACKAGES, "PATH": os.defpath, "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=WALL_SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise ReadingInterrupted(_INTERRUPTED) from error
    code, out = done.returncode, done.stdout
    if code == _UNREADABLE:
        raise UnreadableDocument(out.decode("utf-8", errors="replace"))
    if code == -24:  # SIGXCPU
        raise UnreadableDocument(_TOO_LONG)
    if code:
        raise ReadingInterrupted(_INTERRUPTED)
    return out


def _pair(span: Sequence[int]) -> tuple[int, int]:
    return span[0], span[1]
