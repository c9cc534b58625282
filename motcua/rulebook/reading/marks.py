"""The landmarks of a letter's head, found line by line: national title, motto, number, place and date, urgency …

A line may hold several (two columns flattened into one line), so landmarks are carved out of it first, and what is left
stays as plain items.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from motcua.rulebook.reading import dates, numbers
from motcua.rulebook.reading.dates import PrintedDate
from motcua.rulebook.reading.normalise import digits, key
from motcua.rulebook.reading.sheet import Piece, Sheet, SheetLine
from motcua.rulebook.reading.words import keys, starts_with, word_list


class MarkKind(Enum):
    """What an item of the head is."""

    NATIONAL = "national"
    MOTTO = "motto"
    NUMBER = "number"
    DATE = "date"
    URGENCY = "urgency"
    RECIPIENTS = "recipients"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Item:
    """A landmark or a plain run of text, with what was read of it."""

    kind: MarkKind
    start: int
    end: int
    line: int
    column: int
    cell: bool = False
    # a fresh paragraph: a blank line stands before
    after_blank: bool = False
    found: dict[str, object] = field(default_factory=dict)


_NATIONAL = re.compile(
    r"(?:cong\s{1,3}\w{2,4}\s{1,3}x\w[a-z]?\s{1,3}h\w{1,2}|\bx\w{1,2}\s{1,3}hoi\s{1,3}chu\s{1,3}ngh\w{1,3})[^\n]{0,40}?(?:\bnam\b|$)",
    re.M,
)
_PARTY_TITLE = re.compile(r"\bdang\s{1,3}cong\s{1,3}san\s{1,3}viet\s{1,3}nam\b")
_MOTTO = re.compile(
    r"\bd[o0]c\s{1,3}l[aâ]p\s{0,3}[-.,~=_:—]{0,3}\s{0,3}t[uư]\s{1,3}d[oơ]\b[^\n|]{0,30}?(?:phuc\b|$)", re.M
)
_SO = re.compile(r"(?<![^\s|])s[o06]\s{0,3}[:;.]?[ \t]{0,120}")
_NUMBER = re.compile(
    r"(?P<whole>(?P<n>(?:\d{1,3}[ ](?=\d{1,4}[ ]?/))?[0-9OoQlIi|]{1,6}[a-zA-Z]?(?![A-Za-z]))?(?P<blank>[ \t.…]{0,120})"
    rf"(?P<rest>(?:/[ \t]?(?:19|20)\d\d)?[ \t]?/[ \t.…]{{0,20}}{numbers.SYMBOL.replace(chr(92) + 's', '[ ]')})"
    rf"|(?P<party>{numbers.PARTY.replace(chr(92) + 's', '[ ]')}))"
)
_BARE = re.compile(rf"(?:{numbers.NUMBER}|{numbers.PARTY})".replace(r"\s", "[ ]"))
_EMPTY = re.compile(r"(?P<whole>[ \t]*[.…_/ \t]*)(?=\n|$|[ \t]{3}|\|)")
_LONG = re.compile(dates.LONG)
_SHORT = re.compile(r"ngay\s{0,3}" + dates.SHORT)
# A telegram prints its hour between place and day: "Quảng Nam, hồi 16 giờ 00 ngày …".
_PLACE = re.compile(
    r"(?P<place>[^,;:|\n\d]{2,40}?(?:[^\W\d]{2,8}\s\d{1,2})?)\s{0,3}[,.;]?\s{0,3}"
    r"(?:(?:vào\s)?(?:hồi|lúc)\s{0,3}\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{1,2})?(?:\s?phút)?,?\s{0,3})?$"
)
_NO_PLACE = re.compile(
    r"(?:(?:can cu|luat|phap lenh|nghi quyet|nghi dinh|quyet dinh|theo|kem theo|ban hanh|thong qua)\b"
    r"|(?:tu|ke tu|den|truoc|sau|trong|vao)$)"
)
_ADDRESSED = re.compile(r"(?<=\s)K[ií]nh g[ửừưu]i\s?:")
_TITLE_BEFORE = re.compile(r"(?:cong dien|chi thi|quyet dinh|thong bao|ke hoach|nghi quyet)\s*(?:khan|hoa toc)?\s*$")
_KIND_BEFORE = re.compile(r"^\W*(?:luat|phap lenh|nghi quyet|nghi dinh|lenh|thong tu|quyet dinh|chi thi)\s*$")


def items(sheet: Sheet, lines: list[SheetLine]) -> list[Item]:
    """The items of these lines, in the order of the text."""
    found: list[Item] = []
    blank = True
    for line in lines:
        if line.blank:
            blank = True if not line.noise else blank
            continue
        found.extend(_of_line(sheet, line, after_blank=blank))
        blank = False
    return found


def _of_line(sheet: Sheet, line: SheetLine, *, after_blank: bool) -> list[Item]:
    start, end = line.pieces[0].start, line.pieces[-1].end
    carved: list[Item] = []

    def add(kind: MarkKind, first: int, last: int, **more: object) -> None:
        first, last = sheet.trimmed(first, last)
        carved.append(Item(kind, first, last, line.index, first - line.start, line.cell, after_blank, dict(more)))

    if end - start <= 1500:
        whole = sheet.fold[start:end]
        for kind, pattern in (
            (MarkKind.NATIONAL, _NATIONAL),
            (MarkKind.NATIONAL, _PARTY_TITLE),
            (MarkKind.MOTTO, _MOTTO),
        ):
            hit = pattern.search(whole)
            if hit and (pattern is not _PARTY_TITLE or sheet.view[start + hit.start() : start + hit.end()].isupper()):
                add(kind, start + hit.start(), start + hit.end())
        number = _number(sheet, start, end)
        if number:
            add(MarkKind.NUMBER, number[0], number[1], printed=number[2], blank=number[3])
        floor = max([item.end for item in carved], default=None)
        dated = _date(sheet, line, start, end, floor)
        if dated:
            add(MarkKind.DATE, dated[0], dated[1], date=dated[2], place=dated[3])
    carved.sort(key=lambda item: item.start)
    plain: list[Item] = []
    for piece in line.pieces:
        plain.extend(_left_over(sheet, line, piece, carved, after_blank))
    return sorted(carved + plain, key=lambda item: item.start)


def _left_over(sheet: Sheet, line: SheetLine, piece: Piece, carved: list[Item], after_blank: bool) -> list[Item]:
    rest: list[Item] = []
    at = piece.start
    for mark in [*carved, None]:
        stop = piece.end if mark is None else min(max(mark.start, piece.start), piece.end)
        for first, last in _addressed(sheet, *sheet.trimmed(at, stop)):
            if first < last and re.search(r"\w", sheet.view[first:last]):
                rest.append(_plain(sheet, line, first, last, after_blank))
        if mark is not None:
            at = max(at, min(max(mark.end, piece.start), piece.end))
    return rest


def _addressed(sheet: Sheet, first: int, last: int) -> list[tuple[int, int]]:
    """A run cut before "Kính gửi:", where a scanner put a stamp or the subject's end on the same line."""
    found = _ADDRESSED.search(sheet.view, first + 1, last)
    if not found:
        return [(first, last)]
    return [sheet.trimmed(first, found.start()), (found.start(), last)]


def _plain(sheet: Sheet, line: SheetLine, first: int, last: int, after_blank: bool) -> Item:
    words = sheet.key(first, min(last, first + 400))
    urgent = urgency_of(words)
    if urgent:
        kind, found = MarkKind.URGENCY, {"urgency": urgent}
    elif starts_with(words, keys("header", "recipients", "heads")):
        kind, found = MarkKind.RECIPIENTS, {}
    else:
        kind, found = MarkKind.PLAIN, {}
    return Item(kind, first, last, line.index, first - line.start, line.cell, after_blank, dict(found))


def urgency_of(words: str) -> str | None:
    """The urgency that a line of these words alone stamps, or None."""
    return _urgencies().get(words.removeprefix("do khan ").removeprefix("muc do khan "))


@cache
def _urgencies() -> dict[str, str]:
    return {key(printing): name for name, printings in word_list("header")["urgency"].items() for printing in printings}


def _number(sheet: Sheet, start: int, end: int) -> tuple[int, int, str, bool] | None:
    for so in _SO.finditer(sheet.fold, start, end):
        before = sheet.fold[start : so.start()]
        mark = sheet.fold[so.start() : so.end()].rstrip()
        title = _TITLE_BEFORE.search(before)
        titled = title is not None and sheet.view[start + title.start() : so.start()].isupper()
        titled = titled or (mark.endswith(":") and bool(_KIND_BEFORE.match(before)))
        alone = not before.strip() or before.endswith(("   ", "\t")) or titled or before.rstrip().endswith("|")
        # "Số:" with its colon may follow a column in capitals; "số" in a sentence never counts.
        if not alone and not (mark.endswith(":") and sheet.view[so.start()] == "S"):
            continue
        hit = _NUMBER.match(sheet.view, so.end(), end)
        if hit and hit.group("party"):
            return hit.start(), hit.end(), hit.group("party"), False
        if hit:
            digit = hit.group("n") or ""
            blank = not any(letter.isdigit() for letter in digits(digit)) if digit else True
            rest = hit.group("rest")
            printed = (
                rest.lstrip(" \t.…") if blank else _mended(digit) + (" " if hit.group("blank") else "") + rest.strip()
            )
            return so.start(), hit.end(), printed, blank
        empty = _EMPTY.match(sheet.view, so.end(), end)
        if empty and mark.endswith((":", "o")) and alone and so.end() - so.start() < 20 and not before.strip():
            return so.start(), empty.end(), "", True
    bare = _BARE.fullmatch(sheet.view[start:end].strip()) if end - start < 60 else None
    if bare:
        return start, end, bare.group(), False
    return None


def _mended(digit: str) -> str:
    tail = digit[-1] if digit[-1].isalpha() and digit[-1] in "abcdeABCDE" else ""
    return digits(digit.removesuffix(tail)) + tail


def _date(
    sheet: Sheet, line: SheetLine, start: int, end: int, number_end: int | None
) -> tuple[int, int, PrintedDate, str | None] | None:
    for pattern in (_LONG, _SHORT):
        for hit in pattern.finditer(sheet.fold, start, end):
            after = sheet.view[hit.end() : end]
            if after.strip(" .,;|)") and not after.startswith("   ") and not re.match(r"\s*(?:V/v|HỎA|KHẨN)", after):
                continue
            left = max(start, number_end or start, _column_start(line, hit.start()))
            place = _PLACE.search(sheet.view[left : hit.start()])
            words = place.group("place").strip(" -–.,*") if place else ""
            if len(words.split()) > 8 or (words and not words[:1].isupper()) or _NO_PLACE.match(key(words)):
                continue
            if (
                left + (place.start("place") if place else 0) > start
                and not words
                and number_end is None
                and left == start
            ):
                continue
            first = left + place.start("place") if place and words else hit.start()
            return first, hit.end(), dates.of_match(hit), words or None
    return None


def _column_start(line: SheetLine, at: int) -> int:
    starts = [piece.start for piece in line.pieces if piece.start <= at]
    return starts[-1] if starts else line.start
