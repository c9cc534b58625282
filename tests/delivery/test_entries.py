"""Rows pasted and typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.delivery.bag_rows import FIELDS, MOST_ROWS, read_money, read_papers, read_pasted, read_return

LINE = ["RA1", "1.001193", "Sùng Mí Phìn", "", "0987654321", "Thôn Nà Cho; xã Phú Linh", "đủ", "bưu điện", "8.000", ""]


@pytest.mark.parametrize("sign", ["\t", ";", ","])
def test_any_separator_is_read(sign: str) -> None:
    quoted = sign.join(f'"{cell}"' for cell in LINE)
    assert read_pasted(f"Số phiếu gửi{sign}Mã thủ tục\r\n{quoted}\r\n\r\n") == [dict(zip(FIELDS, LINE, strict=True))]


def test_missing_columns_are_blank() -> None:
    assert read_pasted("RA1\t1.001193\tLầu Thị Súng")[0]["papers"] == ""


def test_no_more_rows_than_a_bag_may_hold() -> None:
    assert len(read_pasted("\n".join(f"RA{n}" for n in range(500)))) == MOST_ROWS


@given(st.text(max_size=300))
def test_nothing_pasted_breaks_the_reading(text: str) -> None:
    try:
        rows = read_pasted(text)
    except Exception as error:  # pragma: no cover
        pytest.fail(f"{error!r} on {text!r}")
    assert all(set(row) == set(FIELDS) for row in rows)


@pytest.mark.parametrize(
    ("typed", "there", "fine"),
    [("đủ", [1, 2, 3], True), ("ĐỦ", [1, 2, 3], True), ("1, 3", [1, 3], True), ("3 1 1", [1, 3], True),
     ("", [], True), ("4", [], False), ("một", [], False)],
)  # fmt: skip
def test_papers(typed: str, there: list[int], fine: bool) -> None:
    found, wrong = read_papers(typed, [1, 2, 3])
    assert (found, not wrong) == (there, fine)


@pytest.mark.parametrize(
    ("typed", "amount"), [("8.000", 8000), ("8 000 đ", 8000), ("", 0), ("tám", None), ("-1", None)]
)
def test_money(typed: str, amount: int | None) -> None:
    assert read_money(typed) == amount


@pytest.mark.parametrize(
    ("typed", "way"),
    [("Bưu điện", "postal"), ("", "postal"), ("tại quầy", "counter"), ("điện tử", "online"), ("bồ câu", "")],
)
def test_ways_back(typed: str, way: str) -> None:
    assert read_return(typed) == way
