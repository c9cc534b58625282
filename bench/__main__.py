"""Run every benchmark of this folder, or those named: `bin/bench`, `bin/bench read deadlines`.

Each runs in a process of its own, so that none warms or burdens the next, and measures its floor in the same run. One
table at the end has them all. DATABASE_URL names an empty or a demo database; without it a private one is made, durable
as in real use, with the demo in it. One that fails or takes
longer than LIMIT is named and makes the whole fail.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from bench._table import KEPT_IN, kept_figures, table
from motcua.embedded.server import EmbeddedPostgres

LIMIT = 600  # seconds for one benchmark, on the slowest machine
FOLDER = Path(__file__).resolve().parent
RUN = "import importlib, sys; sys.exit(importlib.import_module('bench.' + sys.argv[1]).main())"


def main(wanted: list[str]) -> int:
    """Run the benchmarks; 0 when all ended well, 1 when one failed, 2 for an unknown name."""
    known = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    if unknown := [name for name in wanted if name not in known]:
        print(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as passing:
        folder = Path(passing)
        folder.chmod(0o711)  # as root the server runs under another account, which must pass through
        environment = {**os.environ, "MOTCUA_VAR": str(folder / "var"), "PYTHONUNBUFFERED": "1"}
        environment[KEPT_IN] = str(folder / "figures")
        (folder / "var" / "static").mkdir(parents=True)
        if "DATABASE_URL" in environment:
            return _prepare_and_run(wanted or known, environment)
        with EmbeddedPostgres(folder / "var") as server:
            return _prepare_and_run(wanted or known, environment | {"DATABASE_URL": server.url})


def _prepare_and_run(names: list[str], environment: dict[str, str]) -> int:
    prepare = [sys.executable, "-m", "motcua", "prepare"]
    subprocess.run(prepare, env=environment, cwd=FOLDER.parent, stdout=subprocess.DEVNULL, check=True)
    failed = []
    for name in names:
        print(f"── {name}", flush=True)
        with subprocess.Popen(
            [sys.executable, "-c", RUN, name], env=environment, cwd=FOLDER.parent, start_new_session=True
        ) as running:
            try:
                failed += [name] if running.wait(LIMIT) else []
            except BaseException as ended:
                os.killpg(running.pid, signal.SIGKILL)  # with the servers it has started
                if not isinstance(ended, subprocess.TimeoutExpired):
                    raise
                print(f"took longer than {LIMIT} s", file=sys.stderr)
                failed.append(name)
    print(f"\n{table(kept_figures(Path(environment[KEPT_IN])))}", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
