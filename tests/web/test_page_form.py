"""What a form's own check finds wrong names the field, in the reader's language; no sentence of Django comes."""

from __future__ import annotations

import gettext
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

import motcua.web
from motcua.web.page_form import PageForm
from tests.web.desk import desk, text

# The room of policy is built elsewhere; its form follows.
APART = {"motcua.web.policy.unit_plans"}
LITERAL = 8  # a sentence with fewer letters of its own would be anything
HOSTILE = ["", "abc xyz " * 3, "x" * 20_000, "\0", "-1000000000000", "99999999999999", "31/02/2020"]


def _below(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for heir in form.__subclasses__():
        yield heir
        yield from _below(heir)


def _forms() -> list[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(motcua.web.__path__, "motcua.web."):
        importlib.import_module(module.name)
    own = {form for form in _below(forms.BaseForm) if form.__module__.startswith("motcua.web.")}
    return sorted(own - {PageForm}, key=lambda form: f"{form.__module__}.{form.__name__}")


FORMS = [form for form in _forms() if form.__module__ not in APART]


def _sentences_of_django(language: str) -> re.Pattern[str]:
    """Every sentence of Django in a language, with anything in the place of its numbers and names."""
    path = Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    sources = [key if isinstance(key, str) else key[0] for key in catalogue]
    words = [text for text in {*catalogue.values(), *sources} if text.endswith(".")]
    parts = [re.split(r"%\(\w+\)[sd]|{\w+}", text) for text in words]
    said = [[re.escape(part) for part in text] for text in parts if len("".join(text)) > LITERAL]
    return re.compile("|".join(".*".join(text) for text in said), re.DOTALL)


DJANGO = {language: _sentences_of_django(language) for language in ("vi", "en")}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.__module__[11:]}.{form.__name__}")
def test_no_sentence_of_django_comes_from_a_form(form):
    assert issubclass(form, PageForm)
    asked = type("Asked", (PageForm,), dict(form.base_fields))
    said: list[str] = []
    for language in DJANGO:
        with translation.override(language):
            for typed in HOSTILE:
                bound = asked(dict.fromkeys(form.base_fields, typed), _files(form) if typed else {})
                said = [str(text) for errors in bound.errors.values() for text in errors]
                assert [text for text in said if DJANGO[language].fullmatch(text)] == []
                assert not re.search(r"kí tự|%\(|bắt buộc\.", "".join(said))


def _files(form: type[forms.BaseForm]) -> dict[str, Any]:
    fields = form.base_fields.items()
    return {name: SimpleUploadedFile("a.pdf", b"") for name, field in fields if isinstance(field, forms.FileField)}


class Sample(PageForm):
    """A field of each kind."""

    reason = forms.CharField(label="Lý do", max_length=12)
    kind = forms.ChoiceField(label="Loại dấu", choices=[("a", "A")])
    amount = forms.IntegerField(label="Số tiền (đồng)", min_value=1)
    day = forms.DateField(label="Từ ngày")
    when = forms.CharField(label="Gọi lúc nào thì tiện?")
    sets = forms.CharField(label="Số bộ", max_length=3, widget=forms.TextInput({"inputmode": "numeric"}))
    own = forms.CharField(label="Tên", error_messages={"required": "Hãy cho biết tên bạn."})
    key = forms.UUIDField(widget=forms.HiddenInput)


def test_each_message_names_its_field():
    with translation.override("vi"):
        assert {name: str(errors[0]) for name, errors in Sample({}).errors.items()} == {
            "reason": "Hãy ghi lý do.",
            "kind": "Hãy chọn loại dấu.",
            "amount": "Hãy ghi số tiền.",
            "day": "Hãy ghi từ ngày.",
            "when": "Hãy trả lời “Gọi lúc nào thì tiện?”.",
            "sets": "Hãy ghi số bộ.",
            "own": "Hãy cho biết tên bạn.",
            "key": "Trang này đã cũ, hãy tải lại trang rồi làm lại.",
        }


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("reason", "x" * 15, "Lý do dài tối đa 12 ký tự (đang có 15)."),
        ("kind", "b", "Loại dấu: hãy chọn trong danh sách."),
        ("amount", "abc", "Số tiền: hãy ghi một số."),
        ("amount", "0", "Số tiền: ít nhất là 1."),
        ("day", "31/2/2020", "Từ ngày: hãy ghi ngày, tháng, năm, ví dụ 31/03/2020."),
        ("sets", "abc xyz", "Số bộ: hãy ghi một số."),
        ("sets", "12345", "Số bộ dài tối đa 3 ký tự (đang có 5)."),
    ],
)
def test_what_is_wrong_is_said_of_the_field(name, typed, words):
    with translation.override("vi"):
        assert Sample({name: typed}).errors[name] == [words]


@pytest.mark.usefixtures("province")
def test_an_officers_page_lists_each_missing_answer_by_its_name():
    page = text(desk("hien.yte").post("/truy-vet/", {"how": "phone", "margin": "nhiều"}))
    for words in (
        "Hãy ghi số, hoặc mã quét được.",
        "Hãy ghi ngày bắt đầu.",
        "Hãy ghi ngày kết thúc.",
        "Tính thêm trước và sau: hãy ghi một số.",
        "Hãy ghi lý do.",
    ):
        assert page.count(words) == 2, words  # in the summary and at the field
