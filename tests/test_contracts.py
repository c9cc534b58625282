"""Each import contract refuses what it is there to refuse: a copy of the sources is broken on purpose, line by line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

# contract, file that goes wrong, the line that is wrong there
BREAKS = [
    ("layers", "motcua/journal/actions.py", "import motcua.dossiers.models"),
    ("layers", "motcua/directives/queries.py", "import motcua.notices.actions"),
    ("layers", "motcua/room_without_a_place.py", ""),
    ("plain-rulebook", "motcua/rulebook/work_calendar.py", "import django.utils.timezone"),
    ("plain-rulebook", "motcua/rulebook/work_calendar.py", "import motcua.clock.queries"),  # reaches Django indirectly
    ("web-asks", "motcua/web/errors.py", "import motcua.dossiers.models"),
    ("web-asks", "motcua/web/errors.py", "import motcua.notices.providers"),
    ("web-asks", "motcua/web/errors.py", "import motcua.journal.actions"),
    ("vendors-apart", "motcua/notices/providers/fake.py", "import motcua.notices.models"),
    ("vendors-apart", "motcua/people/providers/oidc.py", "import motcua.people.queries"),
    ("no-cycles", "motcua/people/queries.py", "import motcua.dossiers.models"),
    ("journal-kept", "motcua/dossiers/permissions.py", "import motcua.journal.models"),
    ("embedded-apart", "motcua/web/errors.py", "import motcua.embedded.server"),
]


@dataclass(frozen=True)
class Tree:
    """A copy of the sources to break."""

    folder: Path

    def judge(self, contract: str) -> tuple[bool, str]:
        """Whether the contract is kept in the copy, and what import-linter said."""
        program = "from importlinter.cli import lint_imports_command as run; run()"
        done = subprocess.run(
            [sys.executable, "-c", program, "--contract", contract],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    folder = tmp_path_factory.mktemp("tree")
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    shutil.copytree(REPOSITORY / "motcua", folder / "motcua", ignore=shutil.ignore_patterns("__pycache__"))
    yield Tree(folder)


def test_every_contract_is_broken_here_once() -> None:
    assert {contract["id"] for contract in CONTRACTS} == {contract for contract, _, _ in BREAKS}


@pytest.mark.parametrize("contract", [contract["id"] for contract in CONTRACTS])
def test_the_sources_keep_the_contract(tree: Tree, contract: str) -> None:
    kept, said = tree.judge(contract)
    assert kept, said


@pytest.mark.parametrize(("contract", "file", "line"), BREAKS)
def test_a_break_is_refused(tree: Tree, contract: str, file: str, line: str) -> None:
    target = tree.folder / file
    before = target.read_text() if target.exists() else None
    assert (before is None) == (line == ""), f"{file} has moved"
    target.write_text(f"{before or ''}\n{line}\n")
    try:
        kept, said = tree.judge(contract)
    finally:
        if before is None:
            target.unlink()
        else:
            target.write_text(before)
    assert not kept
    assert "BROKEN" in said or "room_without_a_place" in said, said
