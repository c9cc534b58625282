"""The docs keep up with the code: settings, events, links, commands and duties."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from motcua.reactions import REACTIONS
from motcua.rulebook.dossier_states import STATES, STEPS, Effect, responsible_roles, waits_for
from motcua.rulebook.eras import ERAS, KINDS
from motcua.rulebook.warnings import deadline_ladder, limitation_ladder
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


def test_the_map_names_every_room() -> None:
    told = set(re.findall(r"\w+", (REPOSITORY / "docs" / "architecture.md").read_text()))
    rooms = {path.parent.name for folder in ("motcua", "motcua/web", "motcua/rulebook")
             for path in (REPOSITORY / folder).glob("*/__init__.py")}  # fmt: skip
    assert {"dossiers", "catalog", "routes"} <= rooms
    assert sorted(rooms - told - {"templatetags"}) == []


def test_jobs_are_told_to_those_who_operate() -> None:
    jobs = re.findall(r'@app\.task\(name="(\w+)"', (REPOSITORY / "motcua" / "jobs.py").read_text())
    told = set(re.findall(r"^\| `(\w+)` \|", (REPOSITORY / "docs" / "operating.md").read_text(), re.M))
    assert len(jobs) > 3
    assert sorted(set(jobs) - told) == []


def test_duties_name_tests_that_are_there() -> None:
    folders = {"R": "rulebook/reading", "P": "rulebook/policy", "D": "dossiers", "DE": "delivery", "DI": "directives",
               "J": "journeys"}  # fmt: skip
    missing: list[str] = []
    for line in (REPOSITORY / "docs" / "duties.md").read_text().splitlines():
        folder = ""
        for letters, name in re.findall(
            r"\b(R|P|DE|DI|D|J)\b|`((?:tests/)?[\w/]+(?:\.py)?)`", line.split("|")[-2] if line.startswith("| ") else ""
        ):
            folder = folders[letters] if letters else folder
            path = name if name.startswith("tests/") else f"tests/{folder}/{name}"
            if name and not (REPOSITORY / path).exists():
                missing.append(path)
    assert missing == []


def test_where_it_is_decided_is_where_the_page_says() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text()
    section = text[text.index("## Where is it decided") : text.index("## Recipes")]
    named = re.findall(r"`([\w/]+\.py)`\]\([\w/.]+\): ((?:`\w+`(?:, )?)+)", section)
    assert len(named) >= 14
    gone = [
        f"{place}: {name}"
        for place, names in named
        for name in re.findall(r"`(\w+)`", names)
        if not re.search(rf"^(?:def |class )?{name}\b", _text_of(place), re.M)
    ]
    assert gone == []


def _text_of(place: str) -> str:
    path = REPOSITORY / "motcua" / place
    return path.read_text() if path.is_file() else ""


def test_spines_name_files_and_calls_that_are_there() -> None:
    text = (REPOSITORY / "docs" / "architecture.md").read_text()
    spines = re.findall(r"^### The spine of .*?(?=^##)", text, flags=re.M | re.S)
    assert len(spines) == 3
    for spine in spines:
        passed, called = (part.splitlines() for part in re.findall(r"(?:^\|.*\n)+", spine, re.M))
        files = {place for line in passed for place in re.findall(r"`(?:motcua/)?([\w/]+\.py)`", line)}
        assert 5 < len(files) <= 9
        assert [place for place in files if not _text_of(place)] == []
        calls = [line.split("|")[1:3] for line in called[2:]]
        assert len(calls) > 8
        gone = [
            name
            for call, where in calls
            for name in re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", call))
            if not re.search(rf"(?:def|class) {name}\b", "".join(_in_place(place) for place in _places(where)))
        ]
        assert gone == []


def _places(cell: str) -> list[str]:
    return re.findall(r"`([\w/]+(?:\.py|/))`", cell)


def _in_place(place: str) -> str:
    """The text of a file, or of all modules of a folder."""
    folder = REPOSITORY / "motcua" / place
    return "".join(path.read_text() for path in sorted(folder.glob("*.py"))) if place.endswith("/") else _text_of(place)


def test_readme_names_commands_that_are_there() -> None:
    readme = (REPOSITORY / "README.md").read_text()
    for command in set(re.findall(r"bin/(run|test|check|bench|install)\b", readme)):
        assert (REPOSITORY / "bin" / command).is_file()
    assert {"bin/run", "bin/test"} <= set(re.findall(r"^bin/\w+$", readme, re.M))


def table_lines() -> list[str]:
    """The lines of the tables in docs/dossier-life.md, as the code has them."""
    states = [
        f"| `{one.code}` | {one.label} | {one.clock.value} | {one.portal} | "
        f"{', '.join(responsible_roles(one.code)) or 'end'} | {waits_for(one.code) or ''} |"
        for one in STATES
    ]
    steps = [
        f"| `{one.code}` | {one.label} | {', '.join(one.from_)} | {one.to} | {', '.join(one.roles)} | "
        f"{'' if one.effect is Effect.NONE else one.effect.value} | {one.slip} | {_limits(one.once, one.reason)} |"
        for one in STEPS
    ]
    forms = [f"| `{kind}` | {' | '.join(_form(one.form(kind).number, one.form(kind).title) for one in ERAS)} |"
             for kind in KINDS]  # fmt: skip
    warned = [
        f"| {one.kind} | {one.words} | {', '.join(one.rungs)} |"
        for one in [*deadline_ladder(date.max).values(), *(row for _days, row in reversed(limitation_ladder(date.max)))]
    ]
    return [*states, *steps, *forms, *warned]


def _limits(once: str, reason: bool) -> str:
    return ", ".join([f"once: {once}"] * bool(once) + ["reason"] * reason)


def _form(number: str, title: str) -> str:
    return f"{number or '–'} {title}"


def test_the_page_of_a_dossiers_life_says_what_the_tables_say() -> None:
    page = (REPOSITORY / "docs" / "dossier-life.md").read_text().splitlines()
    told = [line.replace("  ", " ") for line in page if line.startswith("| ")]
    wanted = [line.replace("  ", " ") for line in table_lines()]
    assert [line for line in wanted if line not in told] == []
    codes = {f"`{one.code}`" for one in (*STATES, *STEPS)} | {f"`{kind}`" for kind in KINDS}
    # Nothing left in the page's tables that the code no longer has.
    assert {line.split(" | ")[0].strip("| ") for line in told if line.startswith("| `")} == codes
