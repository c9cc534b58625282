"""The subject of a document ("V/v …" under the number, or the lines under the printed kind)."""

from __future__ import annotations

import re

from motcua.rulebook.reading.casing import in_capitals
from motcua.rulebook.reading.marks import Item, MarkKind
from motcua.rulebook.reading.normalise import fold_letters, key
from motcua.rulebook.reading.parts import Leaf
from motcua.rulebook.reading.sheet import Sheet
from motcua.rulebook.reading.title import SUBJECT_OPENS, Title
from motcua.rulebook.reading.words import keys, starts_with

_MOST = 1200  # characters of a subject
_CLAUSE = re.compile(r"^\s*(?:[IVX]+\s*[.)]|\d{1,2}\s*[.)]|[a-zđ]\s*\)|Điều\s+\d|[-–+•])")
_NUMBERED = re.compile(r"^\s*(?:[IVX]{1,4}\s?[./]|\d{1,2}\s?[./])\s+(?=[A-ZĐÀ-Ỹ])")
_END = re.compile(r"\s*[-–—_=.*~]{3,}\s*$")


def read_subject(sheet: Sheet, items: list[Item], title: Title | None, number: Item | None, issuer: str | None) -> Leaf:
    """The subject as printed, its lines joined; None where none is printed."""
    if title:
        return _under_title(sheet, items, title, issuer)
    return _under_number(sheet, items, number)


def _joined(sheet: Sheet, spans: list[tuple[int, int]]) -> Leaf:
    if not spans:
        return Leaf(None)
    words = " ".join(sheet.value(a, b) for a, b in spans)
    words = re.sub(r"(?<=\w)- (?=\w)", "-" if False else "- ", words)
    return Leaf(_END.sub("", words).strip(" *_") or None, (spans[0][0], spans[-1][1]))


def _under_title(sheet: Sheet, items: list[Item], title: Title, issuer: str | None) -> Leaf:
    spans: list[tuple[int, int]] = []
    if title.rest is not None:
        spans.append(sheet.trimmed(title.rest, items[title.index].end))
    previous: Item | None = items[title.index] if title.rest is not None else None
    for item in items[title.index + 1 :]:
        if (
            item.kind in (MarkKind.DATE, MarkKind.NUMBER, MarkKind.NATIONAL, MarkKind.MOTTO, MarkKind.URGENCY)
            and not spans
        ):
            continue
        cited = item.kind in (MarkKind.NUMBER, MarkKind.DATE) and _cited_within(sheet, item, previous, spans)
        if not cited and (item.kind is not MarkKind.PLAIN or _ends_subject(sheet, item, previous, spans, issuer)):
            break
        spans.append((item.start, item.end))
        previous = item
        if spans[-1][1] - spans[0][0] > _MOST:
            break
    return _joined(sheet, spans)


def _cited_within(sheet: Sheet, item: Item, previous: Item | None, spans: list[tuple[int, int]]) -> bool:
    """Whether a number or date is that of a document the subject names ("… theo Chỉ thị\nsố 16/CT-TTg ngày …")."""
    if previous is None or item.after_blank or sheet.value(*spans[-1]).endswith("."):
        return False
    return item.line - previous.line <= 1 and sheet.view[item.start].islower()


def _ends_subject(
    sheet: Sheet, item: Item, previous: Item | None, spans: list[tuple[int, int]], issuer: str | None
) -> bool:
    words = sheet.value(item.start, min(item.end, item.start + 400))
    shout = in_capitals(words)
    if _CLAUSE.match(words) and not (previous and not item.after_blank):
        return True
    if spans and (_NUMBERED.match(words) or _is_sentence(sheet, spans[-1], item)):
        return True
    if not spans:
        opens = _body_opens(words) and not SUBJECT_OPENS.match(fold_letters(words)) and len(words) > 60
        return (opens and not _names_a_plan(sheet, item, words)) or _is_competence(words, issuer)
    if _is_competence(words, issuer):
        return True
    first = sheet.value(*spans[0])
    lower = words[:1].islower() or words[:1].isdigit()
    if shout and len(words) > 3:
        # Capitals go on in capitals, whatever their first word; under ordinary letters they are no subject.
        return not in_capitals(first) and not lower
    if in_capitals(first) and not shout and not lower and len(words) > 40:
        return True
    if item.after_blank:
        # A subject may be parted by blank lines where every line is a paragraph: it then reads on in lower case.
        return not _reads_on(sheet, spans[-1], words)
    if words.startswith("("):
        return True
    if _body_opens(words, "openers") and not lower:
        return True
    return _body_opens(words) and not lower and _short_line(sheet, spans[-1], item)


def _names_a_plan(sheet: Sheet, item: Item, words: str) -> bool:
    """Whether "Triển khai …", "Thực hiện …" under a title is what the document is about, not its first sentence."""
    verb = re.match(r"(?:tiep tuc )?(?:trien khai|thuc hien|to chuc)\b", key(words))
    if not verb or words.endswith((":", ".", ";")):
        return False
    return not item.after_blank or not re.search(r"\bnhu sau\b|\bban hanh ke hoach\b", sheet.key(item.start, item.end))


def _is_sentence(sheet: Sheet, span: tuple[int, int], item: Item) -> bool:
    """Whether a line is the body's first: a capital opens it, and it is far wider than the subject's lines above."""
    words = sheet.value(item.start, item.end)
    if not words[:1].isupper() or in_capitals(words):
        return False
    wide = item.end - item.start >= 60 and span[1] - span[0] < 0.7 * (item.end - item.start)
    return wide or (words.endswith(":") and len(words) > 30)


def _short_line(sheet: Sheet, span: tuple[int, int], item: Item) -> bool:
    return (
        (span[1] - span[0]) < 0.85 * max(item.end - item.start, 1)
        or item.end - item.start > 160
        or sheet.value(*span).endswith(".")
    )


def _body_opens(words: str, *lists: str) -> bool:
    """Whether a body may open so; a heading of the word lists only with its number ("Chương I", never a programme)."""
    words_key = key(words)
    if re.match(r"(?:chuong|phan|dieu) (?!\d|[ivx]+\b)", words_key):
        return False
    return any(starts_with(words_key, keys("header", "subject", part)) for part in lists or ("openers", "speakers"))


def _is_competence(words: str, issuer: str | None) -> bool:
    """Whether the line names who decides ("ỦY BAN NHÂN DÂN TỈNH X", "BỘ TRƯỞNG BỘ Y TẾ"), as decisions print it."""
    if not in_capitals(words):
        return False
    words_key = key(words)
    heads = (
        "uy ban nhan dan",
        "chu tich",
        "bo truong",
        "thu tuong chinh phu",
        "giam doc",
        "hoi dong nhan dan",
        "cuc truong",
        "tong cuc truong",
        "chinh phu",
        "quoc hoi",
        "thong doc",
        "chanh van phong",
        "tong giam doc",
        "truong ban",
    )
    if issuer and words_key == key(issuer):
        return True
    return any(words_key == head or words_key.startswith(head + " ") for head in heads) and len(words_key.split()) <= 16


def _under_number(sheet: Sheet, items: list[Item], number: Item | None) -> Leaf:
    start = next(
        (i for i, item in enumerate(items) if item.kind is MarkKind.PLAIN and _opens_subject(sheet, item)), None
    )
    if start is None:
        start = _silent_subject(sheet, items, number)
    if start is None:
        return Leaf(None)
    first = items[start]
    spans = [(first.start, first.end)]
    previous = first
    skipped = False
    for item in items[start + 1 :]:
        if item.kind in (MarkKind.DATE, MarkKind.NATIONAL, MarkKind.MOTTO, MarkKind.NUMBER):
            skipped = True
            continue
        words = sheet.value(item.start, min(item.end, item.start + 300))
        other_column = item.column > first.column + 25 and item.line - previous.line <= 1 and not first.cell
        if other_column and item.kind is MarkKind.PLAIN and not skipped:
            continue
        if item.kind is not MarkKind.PLAIN or item.cell != first.cell or (first.cell and item.line > previous.line + 1):
            break
        if item.after_blank and not _reads_on(sheet, spans[-1], words):
            break
        if words.startswith(("- ", "+ ")) and len(words) > 30:
            break
        spans.append((item.start, item.end))
        previous = item
        if spans[-1][1] - spans[0][0] > _MOST:
            break
    return _joined(sheet, spans)


def _reads_on(sheet: Sheet, last: tuple[int, int], words: str) -> bool:
    """Whether a line after an empty one goes on with the subject."""
    before = sheet.value(*last)
    if before.endswith((".", ";", ":")) or len(words) > 160 or _CLAUSE.match(words):
        return False
    if words[:1].islower():
        return True
    if _body_opens(words):
        return False
    hanging = key(before).split()[-1:] in (["so"], ["va"], ["cua"], ["ve"], ["tai"], ["cho"]) or before.endswith(
        (",", "-")
    )
    return hanging or (
        sheet.airy and len(words) < 90 and in_capitals(words) == in_capitals(before) and words[:1] != "-"
    )


def _opens_subject(sheet: Sheet, item: Item) -> bool:
    words = sheet.value(item.start, min(item.end, item.start + 60))
    if re.match(r"^v\s?/\s?v\b|^v[/.]v", fold_letters(words)) or re.match(r"^V/[vV]", words):
        return True
    return bool(re.match(r"^(?:Về|VỀ|V/v)\s", words))


def _silent_subject(sheet: Sheet, items: list[Item], number: Item | None) -> int | None:
    """The lines right under the number, where a letter omits "V/v"."""
    if number is None:
        return None
    for i, item in enumerate(items):
        if item.start <= number.start:
            continue
        if item.kind in (MarkKind.RECIPIENTS,):
            return None
        if item.kind is MarkKind.PLAIN:
            words = sheet.value(item.start, item.end)
            near = item.line - number.line <= 2 and not in_capitals(words) and len(words) < 160
            return (
                i
                if near
                and abs(item.column - number.column) < 30
                and not _body_opens(words)
                and not _CLAUSE.match(words)
                else None
            )
    return None
