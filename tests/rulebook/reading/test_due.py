"""Deadlines: the printed day is kept, "trước" is marked, series know their weekday, words without a day give none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.reading.due import Due, read_due, weekdays
from motcua.rulebook.reading.phrases import flat

ISSUED = date(2020, 3, 30)


def dues(text: str) -> list[Due]:
    return list(read_due(text, flat(text), 0, len(text), ISSUED))


@pytest.mark.parametrize(
    ("text", "iso", "exclusive"),
    [
        ("hoàn thành xong trước ngày 31/3/2020", "2020-03-31", True),
        ("trước ngày 10 tháng 5 năm 2026", "2026-05-10", True),
        ("chậm nhất 17h00 ngày 20/4/2020", "2020-04-20T17:00", False),
        ("hoàn thành trong tháng 5/2021", "2021-05-31", False),
        ("trước tháng 6/2020", "2020-05-31", False),
        ("hoàn thành trong quý II/2020", "2020-06-30", False),
        ("gửi trước 15/12", "2020-12-15", True),
        ("hoàn thành trươc ngay 31/3/2020", "2020-03-31", True),
    ],
)
def test_fixed_days(text: str, iso: str, exclusive: bool) -> None:
    [due] = [due for due in dues(text) if due.kind == "fixed"]
    assert (due.iso, due.exclusive) == (iso, exclusive)


@pytest.mark.parametrize(
    "text",
    [
        "sử dụng đất trước ngày 15/10/1993",
        "kịp thời báo cáo theo quy định",
        "sau khi hết dịch bệnh",
        "trước ngày 31/2/2021",
        "theo Công văn số 15/UBND ngày 20/4/2020",
    ],
)
def test_no_day_is_invented(text: str) -> None:
    assert [due for due in dues(text) if due.kind == "fixed"] == []


@pytest.mark.parametrize(
    ("text", "every", "rule"),
    [
        ("báo cáo hàng ngày", "day", None),
        (
            "báo cáo hàng tuần trước 16h chiều Thứ 6",
            "week",
            {"weekday": 5, "time": "16:00", "exclusive": True},
        ),
        ("báo cáo định kỳ tuần/lần vào ngày Thứ 6 hàng tuần", "week", {"weekday": 5, "exclusive": False}),
        ("báo cáo trước 17 giờ 00 thứ Sáu hằng tuần", "week", {"weekday": 5, "time": "17:00", "exclusive": True}),
        ("báo cáo hàng tháng trước ngày 25", "month", {"month_day": 25, "exclusive": True}),
        ("báo cáo định kỳ hàng quý", "quarter", None),
        ("báo cáo định kỳ hàng năm", "year", None),
        ("báo cáo hàng ngày trước 16h00", "day", {"time": "16:00", "exclusive": True}),
    ],
)
def test_series(text: str, every: str, rule: dict[str, object] | None) -> None:
    [due] = [due for due in dues(text) if due.kind == "series"]
    assert (due.recurrence, due.rule()) == (every, rule)


@pytest.mark.parametrize(
    "text", ["do hàng ngày có nhiều lượt người đến", "hưởng trợ cấp hàng tháng", "đổi mới quy trình"]
)
def test_a_mention_of_days_is_no_series(text: str) -> None:
    assert [due for due in dues(text) if due.kind == "series"] == []


def test_a_period_has_its_first_and_last_day() -> None:
    [due] = dues("Từ ngày 01/4/2020 đến hết ngày 15/4/2020")
    assert (due.kind, due.iso, due.until) == ("from", "2020-04-01", "2020-04-15")


def test_a_period_may_name_its_hours() -> None:
    [due] = dues("từ 8 giờ 00 ngày 16/8/2021 đến 17 giờ 30 ngày 23/8/2021")
    assert (due.iso, due.until) == ("2021-08-16T08:00", "2021-08-23T17:30")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("thứ 3, thứ 6 hàng tuần", (2, 5)),
        ("thứ 2, 4 và 6", (1, 3, 5)),
        ("thứ Ba và thứ Sáu", (2, 5)),
        ("Chủ nhật", (7,)),
        ("từ thứ Hai đến thứ Sáu và sáng thứ Bảy", (1, 2, 3, 4, 5, 6)),
        ("mức độ 3, 4", ()),
        ("lần thứ 10", ()),
    ],
)
def test_weekdays(text: str, days: tuple[int, ...]) -> None:
    assert weekdays(flat(text), 0, len(text))[0] == days


@given(st.dates(ISSUED + timedelta(days=1), date(2099, 12, 31)), st.sampled_from(["trước ngày ", "chậm nhất ngày "]))
def test_every_printed_day_is_read_as_printed(day: date, lead: str) -> None:
    text = f"hoàn thành {lead}{day.day}/{day.month}/{day.year}."
    [due] = [due for due in dues(text) if due.kind == "fixed"]
    assert due.iso == day.isoformat()
    assert text[due.span[0] : due.span[1]].endswith(f"{day.day}/{day.month}/{day.year}")
