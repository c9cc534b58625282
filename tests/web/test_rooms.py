"""Rooms of pages: what is theirs lies with them, and a view is found by the name of its address."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.conftest import REPOSITORY

WEB = REPOSITORY / "motcua" / "web"
REFUSALS = {"Refusal", "NotAllowed", "InvalidInput", "AlreadyDone", "TooManyTries", "ChannelClosed", "RulesRefused"}
# An adapter that renames the fields of what the action refuses, and a file that is no letter at all.
CATCH_BY_HAND = {"attempts.py", "officer/life_forms.py", "policy/letters.py"}


def _addresses(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for found in (resolver or get_resolver()).url_patterns:
        if isinstance(found, URLResolver):
            yield from _addresses(found)
        else:
            yield found


def test_a_view_bears_the_name_of_its_address() -> None:
    """One view may serve two addresses; `_page` tells a view from an act or a helper of the same name."""
    names: dict[tuple[str, str], set[str]] = {}
    for address in _addresses():
        view = address.callback
        if view.__module__.startswith("motcua.web"):
            names.setdefault((view.__module__, view.__name__), set()).add(str(address.name))
    other = {view: given for view, given in names.items() if not {view[1], view[1].removesuffix("_page")} & given}
    assert other == {}


def test_a_room_keeps_its_templates_and_its_files() -> None:
    kept = [*WEB.glob("*/templates/*"), *WEB.glob("*/static/*")]
    assert [path for path in kept if path.name != path.parent.parent.name] == []
    shared = [path.name for path in (WEB / "templates" / "web").iterdir() if path.is_dir()]
    assert shared == ["components"]


def test_pages_catch_no_refusal_by_hand() -> None:
    caught = []
    for path in sorted(WEB.rglob("*.py")):
        place = path.relative_to(WEB).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler) and node.type is not None and place not in CATCH_BY_HAND:
                names = set(re.findall(r"\w+", ast.unparse(node.type)))
                caught += [f"{place}:{node.lineno}"] * bool(names & REFUSALS)
    assert caught == []
