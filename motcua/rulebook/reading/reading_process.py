"""Run as a process: a file on standard input, what `apart.read_apart` understands on standard output."""

from __future__ import annotations

import os
import resource
import sys

from motcua.rulebook.reading import UnreadableDocument, read
from motcua.rulebook.reading.apart import CPU_SECONDS, MEMORY, packed

_UNREADABLE = 2
_LATE = 10  # niceness: pages go first


def main() -> int:
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


if __name__ == "__main__":
    sys.exit(main())
