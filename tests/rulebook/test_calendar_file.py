"""The iCalendar file: what programs that read it rely on (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.calendar_file import CalendarEvent, calendar, fold
from motcua.rulebook.vietnamese import VIETNAM

START = datetime(2020, 4, 3, 8, 0, tzinfo=VIETNAM)


def event(**changed: object) -> CalendarEvent:
    """An appointment, with what a test changes."""
    fields: dict[str, object] = {
        "uid": "hen-abc@motcua",
        "starts": START,
        "ends": START + timedelta(minutes=15),
        "summary": "Nộp hồ sơ",
    }
    return CalendarEvent(**{**fields, **changed})  # type: ignore[arg-type]


def unfolded(text: str) -> list[str]:
    """The file's lines, as a reader joins them."""
    return text.replace("\r\n ", "").split("\r\n")


def test_moments_are_utc_and_lines_end_with_crlf() -> None:
    text = calendar([event()], "Lịch hẹn", at=datetime(2020, 4, 1, tzinfo=UTC))
    lines = unfolded(text)
    assert "DTSTART:20200403T010000Z" in lines
    assert "DTEND:20200403T011500Z" in lines
    assert "DTSTAMP:20200401T000000Z" in lines
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")


def test_marks_of_the_format_are_escaped() -> None:
    lines = unfolded(calendar([event(summary="Nộp; nhận, một\\hai\nba")], "x"))
    assert "SUMMARY:Nộp\\; nhận\\, một\\\\hai\\nba" in lines


def test_a_line_break_smuggled_in_makes_no_second_property() -> None:
    text = calendar([event(location="Phòng\r\nSTATUS:CANCELLED\x85\u2028x", url="https://a/\r\nX:1")], "x")
    assert "STATUS:CANCELLED" not in unfolded(text)
    assert "X:1" not in unfolded(text)


def test_a_cancelled_one_says_so_and_the_sequence_grows() -> None:
    lines = unfolded(calendar([event(cancelled=True, sequence=3, remind=True)], "x"))
    assert "STATUS:CANCELLED" in lines
    assert "SEQUENCE:3" in lines
    assert "BEGIN:VALARM" not in lines


def test_a_reminder_is_an_alarm_before() -> None:
    assert "TRIGGER:-PT2H" in unfolded(calendar([event(remind=True)], "x"))


def test_no_events_is_still_a_calendar() -> None:
    assert "BEGIN:VEVENT" not in calendar([], "Lịch trực")


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="múi giờ"):
        calendar([event(starts=datetime(2020, 4, 3, 8))], "x")


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=400))
def test_folded_lines_are_short_and_whole(line: str) -> None:
    folded = fold(line)
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line


@given(st.text(max_size=200))
def test_any_text_stays_one_line(words: str) -> None:
    try:
        words.encode()
    except UnicodeEncodeError:
        return
    lines = unfolded(calendar([event(summary=words)], "x"))
    assert sum(line.startswith("SUMMARY:") for line in lines) == 1
    assert len(lines) == len(unfolded(calendar([event()], "x")))
