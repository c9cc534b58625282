"""Every room's compiled English says what the written one says, and every word of every room has one."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.web.translations import FILES, everywhere, of_file

WEB = REPOSITORY / "motcua" / "web"
SAYS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
TEMPLATES = sorted(WEB.rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-5])
def test_the_compiled_file_is_in_step(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    table = of_file(path)
    assert table
    assert {source: compiled.gettext(source) for source in table} == table
    assert {key for key in compiled._catalog if isinstance(key, str) and key} == set(table)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_word_of_a_template_has_its_english(path: Path) -> None:
    found = re.findall(r"{%\s*trans(?:late)?\s+(?:\"([^\"]+)\"|'([^']+)')", path.read_text(encoding="utf-8"))
    table = everywhere()
    assert sorted({double or single for double, single in found} - {word for word in table if table[word]}) == []


def test_every_word_of_the_code_has_its_english() -> None:
    table, missing = everywhere(), set()
    for path in [*WEB.rglob("*.py"), *(REPOSITORY / "motcua" / "directives").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS and node.args:
                word = node.args[0]
                if isinstance(word, ast.Constant) and not table.get(str(word.value)):
                    missing.add(str(word.value))
    assert sorted(missing) == []
