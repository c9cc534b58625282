"""The body as paragraphs: wrapped lines joined, page breaks bridged, each with the mark that opens it.

A mark is what numbers a clause ("Điều 3.", "II.", "1.", "2.1.", "a)") or the dash of a bullet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from motcua.rulebook.reading.casing import in_capitals
from motcua.rulebook.reading.normalise import fold_letters, key
from motcua.rulebook.reading.sheet import Sheet, SheetLine
from motcua.rulebook.reading.words import keys, starts_with


@dataclass(frozen=True, slots=True)
class Mark:
    """`kind`: part, chapter, section, article, roman, upper, number (with its depth), letter, bullet."""

    kind: str
    label: str
    depth: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its mark; `text` is where the words after the mark begin."""

    start: int
    end: int
    text: int
    mark: Mark | None


_ARTICLE = re.compile(r"(?:dieu|die[uù])\s{1,3}(?P<n>\d{1,3}[a-z]?)\s?[.:,]?(?=\s|$)")
_PART = re.compile(
    r"(?P<k>phan(?: thu)?|chuong|muc)\s{1,3}(?P<n>[ivxl]{1,6}|\d{1,2}|nhat|hai|ba|bon)\b\s?[.:]?(?=\s|$)"
)
_NUMBER = re.compile(
    r"(?P<n>\d{1,2}(?:\s?\.\s?\d{1,2}){0,4})\s?(?:[.)/](?=\s|[A-ZĐÀ-Ỹ“\"]|$)|\s?-(?=\s+[A-ZĐÀ-Ỹ]))|(?P<m>\d{1,2}(?:\.\d{1,2}){1,4})(?=\s+[A-ZĐÀ-Ỹ])"
)
_ROMAN = re.compile(r"(?P<n>[IVX]{1,6}|[Il]{2,3})\s?[.)/-](?=\s|[A-ZĐÀ-Ỹ])")
_UPPER = re.compile(r"(?P<n>[A-HĐ])\s?[.)](?=\s+[A-ZĐÀ-Ỹ])")
_LETTER = re.compile(r"(?P<n>[a-zđ]\d{0,2}(?:\.\d{1,2})?)\s?\)(?=\s|[A-ZĐÀ-Ỹ]|$)|(?P<m>[a-eđghikg])\.(?=\s+[A-ZĐÀ-Ỹ])")
_BULLET = re.compile(r"(?:[~_|]{0,2}[-–—+•●▪◦·*]|~)(?=\s?[^\s\d-])\s?")
_ODD = re.compile(r"(?:[_~'‘`|.,]{1,3}\s?(?P<n>\d{1,2})|(?P<o>[^\W\d_]|[§$&]))\s?\.(?=\s+[A-ZĐÀ-Ỹ])")
_OPEN_QUOTE = re.compile(r"[\"“]\s?(?:\d{1,2}\.|[a-zđ]\)|Điều\s\d)")
_MOST_QUOTATIONS = 100
_STOPS = (".", ":", ";", "!", "?", "/.", ".”", '."', "”", ")")


def paragraphs(sheet: Sheet, start: int, end: int) -> list[Paragraph]:
    """The paragraphs of a span in order. Page numbers and stamps fall away."""
    lines = [line for line in sheet.lines if line.end > start and line.start < end]
    quoted = _quotations(sheet, start, end)
    width = _width(sheet, lines)
    columns = sorted(line.pieces[0].column for line in lines if line.pieces)
    margin = columns[len(columns) // 5] if columns else 0
    found: list[Paragraph] = []
    blank = True
    last_line: SheetLine | None = None
    for line in lines:
        if line.blank:
            blank = True
            continue
        first, last = max(line.pieces[0].start, start), min(line.pieces[-1].end, end)
        if first >= last:
            continue
        first, last = sheet.trimmed(first, last)
        mark = None if any(a < first < b for a, b in quoted) else mark_at(sheet, first, last)
        reads_on = bool(found) and (
            not _breaks(sheet, found[-1], last_line, line, first, blank=blank, width=width, margin=margin)
            if mark is None
            else mark.kind != "bullet" and not blank and _mid_sentence(sheet, found[-1], mark)
        )
        if reads_on:
            found[-1] = replace(found[-1], end=last)
        else:
            found.append(Paragraph(first, last, mark.end if mark else first, mark))
        blank = False
        last_line = line
    return found


def _width(sheet: Sheet, lines: list[SheetLine]) -> int:
    widths = sorted(line.pieces[-1].end - line.start for line in lines if line.pieces and not line.cell)
    return widths[int(0.8 * (len(widths) - 1))] if widths else 0


def _breaks(
    sheet: Sheet,
    previous: Paragraph,
    last: SheetLine | None,
    line: SheetLine,
    first: int,
    *,
    blank: bool,
    width: int,
    margin: int,
) -> bool:
    """Whether an unmarked line opens a new paragraph."""
    if last is None or line.cell or last.cell:
        return True
    words = sheet.view[first : first + 3]
    ended = sheet.view[previous.start : previous.end].rstrip(' "”*').endswith((".", ":", ";", "!", "?"))
    if blank:
        if ended or not (words[:1].islower() or words[:1].isdigit()):
            # An unfinished sentence goes on after a page break, unless the line is a heading of its own.
            return ended or not _wrapped(sheet, last, width)
        return False
    if ended and line.pieces[0].column - margin >= 3:
        return True
    length = last.pieces[-1].end - last.start
    if ended and sheet.view[previous.end - 1] in ";:" and words[:1].isupper():
        # "Điều 3. Chánh Văn phòng …, Giám đốc Sở Nội vụ;\nThủ trưởng …": a list of names wrapped at its margin.
        listed = previous.mark is not None and previous.mark.kind == "article" and sheet.view[previous.end - 1] == ";"
        return not (listed and length >= 0.75 * width)
    if ended and starts_with(key(sheet.view[first : first + 60]), keys("header", "endings", "closing")):
        return True
    if not ended and _is_heading(sheet, previous, last) and words[:1].isupper():
        # The heading's line had room for the next words: what follows is the clause's own text.
        return length < 0.72 * max(width, line.pieces[-1].end - line.start)
    return ended and length < 0.75 * width and not words[:1].islower()


def _is_heading(sheet: Sheet, paragraph: Paragraph, line: SheetLine) -> bool:
    """Whether a numbered paragraph is one short line so far that reads as finished ("2. Bộ Công an")."""
    if paragraph.mark is None or paragraph.mark.kind in ("bullet", "odd") or paragraph.start < line.start:
        return False
    words = sheet.view[paragraph.text : paragraph.end].rstrip()
    open_end = re.search(r"(?:[,(–-]|\b(?:và|của|với|các|cho|về|theo|tại|do|để|là|từ|đến|trên|bằng|số))$", words)
    return bool(words) and not open_end


def _wrapped(sheet: Sheet, last: SheetLine, width: int) -> bool:
    """Whether the line before ran to the margin in the midst of a sentence."""
    full = last.pieces[-1].end - last.start >= 0.85 * width and 40 <= width <= 130
    text = sheet.view[last.pieces[0].start : last.pieces[-1].end]
    return full and not in_capitals(text) and not text.rstrip().endswith(_STOPS)


def _mid_sentence(sheet: Sheet, previous: Paragraph, mark: Mark) -> bool:
    """Whether a line that begins like a clause is the wrapped tail of a sentence ("… tại khoản\\n3. Nghị định …")."""
    before = fold_letters(sheet.view[max(previous.start, previous.end - 24) : previous.end]).rstrip()
    return bool(re.search(r"\b(?:khoan|diem|dieu|muc|so|ngay|thang|nam|va|hoac|tu|den|quy|cap|thu)$", before))


def mark_at(sheet: Sheet, start: int, end: int) -> Mark | None:
    """The mark that opens a line, or None."""
    view = sheet.view
    limit = min(end, start + 40)
    found = _ARTICLE.match(sheet.fold, start, limit)
    if found and view[start].isupper():
        return Mark("article", f"Điều {found.group('n')}", 1, _skip(view, found.end(), end))
    found = _PART.match(sheet.fold, start, limit)
    if found and view[start].isupper():
        kind = {"phan": "part", "phan thu": "part", "chuong": "chapter", "muc": "section"}[found.group("k")]
        label = view[start : found.end()].strip(" .:")
        return Mark(kind, label, 1, _skip(view, found.end(), end))
    found = _NUMBER.match(view, start, limit)
    if found:
        label = re.sub(r"\s", "", found.group("n") or found.group("m"))
        return Mark("number", label, label.count(".") + 1, _skip(view, found.end(), end))
    found = _ROMAN.match(view, start, limit)
    if found:
        return Mark("roman", found.group("n").replace("l", "I"), 1, _skip(view, found.end(), end))
    found = _LETTER.match(view, start, limit)
    if found:
        return Mark("letter", found.group("n") or found.group("m"), 1, _skip(view, found.end(), end))
    found = _UPPER.match(view, start, limit)
    if found:
        return Mark("upper", found.group("n"), 1, _skip(view, found.end(), end))
    found = _BULLET.match(view, start, limit)
    if found:
        return Mark("bullet", "-", 1, found.end())
    found = _ODD.match(view, start, limit)
    if found:
        spoilt = found.group("n") or found.group("o")
        return Mark("odd", "1" if spoilt in "lI|" else spoilt, 1, _skip(view, found.end(), end))
    return None


def _skip(view: str, at: int, end: int) -> int:
    while at < end and view[at] in " \t\n.:-–":
        at += 1
    return at


def _quotations(sheet: Sheet, start: int, end: int) -> list[tuple[int, int]]:
    """Clauses of other documents quoted here: from a quote mark before a clause's number to the closing one."""
    spans: list[tuple[int, int]] = []
    at = start
    for _ in range(_MOST_QUOTATIONS):
        found = _OPEN_QUOTE.search(sheet.view, at, end)
        if not found:
            return spans
        close = re.compile(r"[\"”](?=\s*[.;,]?\s*(?:\n|$|[.;,]))").search(
            sheet.view, found.end(), min(end, found.end() + 6000)
        )
        if close:
            spans.append((found.start(), close.end()))
        at = close.end() if close else found.end()
    return spans
