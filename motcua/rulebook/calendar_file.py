"""iCalendar files (RFC 5545, 5546) as phones and mail programs read them. Moments are written in UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event, vText, vUri

_BEFORE: Final = timedelta(hours=2)
# Everything that is no text: control characters other than the line feed, which TEXT writes as "\n".
_CONTROLS: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One entry. `starts` and `ends` are aware; `uid` stays the same for ever, `sequence` rises with each change.

    A cancelled event is written too, so that programs that already have it remove it. `remind` sets an alarm two hours
    before the start.
    """

    uid: str
    starts: datetime
    ends: datetime
    summary: str
    description: str = ""
    location: str = ""
    sequence: int = 0
    cancelled: bool = False
    url: str = ""
    remind: bool = False


def feed_file(events: Iterable[CalendarEvent], name: str, *, at: datetime | None = None) -> str:
    """The text of a calendar that programs subscribe to: METHOD:PUBLISH, each event with its own state.

    `name` is shown by calendar programs. `at` (aware) is when the file was made; without it each event bears the
    moment it starts, as the format requires one. Raises ValueError for a moment without a time zone.
    """
    return _text_of(events, name, "PUBLISH", at)


def event_file(event: CalendarEvent, name: str, *, at: datetime | None = None) -> str:
    """The text of a file with one event, to be opened once: METHOD:CANCEL where the event is cancelled.

    `name` and `at` as in `feed_file`. Raises ValueError for a moment without a time zone.
    """
    return _text_of([event], name, "CANCEL" if event.cancelled else "PUBLISH", at)


def _text_of(events: Iterable[CalendarEvent], name: str, method: str, at: datetime | None) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//motcua//motcua//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add("x-wr-calname", _text(name))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for event in events:
        calendar.add_component(_entry(event, at))
    content: bytes = calendar.to_ical()
    return content.decode()


def _entry(event: CalendarEvent, at: datetime | None) -> Event:
    entry = Event()
    entry.add("uid", _text(event.uid))
    entry.add("dtstamp", _utc(at or event.starts))
    entry.add("dtstart", _utc(event.starts))
    entry.add("dtend", _utc(event.ends))
    entry.add("summary", _text(event.summary))
    entry.add("sequence", event.sequence)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if event.description:
        entry.add("description", _text(event.description))
    if event.location:
        entry.add("location", _text(event.location))
    if event.url:
        entry.add("url", vUri(_CONTROLS.sub("", event.url).replace("\n", "")))
    if event.remind and not event.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _text(event.summary))
        alarm.add("trigger", -_BEFORE)
        entry.add_component(alarm)
    return entry


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("Thời điểm thiếu múi giờ.")
    return moment.astimezone(UTC)


def _text(words: str) -> vText:
    """Text without characters that a line may not hold; the library escapes and folds it."""
    return vText(_CONTROLS.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n")))
