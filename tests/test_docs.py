"""The docs keep up with the code: settings, events, links, commands and duties."""

from __future__ import annotations

import ast
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
    named = re.findall(r"`([\w/]+\.py)`\]\([\w/.]+\): ((?:`\w+`(?:, | and )?)+)", section)
    assert len(named) >= 24
    gone = [
        f"{place}: {name}"
        for place, names in named
        for name in re.findall(r"`(\w+)`", names)
        if name not in _defined(place)
    ]
    assert gone == []


def _defined(place: str) -> set[str]:
    """Functions, classes and constants that the module defines itself; an import is none."""
    names: set[str] = set()
    for node in ast.parse(_text_of(place)).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
        for target in [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", []):
            names.add(getattr(target, "id", ""))
    return names


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
        rows = [line.split("|")[1:4] for line in called[2:]]
        assert len(rows) > 8
        for calls, by, where in rows:
            names = re.findall(r"`(\w+)`", calls)
            defined = set().union(*(_defined(file) for place in _places(where) for file in _files(place)))
            assert [name for name in names if name not in defined] == [], where
            file, _colon, caller = by.replace("`", "").strip().partition(": ")
            assert set(names) <= _named_in(file.removeprefix("motcua/"), caller), by


# The functions whose every call into our own packages a spine names, but for these helpers.
ACTIONS = {
    "dossiers/actions/acceptance.py": ["accept", "complete_acceptance"],
    "directives/actions/letters.py": ["upload_letter"],
    "directives/actions/approval.py": ["propose_rules", "approve_rules"],
    "door/queue/actions/tickets.py": ["take_ticket"],
    "door/queue/actions/events.py": ["announce_queue_change"],
}
PLAIN_HELPERS = {"say_moment", "staff_actor", "fold", "localise", "ticket_counter_key", "journal_actor"}


@pytest.mark.parametrize("file", ACTIONS)
def test_spines_leave_out_no_call_of_their_actions(file: str) -> None:
    text = (REPOSITORY / "docs" / "architecture.md").read_text()
    imported = {
        name.asname or name.name
        for node in ast.parse(_text_of(file)).body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("motcua.")
        for name in node.names
    }
    for action in ACTIONS[file]:
        told = PLAIN_HELPERS.union(*(re.findall(r"`(\w+)`", row) for row in re.findall(
            rf"^\| ([^|]+) \| `{file}`: `{action}` \|", text, re.M)))  # fmt: skip
        # What it calls under another row is named there: `record` within `record_ticket_event`.
        within = {name for name in told & _defined(file) for name in _named_in(file, name)}
        called = {name for name in _named_in(file, action) & imported if name[0].islower()}
        assert called - told - within == set(), action


def _named_in(file: str, caller: str) -> set[str]:
    """What a function calls, with its module's own functions that it calls; without a caller, what the module names."""
    tree = ast.parse(_text_of(file))
    if not caller:
        return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    own = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    found: set[str] = set()
    waiting = [caller]
    while waiting:
        for node in ast.walk(own[waiting.pop()]):
            for function in [node.func, *node.args] if isinstance(node, ast.Call) else []:
                name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
                if name in own and name not in found and isinstance(function, ast.Name):
                    waiting.append(name)
                found |= {name} if function is node.func or _is_partial(node) else set()
    return found


def _is_partial(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "partial"


def _files(place: str) -> list[str]:
    folder = REPOSITORY / "motcua" / place
    return [f"{place}{path.name}" for path in sorted(folder.glob("*.py"))] if place.endswith("/") else [place]


def _places(cell: str) -> list[str]:
    return re.findall(r"`([\w/]+(?:\.py|/))`", cell)


def test_readme_names_commands_that_are_there() -> None:
    readme = (REPOSITORY / "README.md").read_text()
    for command in set(re.findall(r"bin/(run|test|check|bench|install)\b", readme)):
        assert (REPOSITORY / "bin" / command).is_file()
    assert {"bin/run", "bin/test"} <= set(re.findall(r"^bin/\w+$", readme, re.M))


def table_lines() -> list[str]:
    """The lines of the tables in docs/dossier-life.md, as the code has them."""
    states = [
        f"| `{state.code}` | {state.label} | {state.clock.value} | {state.portal} | "
        f"{', '.join(responsible_roles(state.code)) or 'end'} | {waits_for(state.code) or ''} |"
        for state in STATES
    ]
    steps = [
        f"| `{step.code}` | {step.label} | {', '.join(step.from_)} | {step.to} | {', '.join(step.roles)} | "
        f"{'' if step.effect is Effect.NONE else step.effect.value} | {step.slip} | {_limits(step.once, step.reason)} |"
        for step in STEPS
    ]
    forms = [f"| `{kind}` | {' | '.join(_form(era.form(kind).number, era.form(kind).title) for era in ERAS)} |"
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
    codes = {f"`{state.code}`" for state in (*STATES, *STEPS)} | {f"`{kind}`" for kind in KINDS}
    # Nothing left in the page's tables that the code no longer has.
    assert {line.split(" | ")[0].strip("| ") for line in told if line.startswith("| `")} == codes
