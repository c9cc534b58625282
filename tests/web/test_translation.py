"""English: every word of the public pages has one, and the compiled file says what the written one says."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.utils.translation import override

from motcua.catalog.models import FormVersion
from motcua.rulebook.dossier_states import PUBLIC_DEGREES, STATES
from motcua.web import words
from tests.conftest import REPOSITORY
from tests.web.conftest import BIRTH, MONDAY, UNIT

WEB = REPOSITORY / "motcua" / "web"
FOLDER = WEB / "citizen" / "locale" / "en" / "LC_MESSAGES"
QUOTED = r'"((?:[^"\\]|\\.)*)"'
OURS = [*(WEB / "templates" / "web").glob("*.html"), WEB / "templates" / "403_csrf.html"]
for part in ("citizen", "components", "shared"):
    OURS += sorted((WEB / "templates" / "web" / part).rglob("*.html"))
CODE = [*WEB.glob("*.py"), *(WEB / "citizen").rglob("*.py"), *(WEB / "shared").rglob("*.py")]


def written() -> dict[str, str]:
    """The .po file: source → English."""
    text = (FOLDER / "django.po").read_text(encoding="utf-8")
    pairs = re.findall(rf"^msgid {QUOTED}\nmsgstr {QUOTED}$", text, re.M)
    return {ast.literal_eval(f'"{source}"'): ast.literal_eval(f'"{english}"') for source, english in pairs if source}


def test_the_compiled_file_is_in_step():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    table = written()
    assert len(table) > 300
    assert {source: compiled.gettext(source) for source in table} == table
    singular = [key for key in compiled._catalog if isinstance(key, str) and key]
    assert set(singular) == set(table)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_every_word_of_a_template_has_its_english(path: Path):
    text = path.read_text(encoding="utf-8")
    said = [a or b for a, b in re.findall(r"{%\s*trans(?:late)?\s+(?:\"([^\"]+)\"|'([^']+)')", text)]
    table = written()
    assert [word for word in said if not table.get(word)] == []


def test_every_word_of_the_code_has_its_english():
    table = written()
    missing = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            word = node.args[0]
            if node.func.id in {"_", "gettext", "gettext_lazy", "gettext_noop"} and isinstance(word, ast.Constant):
                missing += [] if table.get(word.value) else [f"{path.name}: {word.value}"]
    assert missing == []


def test_states_and_forms_have_their_english(province):
    table = written()
    states = [state.public for state in STATES] if not isinstance(STATES, dict) else [s.public for s in STATES.values()]
    assert [word for word in [*states, *PUBLIC_DEGREES] if word not in table] == []
    asked = set()
    for form in FormVersion.objects.all():
        for spec in form.schema["properties"].values():
            asked |= {spec.get("x-page", ""), spec.get("x-label", ""), spec.get("x-hint", "")} - {""}
    assert sorted(asked - set(table)) == []


def test_the_switch_turns_the_pages_to_english_and_back(visitor):
    assert '<html lang="vi">' in visitor.get("/").content.decode()
    visitor.post("/ngon-ngu/", {"language": "en", "next": "/"})
    page = visitor.get(f"/thu-tuc/{BIRTH}/?don-vi={UNIT}").content.decode()
    assert '<html lang="en">' in page
    assert "1 working day" in page and "Hand in online" in page and "Where and how to hand in" in page
    assert "What would you like to do?" in visitor.get("/").content.decode()
    visitor.post("/ngon-ngu/", {"language": "vi", "next": "/"})
    assert "Bạn muốn làm thủ tục gì?" in visitor.get("/").content.decode()


@pytest.mark.parametrize(
    ("language", "moment", "days", "money", "size"),
    [
        ("vi", "8 giờ, thứ Hai 30/3/2020", "thứ Ba, thứ Sáu", "1.250.000 đ", "1,2 MB"),
        ("en", "08:00, Monday 30 March 2020", "Tuesday, Friday", "VND 1,250,000", "1.2 MB"),
    ],
)
def test_times_days_and_money_in_the_language_of_the_page(language, moment, days, money, size):
    with override(language):
        assert words.moment(MONDAY, year=True) == moment
        assert words.weekdays({5, 2}) == days
        assert words.money(1_250_000) == money
        assert words.file_size(1_200_000) == size
