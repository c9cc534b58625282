"""Fields of no form class: drawn like those of a form, with the id, hint and error the page gives."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template

from motcua.web.plain_fields import bound_plain_field


def _drawn(tag: str, **context: Any) -> str:
    return " ".join(Template(f"{{% load motcua %}}{{% plain_field {tag} %}}").render(Context(context)).split())


def test_hint_and_error_are_tied_to_the_field() -> None:
    drawn = _drawn('"code" "Mã" id="ma" value=typed hint="Sáu số" error="Thiếu mã"', typed="<b>")
    assert '<label for="ma">Mã</label>' in drawn and 'value="&lt;b&gt;"' in drawn
    assert 'aria-invalid="true" aria-describedby="ma_helptext ma_error"' in drawn
    assert 'id="ma_helptext">Sáu số' in drawn and 'id="ma_error"' in drawn and "Thiếu mã" in drawn


def test_options_keep_the_ids_and_the_choice_given() -> None:
    drawn = _drawn(
        '"day" "Ngày" "ticks" value=chosen options=days', chosen=[2], days=[(1, "Hai", "d1"), (2, "Ba", "d2")]
    )
    assert 'value="1" id="d1"><label for="d1">Hai' in drawn and 'value="2" id="d2" checked>' in drawn
    assert '<option value="b" selected>' in _drawn(
        '"x" "X" "select" value="b" options=rows', rows=[("a", "A"), ("b", "B")]
    )


def test_a_tick_sends_its_value_and_shows_whether_it_is_ticked() -> None:
    assert '<input type="checkbox" name="x" value="1" id="x" checked>' in _drawn(
        '"x" "X" "tick" value="1" checked=True'
    )
    assert "checked" not in _drawn('"x" "X" "tick" value="1" checked=False')


def test_only_a_field_of_several_files_takes_several() -> None:
    assert "multiple" in _drawn('"x" "X" "files"') and "multiple" not in _drawn('"x" "X" "file"')


def test_an_unknown_kind_is_a_mistake_of_the_page() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        bound_plain_field("x", "X", "colour")
