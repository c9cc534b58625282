"""English of the desk and of policy: every word has one, and the compiled files are in step."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest

from motcua.directives.models import RuleSet
from motcua.dossiers.models import Channel
from motcua.dossiers.queries import BUCKETS
from motcua.rulebook.dossier_states import STATES
from tests.conftest import REPOSITORY
from tests.web.desk import birth_dossier, desk, text

PACKAGE = REPOSITORY / "motcua"
TEMPLATES = PACKAGE / "web" / "templates" / "web"
OURS = {
    "desk": (["officer", "counter"], ["web/officer", "web/counter"]),
    "policy": (["supervisor"], ["web/supervisor", "web/desk", "directives"]),
}
QUOTED = r'"((?:[^"\\]|\\.)*)"'
SAYS = {"_", "gettext", "gettext_lazy", "gettext_noop"}


def folder(part: str) -> Path:
    return PACKAGE / "web" / part / "locale" / "en" / "LC_MESSAGES"


def written(part: str) -> dict[str, str]:
    """Source → English, singular."""
    found = (folder(part) / "django.po").read_text(encoding="utf-8")
    pairs = re.findall(rf"^msgid {QUOTED}\nmsgstr {QUOTED}$", found, re.M)
    return {ast.literal_eval(f'"{source}"'): ast.literal_eval(f'"{english}"') for source, english in pairs if source}


def said(part: str) -> set[str]:
    """Every word that the part's templates and code say."""
    templates, packages = OURS[part]
    words: set[str] = set()
    for path in (path for name in templates for path in (TEMPLATES / name).glob("*.html")):
        found = re.findall(r"{%\s*trans\s+(?:\"([^\"]+)\"|'([^']+)')", path.read_text(encoding="utf-8"))
        words |= {double or single for double, single in found}
    for path in (path for name in packages for path in (PACKAGE / name).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS and node.args:
                words |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
    return words


@pytest.mark.parametrize("part", OURS)
def test_every_word_has_its_english(part: str) -> None:
    assert sorted(said(part) - set(written(part))) == []


@pytest.mark.parametrize("part", OURS)
def test_the_compiled_file_is_in_step(part: str) -> None:
    with (folder(part) / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    table = written(part)
    assert len(table) > 100
    assert {source: compiled.gettext(source) for source in table} == table


def test_what_lists_and_states_say_has_its_english() -> None:
    dynamic = {*BUCKETS.values(), *(state.label for state in STATES), *Channel.labels}
    assert sorted(str(word) for word in dynamic if word not in written("desk")) == []
    assert sorted(str(word) for word in RuleSet.State.labels if word not in written("policy")) == []


@pytest.mark.usefixtures("province")
def test_an_officer_may_work_in_english() -> None:
    birth_dossier()
    client = desk("duc.thuly")
    client.post("/ngon-ngu/", {"language": "en", "next": "/ban/"})
    page = text(client.get("/ban/"))
    assert '<html lang="en">' in page
    assert "Waiting for me" in page
    assert "Being appraised" in page
    assert "Chờ tôi xử lý" not in page
