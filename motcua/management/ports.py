"""The port that the pages answer on."""

from __future__ import annotations

import socket

DEFAULT_PORT = 8000
TRIES = 50


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens on this port now; one that was just closed counts as free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
            trial.listen(1)
        except OSError:
            return False
    return True


def first_free(host: str, start: int = DEFAULT_PORT) -> int | None:
    """The first free port from `start` on, or None when the next fifty are all taken."""
    return next((port for port in range(start, start + TRIES) if is_free(host, port)), None)
