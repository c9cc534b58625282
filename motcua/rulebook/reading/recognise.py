"""Is this an official document at all? Decided by layout, not by words of the body: a novel may quote a directive.

Each landmark of Decree 30/2020's layout counts; a letter cut at its end or its start still has enough of them.
"""

from __future__ import annotations

import re

from motcua.rulebook.reading.errors import UnreadableDocument
from motcua.rulebook.reading.marks import MarkKind, items
from motcua.rulebook.reading.parts import Header
from motcua.rulebook.reading.sheet import Sheet

NOT_OFFICIAL = (
    "không thấy dấu hiệu của một văn bản hành chính "
    "(cơ quan ban hành, số và ký hiệu, địa danh và ngày tháng, nơi nhận, người ký)."
)
_ENOUGH = 4


_ENGLISH = re.compile(r"\b(?:the|of|and|to|shall|for|in|from|be|with|not|are|is)\b", re.IGNORECASE)
IN_ENGLISH = "văn bản viết bằng tiếng Anh; phần mềm chỉ đọc văn bản tiếng Việt."


def require_official(sheet: Sheet, header: Header) -> None:
    """Raise UnreadableDocument where the layout is not that of an official document, or the language not Vietnamese."""
    if _in_english(sheet.text[:20_000]):
        raise UnreadableDocument(IN_ENGLISH)
    if weight(sheet, header) < _ENOUGH:
        raise UnreadableDocument(NOT_OFFICIAL)


def _in_english(text: str) -> bool:
    """Whether a text is English: many of its small words, and next to no letter that only Vietnamese has."""
    words = len(re.findall(r"\w+", text))
    accented = sum(letter > "\x7f" and letter.isalpha() for letter in text)
    return words > 20 and accented < 0.01 * len(text) and len(_ENGLISH.findall(text)) > 0.12 * words


def weight(sheet: Sheet, header: Header) -> int:
    """How much of the layout was found. Four is enough; a whole letter has ten or more."""
    found = {item.kind for item in items(sheet, sheet.lines[:120])}
    body = header.body[1] - header.body[0]
    issued = header.issuer.value is not None
    numbered = header.printed_number.span is not None
    signed = header.signer is not None and header.signer.authority is not None
    ended = header.copies_to is not None
    if not (numbered or (issued and (MarkKind.DATE in found or MarkKind.NATIONAL in found)) or (signed and ended)):
        return 0
    total = 0
    total += 2 * (MarkKind.NATIONAL in found) + 1 * (MarkKind.MOTTO in found)
    total += 2 * numbered + 2 * issued
    total += 2 * (header.date.span is not None) * (header.place.value is not None)
    total += 1 * bool(header.type.span) + 1 * bool(header.subject.value) + 1 * (MarkKind.RECIPIENTS in found)
    total += 2 * ended + 2 * signed + 1 * (header.signer is not None)
    total += 1 * bool(re.search(r"(?m)^\W{0,6}Điều\s1\b", sheet.view[header.body[0] : header.body[1]]))
    total -= 20 * _has_statements(sheet) + 3 * _looks_like_code(sheet)
    return total if body >= 0 else 0


_STATEMENT = re.compile(
    r"^\s*(?:def \w+\(|class \w+[(:{]|import \w|from [\w.]+ import|return\b|assert\b|#include|const \w+ =|let \w+ =|"
    r"function\b|public \w)"
)


def _has_statements(sheet: Sheet) -> bool:
    """Whether it is a program, though it may hold a whole letter as a string."""
    return sum(bool(_STATEMENT.match(line)) for line in sheet.text[:60000].split("\n")) >= 4


def _looks_like_code(sheet: Sheet) -> bool:
    lines = [line for line in sheet.text[:20000].split("\n") if line.strip()]
    code = sum(
        bool(
            re.search(
                r"[{};]\s*$|^\s*(?:def|class|import|from|return|if|for|const|let|var|function|public|#include)\b|=>|==|\(\)|^```",
                line,
            )
        )
        for line in lines
    )
    ended = sum(line.rstrip().endswith(";") and not re.search(r"[=(){}]", line) for line in lines)
    return code - ended > 0.25 * max(len(lines), 1)
