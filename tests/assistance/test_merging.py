"""Two people fill one page: nothing of either is lost in silence."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from motcua.assistance.page_merge import mark_of, marks_of, merge_page, read_marks

WORDS = st.sampled_from(["", "Mỷ", "Vàng Thị Mỷ", "Lũng Cú", "12", " 12 "])
PAGE = st.dictionaries(st.sampled_from(["name", "phone", "place"]), WORDS)


def test_each_ones_own_fields_are_both_kept() -> None:
    shown = {"name": "", "phone": ""}
    kept = {"name": "Vàng Thị Mỷ", "phone": ""}  # the helper wrote the name meanwhile
    done = merge_page(kept=kept, typed={"name": "", "phone": "0912345678"}, seen=marks_of(shown))
    assert done.answers == {"name": "Vàng Thị Mỷ", "phone": "0912345678"}
    assert (done.changed, done.lost) == (["phone"], {})


def test_both_in_one_field_the_last_wins_and_the_other_words_are_told() -> None:
    done = merge_page(kept={"name": "Vàng Thị My"}, typed={"name": "Vàng Thị Mỷ"}, seen=marks_of({"name": ""}))
    assert done.answers == {"name": "Vàng Thị Mỷ"}
    assert done.lost == {"name": "Vàng Thị My"}


def test_the_same_words_from_both_are_no_conflict() -> None:
    done = merge_page(kept={"name": "Mỷ"}, typed={"name": "Mỷ "}, seen=marks_of({"name": ""}))
    assert (done.changed, done.lost) == ([], {})


def test_without_marks_nothing_written_is_emptied() -> None:
    done = merge_page(kept={"name": "Mỷ"}, typed={"name": ""}, seen={})
    assert done.answers == {"name": "Mỷ"}


def test_empty_rows_parts_and_ticks_mark_alike() -> None:
    assert mark_of([{"name": ""}, {}]) == mark_of("") == mark_of(None) == mark_of({"find": ""}) == ""
    assert mark_of("on") == mark_of(True) != mark_of("")
    assert mark_of("a\r\nb") == mark_of("a\nb")
    assert mark_of([{"name": ""}, {"name": "Mỷ"}]) != mark_of([{"name": "Mỷ"}])  # rows have their places


@given(shown=PAGE, kept=PAGE, typed=PAGE)
def test_what_the_other_wrote_is_kept_or_told(shown: dict, kept: dict, typed: dict) -> None:
    done = merge_page(kept=kept, typed=typed, seen=marks_of(shown))
    for name, words in kept.items():
        if mark_of(words) not in {"", mark_of(shown.get(name))}:  # the other one wrote it since
            assert mark_of(done.answers[name]) == mark_of(words) or done.lost[name] == words
    for name, words in typed.items():
        if mark_of(words) != mark_of(shown.get(name)):  # this one wrote it: his words stand
            assert mark_of(done.answers[name]) == mark_of(words)


@given(st.text())
def test_marks_of_a_stranger_are_no_error(text: str) -> None:
    assert isinstance(read_marks(text), dict)


def test_only_short_marks_are_read() -> None:
    given_ = json.dumps({"a": "x" * 16, "b": "y" * 17, "c": 5})
    assert read_marks(given_) == {"a": "x" * 16}
    assert read_marks("[1]") == read_marks("x" * 30_000) == {}
