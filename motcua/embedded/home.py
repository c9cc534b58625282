"""The folder of the private cluster: below the var folder, or under /var/lib/motcua where that is closed to it."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from motcua.embedded import account as accounts
from motcua.embedded.account import Account
from motcua.embedded.address import fits, read_record, record_path, write_record
from motcua.embedded.errors import EmbeddedError

SHARED_CLUSTERS = Path("/var/lib/motcua/clusters")


@dataclass(frozen=True)
class Home:
    """One cluster's folder: data/ and run/ belong to the server's account, the rest to whoever starts it."""

    var: Path
    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def socket_dir(self, account: Account) -> Path:
        """A folder for the socket that only the account may enter, with a path short enough for a socket; recorded.

        Only while no server of this home runs.

        The var folder's own where its path is short, else a fresh one below the system's folder for passing files.
        """
        own = self.folder / "run"
        if fits(own):
            # Emptied: a killed server's socket lock names a number that any process may have by now.
            shutil.rmtree(own, ignore_errors=True)
            own.mkdir(exist_ok=True)
            account.own(own)
            chosen = own
        else:
            base = os.environ.get("XDG_RUNTIME_DIR") if not account.switch else None
            chosen = Path(tempfile.mkdtemp(prefix="motcua-", dir=base))
            if not fits(chosen):
                raise EmbeddedError(f"Đường dẫn {chosen} quá dài cho socket của PostgreSQL. Hãy đặt TMPDIR ngắn hơn.")
            account.own(chosen)
        write_record(self.var, {"home": str(self.folder), "socket_dir": str(chosen)})
        return chosen

    def forget_socket_dir(self) -> None:
        """Forget the socket folder, and delete it where it was temporary."""
        known = read_record(self.var).get("socket_dir")
        if known and Path(known).parent != self.folder:
            shutil.rmtree(known, ignore_errors=True)
        write_record(self.var, {"home": str(self.folder)})


def settle(var: Path) -> tuple[Home, Account]:
    """The recorded home of the cluster of `var` with its account, or a new, empty one.

    Raises EmbeddedError where the recorded home is gone: starting empty in its place would look like lost data.
    """
    if recorded := read_record(var).get("home"):
        home = Home(var, Path(recorded))
        if not home.folder.is_dir():
            raise EmbeddedError(
                f"Dữ liệu của {var} được ghi là ở {recorded}, nay không còn ở đó. Không thay đổi gì. "
                f"Hãy đưa dữ liệu trở lại, hoặc xoá {record_path(var)} để bắt đầu với cơ sở dữ liệu trống."
            )
        return home, accounts.choose(home.data)
    account = accounts.choose(None)
    beside = Home(var, var / "postgres")
    beside.folder.mkdir(parents=True, exist_ok=True)
    home = beside if not account.switch or _usable(beside, account) else _shared_home(var)
    write_record(var, {"home": str(home.folder)})
    return home, account


def _usable(home: Home, account: Account) -> bool:
    """Whether the account can really reach `folder` and write in it, found by trying."""
    trial = Path(tempfile.mkdtemp(prefix="trial-", dir=home.folder))
    account.own(trial)
    try:
        return account.can("-w", trial)
    finally:
        trial.rmdir()


def _shared_home(var: Path) -> Home:
    # A name of its own and no function of the path: a new clone at an old path must not wake the old clone's rows.
    folder = SHARED_CLUSTERS / secrets.token_hex(6)
    folder.mkdir(parents=True, mode=0o755)
    for ours in (folder, SHARED_CLUSTERS, SHARED_CLUSTERS.parent):
        ours.chmod(0o755)
    (folder / "origin").write_text(f"{var}\n", encoding="utf-8")
    return Home(var, folder)
