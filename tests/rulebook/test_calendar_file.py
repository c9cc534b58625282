"""The iCalendar file: what programs that read it rely on (RFC 5545)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.calendar_file import CalendarEvent, event_file, feed_file
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
    text = feed_file([event()], "Lịch hẹn", at=datetime(2020, 4, 1, tzinfo=UTC))
    lines = unfolded(text)
    assert "DTSTART:20200403T010000Z" in lines
    assert "DTEND:20200403T011500Z" in lines
    assert "DTSTAMP:20200401T000000Z" in lines
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")


def test_marks_of_the_format_are_escaped() -> None:
    lines = unfolded(feed_file([event(summary="Nộp; nhận, một\\hai\nba")], "x"))
    assert "SUMMARY:Nộp\\; nhận\\, một\\\\hai\\nba" in lines


def test_a_line_break_smuggled_in_makes_no_second_property() -> None:
    text = feed_file([event(location="Phòng\r\nSTATUS:CANCELLED\x85\u2028x", url="https://a/\r\nX:1")], "x")
    assert "STATUS:CANCELLED" not in unfolded(text)
    assert "X:1" not in unfolded(text)


def test_a_cancelled_one_says_so_and_the_sequence_grows() -> None:
    lines = unfolded(feed_file([event(cancelled=True, sequence=3, remind=True)], "x"))
    assert "STATUS:CANCELLED" in lines
    assert "SEQUENCE:3" in lines
    assert "BEGIN:VALARM" not in lines


def test_a_file_of_one_cancelled_event_cancels_it_everywhere() -> None:
    made, gone = (event_file(event(cancelled=cancelled, sequence=cancelled + 1), "x") for cancelled in (False, True))
    assert "METHOD:PUBLISH" in unfolded(made)
    assert "METHOD:CANCEL" in unfolded(gone)
    assert "METHOD:PUBLISH" in unfolded(feed_file([event(cancelled=True)], "x"))
    before, after = (icalendar.Calendar.from_ical(text).events[0] for text in (made, gone))
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]


def test_a_reminder_is_an_alarm_before() -> None:
    assert "TRIGGER:-PT2H" in unfolded(feed_file([event(remind=True)], "x"))


def test_no_events_is_still_a_calendar() -> None:
    assert "BEGIN:VEVENT" not in feed_file([], "Lịch trực")


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="múi giờ"):
        feed_file([event(starts=datetime(2020, 4, 3, 8))], "x")


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=400))
def test_folded_lines_are_short_and_whole(line: str) -> None:
    folded = feed_file([event(summary=line)], "x")
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))
    escaped = line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{escaped}" in unfolded(folded)


@given(st.text(max_size=200))
def test_any_text_stays_one_line(words: str) -> None:
    try:
        words.encode()
    except UnicodeEncodeError:
        return
    lines = unfolded(feed_file([event(summary=words)], "x"))
    assert sum(line.startswith("SUMMARY:") for line in lines) == 1
    assert len(lines) == len(unfolded(feed_file([event()], "x")))


def text_of(value: str) -> str:
    """A TEXT value without its escapes (RFC 5545, 3.3.11)."""
    return re.sub(r"\\(.)", lambda escape: "\n" if escape[1] in "nN" else escape[1], value)


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")) | st.just("\n"), max_size=120)


@given(
    words=st.lists(WORDS, min_size=4, max_size=4),
    starts=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(VIETNAM)),
    minutes=st.integers(1, 600),
    sequence=st.integers(0, 40_000),
    cancelled=st.booleans(),
)
def test_what_was_written_is_read_back(
    words: list[str], starts: datetime, minutes: int, sequence: int, cancelled: bool
) -> None:
    summary, description, location, name = words
    starts = starts.replace(microsecond=0)
    given = event(
        starts=starts, ends=starts + timedelta(minutes=minutes), summary=summary, description=description,
        location=location, sequence=sequence, cancelled=cancelled, url="https://a.vn/lich?a=1,2;b",
    )  # fmt: skip
    read = icalendar.Calendar.from_ical(event_file(given, name))
    assert text_of(str(read["X-WR-CALNAME"])) == name  # the library leaves names of its own beginning with X- escaped
    (found,) = read.events
    assert (found["UID"], found["SUMMARY"], int(found["SEQUENCE"])) == (given.uid, summary, sequence)
    assert (found.get("DESCRIPTION", ""), found.get("LOCATION", "")) == (description, location)
    assert (found.start, found.end) == (given.starts, given.ends)
    assert (found["STATUS"], found["URL"]) == ("CANCELLED" if cancelled else "CONFIRMED", given.url)
