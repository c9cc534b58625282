"""The letter's text in pieces: nothing lost, every finding over its own words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from motcua.web.policy.marks import pieces, shown

SPANS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(-5, 40), st.integers(-5, 60)), max_size=6)


@given(text=st.text(max_size=40), spans=SPANS)
def test_nothing_of_the_text_is_lost(text: str, spans: list[tuple[str, int, int]]) -> None:
    assert "".join(piece.text for piece in pieces(text, spans)) == text


def test_a_finding_within_another_carries_both() -> None:
    found = [(piece.text, piece.marks) for piece in pieces("không quá 20 người", [("a", 0, 18), ("b", 10, 18)])]
    assert found == [("không quá ", "a"), ("20 người", "a b")]


def test_the_page_leaves_out_marks_for_bold_and_empty_lines() -> None:
    text = "\n\n**SỞ Y TẾ**\n\n\n\n## **2.1. Việc**"
    assert "".join(piece.text for piece in shown(pieces(text, [("a", 4, 11)]))) == "SỞ Y TẾ\n\n2.1. Việc"
