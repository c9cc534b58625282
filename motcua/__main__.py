"""The command `motcua`. `read` works on its own; every other subcommand is Django's management."""

from __future__ import annotations

import importlib
import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from motcua.rulebook.reading.apart import MOST_BYTES, read_apart
from motcua.rulebook.reading.errors import ReadingInterrupted, UnreadableDocument

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (those of the process by default) and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["read"]:
        try:
            return read_files(given[1:])
        except BrokenPipeError:
            # The reader of our output has gone ("motcua read … | head"): nothing more to say, and no traceback.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
    # Looked up by name: `read` must work where Django is not installed.
    importlib.import_module("django.core.management").execute_from_command_line(["motcua", *given])
    return 0


def read_files(arguments: Sequence[str]) -> int:
    """Print what was understood of each file, in their order. Exit code 2 where any of them is no readable document."""
    parser = ArgumentParser(
        prog="motcua read", description="Đọc văn bản hành chính (chữ, .docx, PDF có chữ) và in ra những gì hiểu được."
    )
    parser.add_argument("files", nargs="+", metavar="TỆP", help="tệp văn bản; “-” là đầu vào chuẩn")
    parser.add_argument("--json", action="store_true", help="in mỗi tệp một dòng JSON, theo thứ tự các tệp")
    options = parser.parse_args(list(arguments))
    code = 0
    for name in options.files:
        try:
            letter = read_apart(_bytes(name), name)
        except (UnreadableDocument, ReadingInterrupted) as error:
            print(f"{name}: {error}", file=sys.stderr)
            code = BAD_INPUT
            continue
        out = json.dumps(letter.found, ensure_ascii=False) if options.json else letter.summary
        sys.stdout.buffer.write((out + "\n").encode("utf-8"))
        sys.stdout.flush()
    return code


def _bytes(name: str) -> bytes:
    """The file's content, never more than just above what can be read."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        path = Path(name)
        if path.is_dir():
            raise UnreadableDocument("là thư mục, không phải tệp.")
        if not path.is_file():
            raise UnreadableDocument("không có tệp này." if not path.exists() else "không phải tệp thường, không đọc.")
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableDocument(
                f"tệp quá lớn ({path.stat().st_size // 1_000_000} MB); chỉ đọc tệp đến {MOST_BYTES // 1_000_000} MB."
            )
        return path.read_bytes()
    except UnreadableDocument:
        raise
    except PermissionError as error:
        raise UnreadableDocument("không có quyền đọc tệp này.") from error
    except (OSError, ValueError) as error:
        raise UnreadableDocument("không mở được tệp này.") from error


if __name__ == "__main__":
    sys.exit(main())
