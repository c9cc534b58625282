"""The numbers that Word prints but does not store in the text: automatic lists, counted as Word counts them."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from motcua.rulebook.reading.docx_looks import Looks

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


class Numbering:
    """The lists of one document and where each stands."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarts: dict[str, dict[int, int]] = {}  # a list that starts again: number → level → first
        self._own: dict[str, dict[int, tuple[str, str, int]]] = {}  # levels that a list has of its own
        self._links: dict[str, str] = {}  # an abstract list that a numbering style defines: abstract → style
        self._styled: dict[tuple[str, str], int] = {}  # level tied to a style: abstract, style → level
        self.looks = Looks(None)
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._read_styles(styles)

    def label(self, paragraph: Element) -> str:
        """What Word prints before a paragraph ("1. ", "a) ", "- "), or nothing."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, level = place
        abstract = self._abstract.get(number)
        formats = self._levels.get(abstract or "", {}) | self._own.get(number, {})
        if abstract is None or level not in formats:
            return ""
        counts = self._counts.setdefault(abstract, {})
        for at, start in self._restarts.pop(number, {}).items():
            counts[at] = start - 1
        counts[level] = counts.get(level, formats[level][2] - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        kind, pattern, _ = formats[level]
        if kind == "bullet":
            return "- "
        if kind == "none":
            return ""

        def shown(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            form, _, start = formats.get(at, ("decimal", "", 1))
            return _shown(counts.get(at, start), form)

        return re.sub(r"%(\d)", shown, pattern).strip() + " "

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None
        marked = properties.find(f"{_W}numPr")
        if marked is not None:
            number = _value(marked.find(f"{_W}numId"))
            level = _value(marked.find(f"{_W}ilvl")) or "0"
            return (number, int(level)) if number and number != "0" and level.isdigit() else None
        style = _value(properties.find(f"{_W}pStyle"))
        return self._by_style.get(style or "")

    def _read(self, numbering: Element) -> None:
        for abstract in numbering.findall(f"{_W}abstractNum"):
            levels: dict[int, tuple[str, str, int]] = {}
            for level in abstract.findall(f"{_W}lvl"):
                at = level.get(f"{_W}ilvl") or ""
                if at.isdigit():
                    levels[int(at)] = _level(level)
                    if style := _value(level.find(f"{_W}pStyle")):
                        self._styled[abstract.get(f"{_W}abstractNumId") or "", style] = int(at)
            key = abstract.get(f"{_W}abstractNumId") or ""
            self._levels[key] = levels
            if link := _value(abstract.find(f"{_W}numStyleLink")):
                self._links[key] = link
        for number in numbering.findall(f"{_W}num"):
            key = number.get(f"{_W}numId") or ""
            self._abstract[key] = _value(number.find(f"{_W}abstractNumId")) or ""
            for override in number.findall(f"{_W}lvlOverride"):
                at, start = override.get(f"{_W}ilvl") or "", _value(override.find(f"{_W}startOverride")) or ""
                if at.isdigit() and start.isdigit():
                    self._restarts.setdefault(key, {})[int(at)] = int(start)
                own = override.find(f"{_W}lvl")
                if own is not None and at.isdigit():
                    self._own.setdefault(key, {})[int(at)] = _level(own)

    def _read_styles(self, styles: Element) -> None:
        parents: dict[str, str] = {}
        for style in styles.findall(f"{_W}style"):
            name = style.get(f"{_W}styleId") or ""
            parents[name] = _value(style.find(f"{_W}basedOn")) or ""
            marked = style.find(f"{_W}pPr/{_W}numPr")
            number = _value(marked.find(f"{_W}numId")) if marked is not None else None
            if marked is not None and number and number != "0":
                tied = self._styled.get((self._abstract.get(number, ""), name), 0)
                level = _value(marked.find(f"{_W}ilvl")) or str(tied)
                self._by_style[name] = (number, int(level) if level.isdigit() else 0)
        for key, link in self._links.items():
            # The list's levels are those of the list that its style names.
            number, _ = self._by_style.get(link, ("", 0))
            self._levels[key] = self._levels.get(self._abstract.get(number, ""), {})
        for name in parents:
            above, steps = parents[name], 0
            while name not in self._by_style and above and steps < 20:
                if above in self._by_style:
                    self._by_style[name] = self._by_style[above]
                above, steps = parents.get(above, ""), steps + 1


def _level(level: Element) -> tuple[str, str, int]:
    """A level's kind of number, its pattern and the number it begins with."""
    start = _value(level.find(f"{_W}start")) or "1"
    kind = _value(level.find(f"{_W}numFmt")) or "decimal"
    return kind, _value(level.find(f"{_W}lvlText")) or "", int(start) if start.isdigit() else 1


def _value(element: Element | None) -> str | None:
    return element.get(f"{_W}val") if element is not None else None


def _shown(count: int, form: str) -> str:
    if form == "lowerLetter":
        return _LETTERS[(count - 1) % 26]
    if form == "upperLetter":
        return _LETTERS[(count - 1) % 26].upper()
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while count >= worth and len(text) < 20:
            text, count = text + sign, count - worth
    return text
