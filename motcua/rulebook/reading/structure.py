"""The body as a tree of clauses, each with the reference a person would cite: "2.1", "Điều 3", "II.1.a".

Levels are not fixed: a mark of a kind not yet open goes one level down; a mark of a kind that is open closes what
stands below it. Numbers must go on from the one before, so that a year or a wrapped "3." opens no clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from motcua.rulebook.reading.paragraphs import Mark, Paragraph, paragraphs
from motcua.rulebook.reading.parts import Clause, Leaf, Span
from motcua.rulebook.reading.sheet import Sheet
from motcua.rulebook.reading.words import keys, starts_with

_ORDER = {"part": 0, "chapter": 1, "section": 2, "article": 4}
# A last paragraph that speaks of the letter itself speaks to all.
_SELF = re.compile(r"\b(?:chi thi|ke hoach|cong dien|thong bao|cong van|van ban) nay\b")


@dataclass(slots=True)
class _Node:
    kind: str
    label: str
    ref: str
    start: int
    text: int
    end: int
    paragraphs: list[Paragraph] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)


def read_clauses(sheet: Sheet, body: Span) -> tuple[Clause, ...]:
    """The numbered clauses of the body, in order. A last paragraph that speaks to all ("Yêu cầu …") belongs to none."""
    whole = paragraphs(sheet, *body)
    root = _Node("root", "", "", body[0], body[0], body[1])
    stack = [root]
    for paragraph in whole:
        mark = _accepted(sheet, stack, paragraph)
        if mark is None or mark.kind == "bullet":
            stack[-1].paragraphs.append(paragraph)
            continue
        _open(stack, mark, paragraph)
    _drop_closing(sheet, root)
    return tuple(_clause(sheet, node) for node in root.children)


def read_basis(sheet: Sheet, body: Span, clauses: tuple[Clause, ...]) -> tuple[Leaf, ...]:
    """The paragraphs before the first clause that say on what the letter rests ("Căn cứ …", "Theo đề nghị …")."""
    stop = clauses[0].span[0] if clauses else body[1]
    heads = (
        "can cu",
        "theo de nghi",
        "xet de nghi",
        "xet to trinh",
        "tren co so",
        "thuc hien",
        "trien khai",
        "theo",
        "xet",
        "sau khi",
    )
    found = []
    for paragraph in paragraphs(sheet, body[0], stop):
        if starts_with(sheet.key(paragraph.start, min(paragraph.end, paragraph.start + 60)), heads):
            found.append(
                Leaf(sheet.value(paragraph.start, paragraph.end).rstrip(";,"), (paragraph.start, paragraph.end))
            )
    return tuple(found)


def _accepted(sheet: Sheet, stack: list[_Node], paragraph: Paragraph) -> Mark | None:
    """The paragraph's mark, if it fits where it stands; one that OCR spoilt is mended from its neighbours."""
    mark = paragraph.mark
    if mark is None or mark.kind == "bullet":
        return mark
    if mark.kind == "odd":
        return _mended(stack, mark)
    if mark.kind == "number":
        return mark if _follows(stack, mark) else None
    if mark.kind == "roman":
        return _roman_or_letter(stack, mark)
    if mark.kind == "upper":
        siblings = _siblings(stack, "upper")
        fits = mark.label == "A" if siblings is None else ord(mark.label) - ord(siblings[-1].label) in (1, 2)
        return mark if fits else _mended(stack, Mark("odd", mark.label, 1, mark.end))
    if mark.kind == "letter":
        siblings = _siblings(stack, "letter")
        if siblings is None and mark.label[:1] not in "ab" and sheet.view[paragraph.start + len(mark.label)] == ".":
            return None
    return mark


def _siblings(stack: list[_Node], kind: str) -> list[_Node] | None:
    """The open list of that kind, or None."""
    for parent, node in pairwise(stack):
        if node.kind == kind:
            return parent.children
    return None


def _follows(stack: list[_Node], mark: Mark) -> bool:
    numbers = [int(part) for part in mark.label.split(".")]
    if mark.depth > 1:
        prefix = ".".join(str(n) for n in numbers[:-1])
        open_labels = [node.label for node in stack if node.kind.startswith("number")]
        open_refs = [re.sub(r"\D+", ".", node.ref).strip(".") for node in stack]
        return prefix in open_labels or prefix in open_refs or numbers[-1] <= 2
    if numbers[0] == 0:
        return False
    siblings = _siblings(stack, "number1")
    if siblings is None:
        return numbers[0] <= 3
    last = siblings[-1].label
    return numbers[0] == 1 or not last.isdigit() or 0 < numbers[0] - int(last) <= 3 or numbers[0] == int(last)


def _mended(stack: list[_Node], mark: Mark) -> Mark | None:
    siblings = _siblings(stack, "number1")
    if siblings is None or not siblings[-1].label.isdigit():
        return Mark("number", mark.label, 1, mark.end) if mark.label.isdigit() and mark.label == "1" else None
    expected = int(siblings[-1].label) + 1
    if mark.label.isdigit():
        return Mark("number", mark.label, 1, mark.end) if 0 <= int(mark.label) - expected <= 2 else None
    return Mark("number", str(expected), 1, mark.end)


def _roman_or_letter(stack: list[_Node], mark: Mark) -> Mark | None:
    siblings = _siblings(stack, "roman")
    if siblings is None:
        return mark if mark.label in ("I", "II") else None
    values = [_roman(siblings[-1].label), _roman(mark.label)]
    return mark if 0 < values[1] - values[0] <= 3 or mark.label == "I" else None


def _roman(label: str) -> int:
    total, worth = 0, {"I": 1, "V": 5, "X": 10, "L": 50}
    for here, after in zip(label, [*label[1:], ""], strict=True):
        value = worth.get(here, 0)
        total += -value if worth.get(after, 0) > value else value
    return total


def _open(stack: list[_Node], mark: Mark, paragraph: Paragraph) -> None:
    kind = f"number{mark.depth}" if mark.kind == "number" else mark.kind
    _close_to_parent(stack, kind, mark)
    parent = stack[-1]
    ref = _ref(parent, kind, mark.label)
    node = _Node(kind, mark.label, ref, paragraph.start, paragraph.text, paragraph.end)
    node.paragraphs.append(paragraph)
    parent.children.append(node)
    stack.append(node)


def _close_to_parent(stack: list[_Node], kind: str, mark: Mark) -> None:
    for at, node in enumerate(stack):
        if node.kind == kind:
            del stack[at:]
            return
    if kind in _ORDER:
        while len(stack) > 1 and _ORDER.get(stack[-1].kind, 9) >= _ORDER[kind]:
            stack.pop()
        return
    if kind in ("roman", "upper"):
        while len(stack) > 1 and stack[-1].kind not in _ORDER and {kind, stack[-1].kind} != {"roman", "upper"}:
            stack.pop()
        return
    if kind == "number1":
        # "1." under "a)" only where no "1." is open above: handled by the loop over the stack.
        return
    if kind.startswith("number"):
        prefix = mark.label.rsplit(".", 1)[0]
        for at in range(len(stack) - 1, 0, -1):
            if stack[at].label == prefix or re.sub(r"\D+", ".", stack[at].ref).strip(".") == prefix:
                del stack[at + 1 :]
                return
        while len(stack) > 1 and stack[-1].kind == "letter":
            stack.pop()


def _ref(parent: _Node, kind: str, label: str) -> str:
    if kind.startswith("number") and kind != "number1" and parent.kind.startswith("number"):
        tail = label.split(".")
        return f"{parent.ref}.{tail[-1]}" if parent.label == ".".join(tail[:-1]) else f"{parent.ref}.{label}"
    if parent.kind == "root" or kind == "article":
        return label
    if parent.kind in ("part", "chapter", "section"):
        return f"{parent.ref}.{label}"
    return f"{parent.ref}.{label}"


def _drop_closing(sheet: Sheet, root: _Node) -> None:
    """Take the closing paragraphs of the letter out of its last clause."""
    if not root.children:
        return
    chain = [root.children[-1]]
    while chain[-1].children:
        chain.append(chain[-1].children[-1])
    last = chain[-1]
    closing = keys("header", "endings", "closing")
    for _ in range(3):
        plain = last.paragraphs
        if len(plain) < 2 or plain[-1].mark is not None:
            return
        words = sheet.key(plain[-1].start, min(plain[-1].end, plain[-1].start + 90))
        whole = sheet.key(plain[-1].start, plain[-1].end)
        if starts_with(words, closing) is None and not _SELF.search(whole):
            return
        plain.pop()


def _clause(sheet: Sheet, node: _Node) -> Clause:
    children = tuple(_clause(sheet, child) for child in node.children)
    own_end = node.paragraphs[-1].end
    end = max([own_end, *[child.span[1] for child in children]])
    return Clause(
        ref=node.ref,
        span=(node.start, end),
        own=(node.text, max(own_end, node.text)),
        heading=_heading(sheet, node),
        paragraphs=tuple((p.text if i == 0 else p.start, p.end) for i, p in enumerate(node.paragraphs)),
        bullets=tuple((p.start, p.end) for p in node.paragraphs if p.mark and p.mark.kind == "bullet"),
        children=children,
    )


def _heading(sheet: Sheet, node: _Node) -> Span | None:
    """The words that name the clause: a bold run, the words before a colon, or a short first line of its own."""
    first = node.paragraphs[0]
    bold = re.compile(r"\s*\**\s*([^*\n]{3,400})\*\*").match(sheet.text, first.text, first.end + 2)
    if bold and "**" in sheet.text[first.start - 8 if first.start >= 8 else 0 : first.text + 3]:
        return sheet.trimmed(first.text, min(bold.end(1), first.end))
    more = len(node.paragraphs) > 1 or node.children
    text = sheet.view[first.text : first.end]
    colon = text.find(":")
    if 0 < colon < 300 and not re.search(r"[.;]\s", text[:colon].replace("TP. ", "").replace(";", "")):
        return sheet.trimmed(first.text, first.text + colon)
    if more and len(text) < 300 and not text.rstrip().endswith((".", ";")):
        return sheet.trimmed(first.text, first.end)
    return None
