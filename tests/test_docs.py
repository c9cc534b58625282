"""The docs keep up with the code: settings, events, links, commands and duties."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motcua.reactions import REACTIONS
from motcua.web.desk.event_words import WORDS
from tests.conftest import REPOSITORY

DOCS = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])
SOURCES = [path for path in (REPOSITORY / "motcua").rglob("*.py") if "migrations" not in path.parts]
VARIABLE = re.compile(r'"(MOTCUA_[A-Z_]+|DATABASE_URL)"')
VARIABLE_IN_DOCS = re.compile(r"\b(MOTCUA_[A-Z_]+|DATABASE_URL)\b")
INTERNAL = {"MOTCUA_UP"}  # how `up` knows its own children; nobody sets it
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_every_setting_is_told_to_those_who_operate() -> None:
    told = set(VARIABLE_IN_DOCS.findall((REPOSITORY / "docs" / "operating.md").read_text()))
    asked = {name for path in SOURCES for name in VARIABLE.findall(path.read_text())}
    assert len(asked) > 8
    assert sorted(name for name in asked if name not in told | INTERNAL) == []


def test_every_event_has_words_for_people() -> None:
    assert sorted(set(REACTIONS) ^ set(WORDS)) == []


@pytest.mark.parametrize("page", DOCS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_links_lead_somewhere(page: Path) -> None:
    missing = [target for target in LINK.findall(page.read_text()) if not (page.parent / target).exists()]
    assert missing == []


def test_every_duty_has_its_row_once() -> None:
    numbers: list[int] = []
    for line in (REPOSITORY / "docs" / "duties.md").read_text().splitlines():
        cell = line.split("|")[1].strip() if line.startswith("| ") else ""
        for part in re.findall(r"\d+(?:–\d+)?", cell):
            first, _dash, last = part.partition("–")
            numbers += range(int(first), int(last or first) + 1)
    assert sorted(numbers) == list(range(1, 147))


def test_readme_names_commands_that_are_there() -> None:
    readme = (REPOSITORY / "README.md").read_text()
    for command in set(re.findall(r"bin/(run|test|check|bench|install)\b", readme)):
        assert (REPOSITORY / "bin" / command).is_file()
    assert {"bin/run", "bin/test"} <= set(re.findall(r"^bin/\w+$", readme, re.M))
