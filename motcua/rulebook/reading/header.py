"""The header: all that stands around the body, read from the landmarks of the head and from the ending."""

from __future__ import annotations

import re

from motcua.rulebook.reading import numbers
from motcua.rulebook.reading.dates import PrintedDate
from motcua.rulebook.reading.ending import Ending, read_ending
from motcua.rulebook.reading.issuer import read_issuer
from motcua.rulebook.reading.marks import Item, MarkKind, items
from motcua.rulebook.reading.normalise import squash
from motcua.rulebook.reading.parts import Header, Leaf
from motcua.rulebook.reading.recipients import read_recipients
from motcua.rulebook.reading.sheet import Sheet
from motcua.rulebook.reading.signing import read_signer
from motcua.rulebook.reading.subject import read_subject
from motcua.rulebook.reading.title import Title, find_title, read_type

_HEAD_LINES = 200
_BODY_STARTS = re.compile(r"^(?:Căn cứ|Điều\s+1|I\.|1\.)")


def read_header(sheet: Sheet) -> tuple[Header, Ending]:
    """The header of the letter, and what stands at its end. Parts that are not printed have a value of None."""
    head = items(sheet, sheet.lines[:_HEAD_LINES])
    head = _until_copies(sheet, head)
    limit = _body_limit(sheet, head)
    number = next((item for item in head if item.kind is MarkKind.NUMBER and item.start < limit), None)
    dated = _dated(head, limit)
    national = next((item for item in head if item.kind is MarkKind.NATIONAL), None)
    title = find_title(sheet, head, _title_floor(head, number, dated, national))
    issuer_stop = min([item.start for item in (number, dated) if item] + ([title.start] if title else []) or [limit])
    issuer = read_issuer(sheet, head, issuer_stop)
    if number is None and title is not None:
        number = next(
            (item for item in head if item.kind is MarkKind.NUMBER and item.line - head[title.index].line <= 3), None
        )
    subject = read_subject(sheet, head, title, number, str(issuer.value) if issuer.value else None)
    recipients, after = read_recipients(sheet, head, str(issuer.value) if issuer.value else None)
    printed, blank = _printed(number)
    kind = read_type(title, printed, letter=_is_letter(sheet, head, subject))
    body_start = max(
        after or 0,
        subject.span[1] if subject.span else 0,
        title.end if title else 0,
        number.end if number else 0,
    )
    ending = read_ending(sheet, body_start)
    date = dated.found["date"] if dated else None
    assert date is None or isinstance(date, PrintedDate)
    place = dated.found["place"] if dated else None
    span = (dated.start, dated.end) if dated else None
    header = Header(
        issuer=issuer,
        number=Leaf(None if blank or printed is None else _mended(printed, kind), _span(number)),
        printed_number=Leaf(squash(printed) if printed else None, _span(number)),
        place=Leaf(place, (dated.start, dated.start + len(str(place))) if dated and place else None),
        date=Leaf(date.date if date else None, span),
        year=Leaf(date.year if date else None, span),
        type=kind,
        subject=subject,
        urgency=_urgency(head, title, body_start),
        recipients=recipients,
        signer=read_signer(sheet, ending.signature),
        copies_to=ending.copies,
        body=_body(sheet, body_start, ending.body_end),
    )
    return header, ending


def _body(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    """The body without the dots, bars and blank lines at its ends."""
    view = sheet.view
    while start < end and (view[start].isspace() or view[start] in ".…|"):
        start += 1
    while end > start and (view[end - 1].isspace() or view[end - 1] == "|"):
        end -= 1
    return start, max(start, end)


def _span(item: Item | None) -> tuple[int, int] | None:
    return (item.start, item.end) if item else None


def _until_copies(sheet: Sheet, head: list[Item]) -> list[Item]:
    stop = next(
        (
            i
            for i, item in enumerate(head)
            if i > 3 and sheet.key(item.start, min(item.end, item.start + 12)).startswith("noi nhan")
        ),
        len(head),
    )
    return head[: stop + 1]


def _body_limit(sheet: Sheet, head: list[Item]) -> int:
    """The first line that can only be body; number and date stand above it."""
    for item in head:
        if item.kind is MarkKind.PLAIN and _BODY_STARTS.match(sheet.value(item.start, min(item.end, item.start + 30))):
            return item.start
    return head[-1].end if head else 0


def _dated(head: list[Item], limit: int) -> Item | None:
    found = [item for item in head if item.kind is MarkKind.DATE and item.start < limit]
    return next((item for item in found if item.found["place"]), found[0] if found else None)


def _title_floor(head: list[Item], number: Item | None, dated: Item | None, national: Item | None) -> int:
    """The offset above which no title stands: a body's name may hold the same words ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ")."""
    known = [item.start for item in (number, dated, national) if item]
    return min(known) if known else (head[0].start if head else 0)


def _printed(number: Item | None) -> tuple[str | None, bool]:
    if number is None:
        return None, True
    return numbers.tidy_printed(str(number.found["printed"])), bool(number.found["blank"])


def _mended(printed: str, kind: Leaf) -> str:
    """The number without typing blanks; "QD" is "QĐ" where the title says it is a decision."""
    number = numbers.tidy_number(printed)
    usual = numbers.usual(number)
    if usual and kind.value and numbers.type_of(number) == kind.value and re.search(r"/(?:QDD?|ND|TTR)-", number):
        return usual
    return number


def _is_letter(sheet: Sheet, head: list[Item], subject: Leaf) -> bool:
    addressed = any(item.kind is MarkKind.RECIPIENTS for item in head)
    return addressed or bool(subject.value and re.match(r"^\s*v\s?/\s?v", str(subject.value), re.IGNORECASE))


def _urgency(head: list[Item], title: Title | None, body_start: int) -> Leaf:
    for item in head:
        if item.kind is MarkKind.URGENCY and item.start < body_start + 200:
            return Leaf(item.found["urgency"], (item.start, item.end))
    if title and title.urgency:
        return Leaf(title.urgency, (title.start, title.end))
    return Leaf(None)
