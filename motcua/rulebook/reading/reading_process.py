"""Run as a process with a file on standard input and its name as argument; `apart.read_apart` takes what it prints."""

from __future__ import annotations

import json
import os
import resource
import sys
from typing import Any

from motcua.rulebook.reading import Reading, UnreadableDocument, read
from motcua.rulebook.reading.apart import CPU_SECONDS, MEMORY
from motcua.rulebook.reading.as_json import as_json
from motcua.rulebook.reading.describe import describe_reading

_UNREADABLE = 2
_LATE = 10  # niceness: pages go first


def _main() -> int:
    """Set the limits, read, write. Exit code 2 with a sentence where the file is no readable document."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    os.nice(_LATE)
    data = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    try:
        out, code = packed(read(data, sys.argv[1])), 0
    except UnreadableDocument as refused:
        out, code = str(refused).encode("utf-8", errors="replace"), _UNREADABLE
    except (MemoryError, RecursionError):
        out, code = "tệp quá phức tạp, đọc tốn quá nhiều bộ nhớ.".encode(), _UNREADABLE
    sys.stdout.buffer.write(out)
    return code


def packed(reading: Reading) -> bytes:
    """A reading as the bytes that `read_apart` understands."""
    given: dict[str, Any] = {
        "text": reading.text,
        "found": as_json(reading),
        "summary": describe_reading(reading),
        "rules": [
            (rule.ref, rule.data, rule.span, rule.confidence, [question.as_data() for question in rule.questions])
            for rule in reading.proposed_rules
        ],
        "reports": [(report.ref, report.data, report.span, report.confidence) for report in reading.proposed_reports],
    }
    return json.dumps(given, ensure_ascii=False).encode("utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(_main())
