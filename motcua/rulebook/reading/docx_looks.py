"""Word's formatting where it changes what is printed: hidden text, capitals, fonts of before Unicode."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from xml.etree.ElementTree import Element

from motcua.rulebook.reading.old_encodings import of_font

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Look:
    """What formatting does to a run."""

    hidden: bool = False
    capitals: bool = False
    font: str = ""

    def printed(self, text: str) -> str:
        """The text as it stands on paper."""
        seen = of_font(text, self.font)
        return seen.upper() if self.capitals else seen


class Looks:
    """The looks that a document's styles give."""

    def __init__(self, styles: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = Look()
        self._plain = ""
        if styles is None:
            return
        base = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        self._default = _changed(Look(), base)
        for style in styles.findall(f"{_W}style"):
            name = style.get(f"{_W}styleId") or ""
            self._styles[name] = style
            if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") not in (None, *_OFF):
                self._plain = name

    def of_paragraph(self, paragraph: Element) -> Look:
        """The look a paragraph's style gives its runs."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val") if style is not None else self._plain
        return self._of_style(name or "", self._default)

    def of_run(self, run: Element, paragraph: Look) -> Look:
        """A run's own look over its paragraph's."""
        properties = run.find(f"{_W}rPr")
        if properties is None:
            return paragraph
        style = properties.find(f"{_W}rStyle")
        name = style.get(f"{_W}val") if style is not None else ""
        return _changed(self._of_style(name or "", paragraph), properties)

    def _of_style(self, name: str, base: Look) -> Look:
        chain: list[Element] = []
        while name in self._styles and len(chain) < _DEEPEST:
            style = self._styles[name]
            chain.append(style)
            above = style.find(f"{_W}basedOn")
            name = (above.get(f"{_W}val") or "") if above is not None else ""
        for style in reversed(chain):
            base = _changed(base, style.find(f"{_W}rPr"))
        return base


def _changed(look: Look, properties: Element | None) -> Look:
    if properties is None:
        return look
    for tag in ("vanish", "specVanish"):
        mark = properties.find(f"{_W}{tag}")
        if mark is not None:
            look = replace(look, hidden=mark.get(f"{_W}val") not in _OFF)
    capitals = properties.find(f"{_W}caps")
    if capitals is not None:
        look = replace(look, capitals=capitals.get(f"{_W}val") not in _OFF)
    fonts = properties.find(f"{_W}rFonts")
    if fonts is not None and (font := fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi")):
        look = replace(look, font=font)
    return look
