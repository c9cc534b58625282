"""What stands after the body: the end mark, the list of copies, and the lines of the signature.

Scans and text exports print these in any order, or side by side: the title before "Nơi nhận" and the name after it,
the signature in the right-hand column, all in one table cell. So the lines are dealt into two streams first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.rulebook.reading.casing import in_capitals
from motcua.rulebook.reading.lists import is_bullet, item_leaf, split_inline
from motcua.rulebook.reading.normalise import key, nearly
from motcua.rulebook.reading.parts import Leaf
from motcua.rulebook.reading.sheet import Piece, Sheet, SheetLine
from motcua.rulebook.reading.signing import is_name, is_signing
from motcua.rulebook.reading.words import keys, starts_with

_END_MARK = re.compile(r"\.\s?/\s?\.(?=\s*$|\s*\n|\s{0,3}[\"”|])|(?<=\w)\s?/\s?\.\s*(?=\n|$)|\./(?=\s*\n)", re.M)
_ANNEX = re.compile(
    r"^(?:phu luc|phan (?:i|thu nhat)\b|danh muc\b|mau so|bieu so|quy che\b|quy dinh\b|ke hoach\b|noi dung\b)"
)
_BEFORE = 14  # lines above "Nơi nhận" that may hold the signature
_AFTER = 70


@dataclass(frozen=True, slots=True)
class Ending:
    """The parts found: `end_mark` offset after "./.", the copies (None: no list), the signature's spans in order."""

    body_end: int
    end_mark: int | None
    copies: tuple[Leaf, ...] | None
    copies_span: tuple[int, int] | None
    signature: tuple[tuple[int, int], ...]


def read_ending(sheet: Sheet, body_start: int) -> Ending:
    """The ending of the letter whose body begins at `body_start`. An annex after the signature is not looked at."""
    head = _copies_head(sheet, body_start)
    mark = _END_MARK.search(sheet.view, body_start, head[1].start if head else len(sheet.view))
    if head is None:
        return _without_copies(sheet, body_start, mark.end() if mark else None)
    zone = _zone(sheet, head[0], body_start, mark.end() if mark else None)
    copies_items, signature = _deal(sheet, zone, head)
    copies = _copies(sheet, head[1], copies_items)
    start = min([head[1].start, *[a for a, _ in signature]])
    spans = [span for _, span in copies if span]
    end_mark = mark.end() if mark and mark.end() <= start else None
    body_end = end_mark if end_mark is not None else start
    whole = (head[1].start, spans[-1][1] if spans else head[1].end)
    return Ending(body_end, end_mark, tuple(leaf for leaf, _ in copies), whole, tuple(signature))


def _copies_head(sheet: Sheet, after: int) -> tuple[SheetLine, Piece] | None:
    heads = keys("header", "copies", "heads")
    for line in sheet.lines:
        if line.start < after and line.end <= after:
            continue
        for piece in line.pieces:
            words = sheet.value(piece.start, min(piece.end, piece.start + 24)).lstrip("/ ")
            first = key(" ".join(words.split()[:2]))
            if starts_with(first, heads) or (
                ":" in words and len(first) > 6 and any(nearly(first, h, 1) for h in heads)
            ):
                after_head = words.split(maxsplit=2)[2:]
                glued = words.split()[1].endswith((":", ".", ";")) if len(words.split()) > 1 else False
                if glued or not after_head or after_head[0][:1] in ":-–;":
                    return line, piece
    return None


def _zone(sheet: Sheet, head: SheetLine, body_start: int, mark: int | None) -> list[SheetLine]:
    lower = max(body_start, mark or 0)
    before = [
        line
        for line in sheet.lines[max(0, head.index - 3 * _BEFORE) : head.index]
        if line.pieces and line.start >= lower
    ]
    return (
        before[-_BEFORE:] + [head] + [line for line in sheet.lines[head.index + 1 : head.index + _AFTER] if line.pieces]
    )


def _deal(
    sheet: Sheet, zone: list[SheetLine], head: tuple[SheetLine, Piece]
) -> tuple[list[Piece], list[tuple[int, int]]]:
    """The zone's pieces: those of the copies, and the spans of the signature."""
    boundary = _boundary(sheet, zone, head)
    copies: list[Piece] = []
    signature: list[tuple[int, int]] = []
    signed = False
    previous_blank_index = head[0].index
    closed = False
    for line in zone:
        after_blank = line.index > previous_blank_index + 1
        previous_blank_index = line.index
        for piece in _carved(sheet, line, head):
            words = sheet.of(piece)
            below = line.index >= head[0].index
            right = boundary is not None and piece.column >= boundary
            archived = "luu" in key(sheet.of(head[1])).split() or _is_archive(sheet, copies)
            if signed and (archived or not (below and not right and not closed)):
                continue
            if right or not below:
                taken = (
                    is_signing(words)
                    or (bool(signature) and is_name(words))
                    or (right and bool(signature) and in_capitals(words))
                )
                if taken:
                    signature.append((piece.start, piece.end))
                    signed = signed or _has_name(words)
                continue
            if (
                not is_bullet(words)
                and not words.endswith(";")
                and (is_signing(words) or (is_name(words) and (bool(signature) or after_blank)))
            ):
                signature.append((piece.start, piece.end))
                signed = signed or _has_name(words)
                closed = closed or bool(copies)
                continue
            if closed and signature and in_capitals(words) and not is_bullet(words):
                signature.append((piece.start, piece.end))
                continue
            if _ANNEX.match(key(words)) and after_blank and not is_bullet(words) and in_capitals(words):
                return copies, signature
            if not closed or is_bullet(words):
                if after_blank and copies and not is_bullet(words) and not line.cell and len(words) > 90:
                    return copies, signature
                if (
                    after_blank
                    and copies
                    and not is_bullet(words)
                    and _is_archive(sheet, copies)
                    and not words.startswith("(")
                ):
                    continue
                copies.append(piece)
    return copies, signature


_FLATTENED = re.compile(r"(?<=[;.:])\s+(?=[A-ZĐÀ-Ỹ.,/ ]{4,}$)")


def _carved(sheet: Sheet, line: SheetLine, head: tuple[SheetLine, Piece]) -> list[Piece]:
    """The line's pieces without the list's head; a signature flattened into an item ("- X; KT. CHỦ TỊCH") cut off."""
    pieces: list[Piece] = []
    for piece in line.pieces:
        below = line.index >= head[0].index and not is_signing(sheet.of(piece))
        cut = _FLATTENED.search(sheet.view, piece.start, piece.end) if below else None
        if cut and is_signing(sheet.value(cut.end(), piece.end)):
            if piece is not head[1]:
                pieces.append(Piece(piece.start, cut.start(), piece.line, piece.column))
            pieces.append(Piece(cut.end(), piece.end, piece.line, piece.column))
        elif piece is not head[1]:
            pieces.append(piece)
    return pieces


def _has_name(words: str) -> bool:
    return is_name(words) or (not in_capitals(words) and is_name(" ".join(words.split()[-3:])))


def _is_archive(sheet: Sheet, copies: list[Piece]) -> bool:
    return any(key(sheet.of(piece)).startswith("luu") for piece in copies[-3:])


def _boundary(sheet: Sheet, zone: list[SheetLine], head: tuple[SheetLine, Piece]) -> int | None:
    """The column where the right-hand column begins, or None where all stands in one column."""
    columns = []
    for line in zone:
        if line.index < head[0].index:
            continue
        for piece in line.pieces[1:]:
            if piece.column > head[1].column + 15:
                columns.append(piece.column)
    for line in zone:
        for piece in line.pieces[:1]:
            if piece.column > head[1].column + 25 and is_signing(sheet.of(piece)):
                columns.append(piece.column)
    return min(columns) - 12 if columns else None


def _copies(sheet: Sheet, head: Piece, pieces: list[Piece]) -> list[tuple[Leaf, tuple[int, int] | None]]:
    groups: list[list[tuple[int, int]]] = []
    colon = re.compile(r"[:;.]\s*").search(sheet.view, head.start, min(head.end, head.start + 24))
    rest = sheet.trimmed(colon.end() if colon else head.end, head.end)
    if rest[0] < rest[1] and not is_signing(sheet.value(*rest)):
        groups += [[span] for span in split_inline(sheet, *rest)]
    for piece in pieces:
        words = sheet.of(piece)
        last = sheet.value(*groups[-1][-1]) if groups else ""
        fresh = is_bullet(sheet.view[piece.start : piece.end]) or not groups
        if not fresh and last.endswith(";") and not words.startswith("(") and words[:1].isupper():
            fresh = True
        if fresh:
            groups += [[part] for part in split_inline(sheet, piece.start, piece.end)]
        else:
            groups[-1].append((piece.start, piece.end))
    leaves = [item_leaf(sheet, group) for group in groups]
    return [(leaf, leaf.span) for leaf in leaves if leaf]


def _without_copies(sheet: Sheet, body_start: int, mark: int | None) -> Ending:
    """The signature of a letter without a list of copies: after the end mark, or the last lines."""
    lines = [line for line in sheet.lines if line.pieces and line.start >= (mark or body_start)]
    lines = lines[:40] if mark else lines[-25:]
    signature: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        loose = mark is not None or bool(signature) or at >= len(lines) - 5
        for piece in line.pieces:
            words = sheet.of(piece)
            opens = is_signing(words, strict=not loose) and (
                mark is not None or in_capitals(" ".join(words.split()[:2]))
            )
            if opens or (signature and (is_name(words) or in_capitals(words))):
                signature.append((piece.start, piece.end))
                if _has_name(words):
                    return Ending(mark or signature[0][0], mark, None, None, tuple(signature))
    if signature and (mark or is_signing(sheet.value(*signature[0]), strict=True)):
        return Ending(mark or signature[0][0], mark, None, None, tuple(signature))
    end = mark or len(sheet.view.rstrip())
    return Ending(end, mark, None, None, ())
