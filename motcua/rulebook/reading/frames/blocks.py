"""The body's paragraphs in order, each with its clause and with those it stands under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from motcua.rulebook.reading.paragraphs import Paragraph, paragraphs
from motcua.rulebook.reading.parts import Clause, Span
from motcua.rulebook.reading.sheet import Sheet

_BULLETS: Final = "-–—+•●▪◦·*~"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its clause, whether it opens that clause, whether it is a bullet, and what opens below it."""

    ref: str
    span: Span
    opens: bool
    bullet: bool
    path: tuple[str, ...]  # references of the clauses it stands in, outermost first
    leads: bool  # its clause has children or paragraphs below it
    sign: str = ""  # the sign of a bullet


def blocks(sheet: Sheet, body: Span, clauses: tuple[Clause, ...]) -> list[Block]:
    """All paragraphs of the body."""
    owned: dict[int, tuple[Clause, bool, tuple[str, ...]]] = {}
    _own(clauses, (), owned)
    out: list[Block] = []
    whole: list[Paragraph] = paragraphs(sheet, *body)
    for paragraph in whole:
        known = owned.get(paragraph.text) or owned.get(paragraph.start)
        bullet = (paragraph.mark is not None and paragraph.mark.kind == "bullet") or sheet.view[
            paragraph.start : paragraph.start + 1
        ] in _BULLETS
        start = paragraph.text if paragraph.mark else paragraph.start
        if sheet.text[paragraph.start : paragraph.start + 2] in ("* ", "*\t"):
            bullet = True
        sign = sheet.view[paragraph.start : paragraph.start + 1] if bullet else ""
        sign = sheet.text[paragraph.start : paragraph.start + 1] if bullet and not sign.strip() else sign
        if known is None:
            out.append(Block("", (start, paragraph.end), False, bullet, (), False, sign))
            continue
        clause, first, path = known
        leads = first and bool(clause.children or len(clause.paragraphs) > 1)
        out.append(Block(clause.ref, (start, paragraph.end), first, bullet and not first, path, leads, sign))
    return out


def _own(
    clauses: tuple[Clause, ...], above: tuple[str, ...], owned: dict[int, tuple[Clause, bool, tuple[str, ...]]]
) -> None:
    for clause in clauses:
        path = (*above, f"{clause.ref}@{clause.span[0]}")
        for at, (start, _) in enumerate(clause.paragraphs):
            owned[start] = (clause, at == 0, path)
        _own(clause.children, path, owned)
