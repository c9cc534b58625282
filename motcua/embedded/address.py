"""The address of a running private cluster. The settings import this module, so it stays light."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from urllib.parse import quote

DATABASE = "motcua"
ROLE = "motcua"
PORT = 5432  # only names the socket file: nothing listens on a network address
SOCKET_PATH_LIMIT = 107  # bytes, of sockaddr_un on Linux without its closing zero


def record_path(var: Path) -> Path:
    """The file under the var folder that says where the private cluster lives."""
    return var / "postgres" / "location.json"


def read_record(var: Path) -> dict[str, str]:
    """What is known about the private cluster of `var`: home, socket_dir; empty when unknown or unreadable."""
    try:
        record = json.loads(record_path(var).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(record, dict):
        return {}
    known = {str(key): str(value) for key, value in record.items()}
    if home := known.get("home"):
        known["home"] = str(var / home)
    return known


def write_record(var: Path, record: dict[str, str]) -> None:
    """Replace the record in one step, so that a reader meets the old one or the new one and nothing between.

    A home inside the var folder is kept as seen from there: a folder that is copied or moved takes its own rows along
    and never wakes those of the place it came from.
    """
    path = record_path(var)
    home = Path(record.get("home", ""))
    if home.is_relative_to(var):
        record = record | {"home": str(home.relative_to(var))}
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draft.replace(path)


def socket_file(socket_dir: Path) -> Path:
    return socket_dir / f".s.PGSQL.{PORT}"


def fits(socket_dir: Path) -> bool:
    """Whether a socket in this folder stays inside the system's limit for socket paths."""
    return len(os.fsencode(socket_file(socket_dir))) <= SOCKET_PATH_LIMIT


def url(socket_dir: Path, *, database: str = DATABASE, role: str = ROLE) -> str:
    """The address of a database behind the socket in `socket_dir`, as DATABASE_URL takes it."""
    return f"postgresql://{role}@/{database}?host={quote(str(socket_dir), safe='')}&port={PORT}"


def answers(socket_dir: Path) -> bool:
    """Whether a server accepts connections on the socket in `socket_dir`."""
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(1.0)
        try:
            caller.connect(str(socket_file(socket_dir)))
        except OSError:
            return False
    return True


def database_url(var: Path) -> str | None:
    """The address of the private cluster of `var` if one is running now, else None. Never starts anything."""
    socket_dir = read_record(var).get("socket_dir")
    if socket_dir and answers(Path(socket_dir)):
        return url(Path(socket_dir))
    return None
