"""What docs/architecture.md promises of names, files and writes is read from the code itself."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
HOUSE = REPOSITORY / "motcua"
# Names that mean the same in every app.
LEARNED = {
    "__init__", "actions", "apps", "data", "messages", "migrations", "models", "permissions", "providers", "queries",
    "templates",
}  # fmt: skip
APART = {"web", "management", "embedded", "demo_letters", "rulebook"}  # rooms with a language of their own
WRITES = {
    "acreate", "bulk_create", "bulk_update", "create", "delete", "get_or_create", "save", "update", "update_or_create",
}  # fmt: skip
ROLE_CHECKS = {"has_role", "holds_at", "_holds_at"}
MOST_LINES = 300
MOST_TEMPLATE = 160


def _apps() -> list[str]:
    return sorted(path.parent.name for path in HOUSE.glob("*/apps.py") if path.parent.name not in APART)


@cache
def _sources(under: str) -> tuple[tuple[Path, ast.Module], ...]:
    found = sorted(path for path in (HOUSE / under).rglob("*.py") if "migrations" not in path.parts)
    return tuple((path, ast.parse(path.read_text())) for path in found)


def _where(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


# --- writing ---


def _writes(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls that write rows: a manager's, a queryset's or a row's, told by how Django spells them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            spelt = ast.unparse(node.func.value)
            keywords = {word.arg for word in node.keywords}
            of_rows = ".objects" in spelt or ".filter(" in spelt or ".all()" in spelt or ".exclude(" in spelt
            of_one = node.func.attr in {"save", "delete"} and (
                keywords & {"update_fields", "force_insert"} or not node.args
            )
            if of_rows or (of_one and not spelt.startswith(("segno", "Image", "image", "workbook", "self.cache"))):
                yield node


@pytest.mark.parametrize("app", _apps())
def test_nothing_writes_outside_actions(app: str) -> None:
    outside = [
        f"{_where(path)}:{call.lineno} {ast.unparse(call.func)}"
        for path, tree in _sources(app)
        if "actions" not in path.with_suffix("").parts and "models" not in path.with_suffix("").parts
        for call in _writes(tree)
    ]
    assert not outside, "\n".join(outside)


def test_pages_write_nothing() -> None:
    outside = [
        f"{_where(path)}:{call.lineno} {ast.unparse(call.func)}"
        for path, tree in _sources("web")
        for call in _writes(tree)
        if "session" not in ast.unparse(call.func)
    ]
    assert not outside, "\n".join(outside)


def test_a_write_outside_actions_would_be_seen() -> None:
    broken = ast.parse("Dossier.objects.filter(pk=1).update(state='x')\nrow.save()\nrows.update(seen)\n")
    assert [call.lineno for call in _writes(broken)] == [1, 2]


# --- permissions ---


@cache
def _roles() -> dict[str, str]:
    """Names and codes of the roles, as `people.models.Role` lists them."""
    tree = ast.parse((HOUSE / "people" / "models" / "staff.py").read_text())
    listed = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Role")
    return {
        ast.unparse(row.targets[0]): ast.literal_eval(row.value)[0]
        for row in listed.body
        if isinstance(row, ast.Assign)
    }


def _role_checks(tree: ast.Module) -> Iterator[ast.expr]:
    """Calls that check a role, role codes as plain text, and `Role.SOMETHING`."""
    for node in ast.walk(tree):
        calls = isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ROLE_CHECKS
        text = isinstance(node, ast.Constant) and node.value in _roles().values()
        constant = isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Role" and node.attr in _roles()
        if isinstance(node, ast.expr) and (calls or text or constant):
            yield node


@pytest.mark.parametrize("app", [app for app in _apps() if app != "people"])  # people says what a role is
def test_roles_are_checked_in_permissions_alone(app: str) -> None:
    outside = [
        f"{_where(path)}:{node.lineno} {ast.unparse(node)}"
        for path, tree in _sources(app)
        if path.name != "permissions.py"
        for node in _role_checks(tree)
    ]
    assert not outside, "\n".join(outside)


def test_pages_ask_permissions_and_spell_no_role_codes() -> None:
    outside = [
        f"{_where(path)}:{node.lineno} {ast.unparse(node)}"
        for path, tree in _sources("web")
        for node in _role_checks(tree)
    ]
    outside += [
        f"{_where(path)}:{number}"
        for path in sorted((HOUSE / "web").rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if any(f"{quote}{code}{quote}" in tag for tag in re.findall(r"{%.*?%}|{{.*?}}", line)
               for code in _roles().values() for quote in "\"'")
    ]  # fmt: skip
    assert not outside, "\n".join(outside)


def test_a_role_check_outside_permissions_would_be_seen() -> None:
    broken = ast.parse("has_role(who, given)\npower.role == Role.APPROVER\nrole in {'unit_head'}\nRole.choices\n")
    assert sorted(node.lineno for node in _role_checks(broken)) == [1, 2, 3]


# --- sentences sent ---


SENDS = {"queue_message", "queue_event_message", "send_to", "send_to_heads"}


def _sentences_sent(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls that send a message whose sentence is written right there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SENDS:
            given = [*node.args, *(word.value for word in node.keywords if word.arg == "text")]
            written = [part for value in given for part in ast.walk(value) if isinstance(part, ast.Constant)]
            if any(isinstance(part.value, str) and " " in part.value for part in written):
                yield node


def test_sentences_to_people_are_written_in_messages_alone() -> None:
    outside = [
        f"{_where(path)}:{call.lineno}"
        for room in [*_apps(), "web", "management"]
        for path, tree in _sources(room)
        if path.name != "messages.py" and "messages" not in path.parts
        for call in _sentences_sent(tree)
    ]
    assert not outside, "\n".join(outside)


def test_a_sentence_written_elsewhere_would_be_seen() -> None:
    broken = ast.parse(
        "queue_message(to=phone, text='Mời bạn đến', reference='a')\n"
        "queue_message(to=phone, text=call_text(ticket), reference=f'ticket:{pk}')\n"
        "send_to(staff, f'Ca {shift} đổi', 'shift')\n"
    )
    assert sorted(call.lineno for call in _sentences_sent(broken)) == [1, 3]


# --- names ---


def _public(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def _homes() -> dict[str, list[str]]:
    homes: dict[str, list[str]] = defaultdict(list)
    for room in [*_apps(), "rulebook"]:
        for path, tree in _sources(room):
            if path.name != "apps.py" and "providers" not in path.parts:  # Django's, and each vendor's own class
                for name in _public(tree):
                    homes[name].append(_where(path))
    return homes


def test_a_public_name_has_one_home() -> None:
    twice = [f"{name}: {', '.join(places)}" for name, places in sorted(_homes().items()) if len(places) > 1]
    assert not twice, "\n".join(twice)


def test_a_view_does_not_bear_the_name_of_an_act() -> None:
    acts = {
        name
        for app in _apps()
        for path, tree in _sources(app)
        if "actions" in path.with_suffix("").parts
        for name in _public(tree)
    }
    same = [f"{_where(path)} {name}" for path, tree in _sources("web") for name in _public(tree) if name in acts]
    assert not same, "\n".join(same)


def _listed() -> dict[str, set[str]]:
    """The nouns of each app as docs/architecture.md lists them: a row `app` | nouns … of its table of nouns."""
    text = (REPOSITORY / "docs" / "architecture.md").read_text()
    rows = re.findall(r"^\| `(\w+)/` \|(.*)\|$", text, flags=re.MULTILINE)
    return {app: set(re.findall(r"`(\w+)`", nouns)) for app, nouns in rows}


@pytest.mark.parametrize("app", _apps())
def test_modules_bear_learned_names_or_listed_nouns(app: str) -> None:
    present = {path.stem if path.suffix == ".py" else path.name for path in (HOUSE / app).iterdir() if _is_part(path)}
    assert sorted(present - LEARNED - _listed().get(app, set())) == []


def test_every_noun_listed_is_there() -> None:
    gone = {
        f"{app}/{noun}"
        for app, nouns in _listed().items()
        if (HOUSE / app).is_dir()
        for noun in nouns
        if not (HOUSE / app / noun).is_dir() and not (HOUSE / app / f"{noun}.py").is_file()
    }
    assert gone == set()


def _is_part(path: Path) -> bool:
    return path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__" and any(path.rglob("*.*")))


# --- sizes ---


def test_files_stay_small() -> None:
    kinds = ("*.py", "*.js", "*.css", "*.typ")
    sizes = {
        _where(path): len(path.read_text().splitlines())
        for kind in kinds
        for path in HOUSE.rglob(kind)
        if "migrations" not in path.parts
    }
    assert {place: lines for place, lines in sizes.items() if lines > MOST_LINES} == {}


def test_template_lines_stay_short() -> None:
    long = [
        f"{_where(path)}:{number}"
        for path in sorted(HOUSE.rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > MOST_TEMPLATE
    ]
    assert not long, "\n".join(long)
