"""As root: another account owns the data, and no folder of anybody is opened wider for it."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import psutil
import psycopg
import pytest

from motcua.embedded import home as homes
from motcua.embedded.address import read_record
from motcua.embedded.server import EmbeddedPostgres

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to hand the server to another account")


def test_the_server_is_not_root(var: Path) -> None:
    with EmbeddedPostgres(var) as server:
        assert server.process is not None
        assert psutil.Process(server.process.pid).uids().effective != 0
        assert Path(read_record(var)["home"]).is_relative_to(var)


def test_below_a_closed_folder_the_data_live_elsewhere_and_the_folder_stays_closed(var: Path) -> None:
    closed = var.parent
    closed.chmod(0o700)
    try:
        with EmbeddedPostgres(var) as server:
            home = Path(read_record(var)["home"])
            assert home.is_relative_to(homes.SHARED_CLUSTERS)
            with psycopg.connect(server.url) as connection:
                connection.execute("CREATE TABLE line (text text)")
        with EmbeddedPostgres(var) as server, psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT count(*) FROM line").fetchone() == (0,)
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert (home / "origin").read_text().strip() == str(var)
    finally:
        if home := read_record(var).get("home"):  # type: ignore[assignment]
            shutil.rmtree(home)
