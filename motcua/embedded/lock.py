"""A lock that one process holds, and that the system drops when the process ends in any way."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType

from motcua.embedded.errors import AlreadyRunning, EmbeddedError


class FolderLock:
    """An exclusive lock on a file, with a note inside that tells the next comer who holds it.

    The note is for people only: it may be stale, the lock never is. The file itself is never removed, since a process
    that waits on a removed file would hold a lock nobody else can see.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock at once, or write nothing and raise AlreadyRunning with the holder's note as its text."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except PermissionError:
            raise EmbeddedError(
                f"Không có quyền ghi {self.path}: thư mục này do người dùng khác tạo ra (có thể là root). "
                "Hãy chạy bằng đúng người dùng đó."
            ) from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note = os.read(descriptor, 1000).decode("utf-8", "replace").strip()
            os.close(descriptor)
            raise AlreadyRunning(note) from None
        self._descriptor = descriptor
        self.note(f"{os.getpid()}")

    def note(self, text: str) -> None:
        """Write a note for whoever finds the lock taken."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, text.encode(), 0)

    def release(self) -> None:
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> FolderLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
