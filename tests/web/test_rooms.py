"""Rooms of pages: what is theirs lies with them, and a view is found by the name of its address."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

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


# Labels of fields drawn without the renderer: how many, and why.
DRAWN_BY_HAND = {
    "catalog/route_task.html": (1, "a number and its unit are one field in one line"),
    "citizen/choose_office.html": (1, "a label over a line of list and button"),
    "citizen/papers.html": (1, "the files already given stand between a paper's name and its field"),
    "citizen/parts.html": (0, "a group of rows is many fields in one frame"),
    "declarations/declare_review.html": (1, "one tick under the answers, of no form"),
    "delivery/incoming.html": (1, "a tick for each parcel of the bag"),
    "door_incidents/incident_report.html": (0, "the unit, hidden where there is one"),
    "gate/alone.html": (1, "a tick as large as a thumb, written around its field"),
    "gate/arrival.html": (1, "ticks as large as a thumb, written around their fields"),
    "gate/choose.html": (1, "a tick as large as a thumb, written around its field"),
    "gate/scan.html": (1, "a label over a line of field and button"),
    "policy/rule.html": (0, "a value in words, where it cannot be typed"),
    "printing/batch.html": (1, "the tick of a table's row"),
    "queue/details.html": (1, "each group of people has its picture"),
    "queue/ticket.html": (1, "each mark has its face"),
    "reception/reception.html": (3, "the rows of papers"),
    "reception/support.html": (1, "the rows of papers"),
    "shared/components.html": (1, "the label of a progress bar"),
    "tracing/tracings.html": (0, "the incident, hidden"),
    "web/components/keys.html": (1, "a switch that the script keeps on this machine; nothing is sent"),
}
RENDERER = {"web/components/field.html", "web/components/field_words.html"}
LABEL = re.compile(r"<label\b")
BY_HAND = re.compile(
    r"\{\{\s*(?:\w*form\.\w+|bound)\s*\}\}"  # the widget itself
    r"|\bform\.(?!errors\b)\w+\.errors\b[^%]*%\} bad"  # its frame
    r"|(?:bound|field)\.(?:help_text|id_for_label|auto_id)\b"  # its words
    r"|\.(?:label_tag|as_p|as_div|as_table|as_ul)\b"
)


def test_fields_are_drawn_by_the_renderer() -> None:
    drawn = {}
    for path in WEB.rglob("templates/**/*.html"):
        name, markup = path.as_posix().partition("/templates/")[2], path.read_text(encoding="utf-8")
        if name not in RENDERER and (LABEL.search(markup) or BY_HAND.search(markup)):
            drawn[name] = len(LABEL.findall(markup))
    assert drawn == {name: labels for name, (labels, _why) in DRAWN_BY_HAND.items()}


def test_frames_of_errors_and_pagers_are_written_once() -> None:
    homes: dict[str, list[str]] = {"errors": [], "pager": []}
    for path in sorted(WEB.rglob("templates/**/*.html")):
        for part in set(re.findall(r'class="(errors|pager)\b', path.read_text(encoding="utf-8"))):
            homes[part].append(path.as_posix().partition("/templates/")[2])
    assert homes == {"errors": ["web/components/errors.html"], "pager": ["web/components/pager.html"]}


def _components(sheet: Path) -> set[str]:
    """The class each selector of a style sheet begins with; what follows it is a part or a state of that component."""
    text = re.sub(
        r"/\*.*?\*/|@keyframes[^{]*\{(?:[^{}]*\{[^}]*\})*[^}]*\}", "", sheet.read_text(encoding="utf-8"), flags=re.S
    )
    text = re.sub(r"@[a-z]+[^{]*\{", "", text)
    found = set()
    for selectors in re.findall(r"([^{}]+)\{", text):
        for selector in re.sub(r":[\w-]+\([^)]*\)", "", selectors).split(","):
            first = re.match(r"\s*[^\s>+~.]*\.([A-Za-z][\w-]*)", selector)
            found |= {first[1]} if first else set()
    return found


def test_a_component_is_defined_in_one_style_sheet() -> None:
    homes: dict[str, list[str]] = {}
    for sheet in sorted([*WEB.glob("static/*/*.css"), *WEB.glob("*/static/*/*.css")]):
        for component in _components(sheet):
            homes.setdefault(component, []).append(sheet.name)
    assert {name: sheets for name, sheets in homes.items() if len(sheets) > 1} == {}


def test_a_component_defined_twice_would_be_seen(tmp_path: Path) -> None:
    sheet = tmp_path / "again.css"
    sheet.write_text(
        "/* .no { } */\nh1, a.btn:hover, .desk .card > p { color: red; }\n@media print { .scroll.wide { top: 0; } }\n"
    )
    assert _components(sheet) == {"btn", "desk", "scroll"}
