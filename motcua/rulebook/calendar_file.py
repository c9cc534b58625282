"""Write an iCalendar file (RFC 5545), as phones and mail programs read it. Moments are written in UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_LONGEST_LINE: Final = 75  # octets, RFC 5545 section 3.1
# Everything that is no text: control characters other than the line feed, which TEXT writes as "\n".
_CONTROLS: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")
_ALARM: Final = "-PT2H"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One entry. `starts` and `ends` are aware; `uid` stays the same for ever, `sequence` grows with each change.

    A cancelled event is written too, so that programs that already have it take it away.
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


def calendar(events: Iterable[CalendarEvent], name: str, *, at: datetime | None = None) -> str:
    """The file's text, lines ended by CRLF and folded at 75 octets.

    `name` is shown by calendar programs. `at` (aware) is when the file was made; without it each event bears the
    moment it starts, as the format wants some moment. ValueError for a moment without a time zone.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//motcua//motcua//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
    ]
    for event in events:
        lines += _event(event, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines)


def fold(line: str) -> str:
    """Break a line after at most 75 octets of UTF-8, never inside a character; a line goes on after one blank."""
    pieces: list[str] = []
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece])


def _event(event: CalendarEvent, at: datetime | None) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{_moment(at or event.starts)}",
        f"DTSTART:{_moment(event.starts)}",
        f"DTEND:{_moment(event.ends)}",
        f"SUMMARY:{_text(event.summary)}",
        f"SEQUENCE:{event.sequence}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
    ]
    if event.description:
        lines.append(f"DESCRIPTION:{_text(event.description)}")
    if event.location:
        lines.append(f"LOCATION:{_text(event.location)}")
    if event.url:
        lines.append(f"URL:{_CONTROLS.sub('', event.url).replace(chr(10), '')}")
    if event.remind and not event.cancelled:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(event.summary)}",
            f"TRIGGER:{_ALARM}",
            "END:VALARM",
        ]
    return [*lines, "END:VEVENT"]


def _moment(moment: datetime) -> str:
    if moment.utcoffset() is None:
        raise ValueError("Thời điểm thiếu múi giờ.")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Escaped as RFC 5545 section 3.3.11 wants, without characters that a line may not hold."""
    clean = _CONTROLS.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
