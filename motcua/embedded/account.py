"""The account that the database server runs as. PostgreSQL refuses uid 0, so root uses the owner of the data."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motcua.embedded.errors import EmbeddedError

ACCOUNT = "motcua"


@dataclass(frozen=True)
class Account:
    """A user of the machine; `switch` says whether a process must change to it."""

    name: str
    uid: int
    gid: int
    switch: bool

    def popen_arguments(self) -> dict[str, Any]:
        """What to hand to subprocess so that the child runs as this account and with no group of ours."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def own(self, folder: Path) -> None:
        """Make `folder` (ours, just made) belong to this account and open to no other."""
        folder.chmod(0o700)
        if self.switch:
            os.chown(folder, self.uid, self.gid)

    def can(self, test: str, path: Path) -> bool:
        """Ask the system, as this account, what `test(1)` says about `path`: parents, lists and mounts all count."""
        return self.runs(["/bin/sh", "-c", 'test "$1" "$2"', "sh", test, str(path)])

    def runs(self, command: Sequence[str]) -> bool:
        """Whether this account can run `command` with exit code 0."""
        try:
            done = subprocess.run(
                command, capture_output=True, cwd="/", timeout=30, check=False, **self.popen_arguments()
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0


def choose(data: Path | None) -> Account:
    """The account for the server: the owner of an existing data folder, else a system account that may not sign in.

    Raises EmbeddedError for an ordinary user who meets a data folder of somebody else.
    """
    owner = data.stat().st_uid if data is not None and data.exists() else None
    me = os.geteuid()
    if me != 0:
        if owner is not None and owner != me:
            raise EmbeddedError(
                f"Thư mục dữ liệu {data} thuộc về người dùng khác (uid {owner}). "
                "Hãy chạy bằng đúng người dùng đó hoặc bằng root."
            )
        return Account(_name(me), me, os.getegid(), switch=False)
    if owner == 0:
        raise EmbeddedError(
            f"Thư mục dữ liệu {data} thuộc về root; PostgreSQL không chạy bằng root. Hãy đổi chủ thư mục này."
        )
    entry = pwd.getpwuid(owner) if owner is not None else _system_account()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switch=True)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        raise EmbeddedError(
            f"Người dùng uid {uid} không có tên trong hệ thống, PostgreSQL không khởi tạo được. "
            "Hãy thêm vào /etc/passwd."
        ) from None


def _system_account() -> pwd.struct_passwd:
    """The account kept for this, made at the first start as root; nobody's where the machine cannot make one."""
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        pass
    if tool := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin"):
        command = [
            tool,
            "--system",
            "--no-create-home",
            "--home-dir",
            "/nonexistent",
            "--shell",
            "/usr/sbin/nologin",
            ACCOUNT,
        ]
        subprocess.run(command, capture_output=True, check=False)
    for name in (ACCOUNT, "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedError("Không tìm được tài khoản thường nào để chạy PostgreSQL thay cho root.")
