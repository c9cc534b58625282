"""Lines that a narrow table cell or a web page broke inside one phrase of the layout, joined again.

A line end becomes a blank, so every offset stays. Only phrases of the layout are joined ("Số:" and its number, "ngày
09" and its month, "CỘNG" and "HÒA XÃ HỘI", "TM." and the body, "Điều 2." and its words): running text is joined
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from motcua.rulebook.reading.normalise import fold_letters

_HEAD = 4_000  # characters in which the head of a letter stands
_E = r"[ \t*_]{0,4}\n[ \t*_]{0,4}"  # a line end within a phrase
# On folded text: each group "end" is a line end to be blanked.
_PHRASES_OF_HEAD = (
    rf"^[|>*_ \t]{{0,6}}cong(?P<end>{_E})hoa xa hoi",
    rf"cong hoa xa(?P<end>{_E})hoi chu nghia",
    rf"cong hoa xa hoi(?P<end>{_E})chu nghia",
    rf"xa hoi chu(?P<end>{_E})nghia viet",
    rf"chu nghia(?P<end>{_E})viet nam",
    rf"chu nghia viet(?P<end>{_E})nam$",
    rf"^[|>*_ \t]{{0,6}}doc lap(?P<end>{_E})- tu do",
    rf"tu do(?P<end>{_E})- hanh phuc",
    rf"^[|>*_ \t]{{0,6}}uy(?P<end>{_E})ban nhan dan",
    rf"^[|>*_ \t]{{0,6}}uy ban(?P<end>{_E})nhan dan",
    rf"^[|>*_ \t]{{0,6}}so[ \t]{{0,3}}:[ \t]{{0,3}}(?P<end>{_E})(?=\d{{1,6}}[a-z]?[ \t]{{0,2}}[/-])",
    rf"^[|>*_ \t]{{0,6}}so[ \t]{{0,3}}:[ \t]{{0,3}}\d{{1,6}}(?P<end>{_E})(?=/[ \t]?[a-z0-9])",
    rf"ngay[ \t]{{1,3}}\d{{1,2}}(?P<end>{_E})(?=thang\b)",
    rf"(?<=,)[ \t]{{0,3}}ngay(?P<end>{_E})(?=\d{{1,2}}[ \t]{{1,3}}thang\b)",
    rf"\bthang[ \t]{{1,3}}\d{{1,2}}(?P<end>{_E})(?=nam\b)",
    rf"\bthang(?P<end>{_E})(?=\d{{1,2}}[ \t]{{1,3}}nam\b)",
    rf"\bnam(?P<end>{_E})(?=(?:19|20)\d\d[ \t]{{0,3}}$)",
    rf"^[|>*_ \t]{{0,6}}[a-z][a-z -]{{1,24}},(?P<end>{_E})(?=ngay\b)",
)
_LOOSE = r"[ \t*_]{0,4}\n(?:[ \t]{0,4}\n)?[ \t*_]{0,4}"  # a line end, an empty line after it allowed
_PHRASES = (
    rf"^[|>*_ \t]{{0,6}}(?:tm|kt|tl|tuq|t/m|k/t|t/l)[ \t]{{0,2}}\.?(?P<end>{_E})(?=[a-z])",
    rf"^[|>*_ \t]{{0,6}}dieu[ \t]{{1,3}}\d{{1,3}}[ \t]{{0,2}}[.:](?P<end>{_LOOSE})(?=[^\W\d_]{{2}})",
    rf"^[ \t]{{0,40}}(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\.|[a-z]\)|[ivx]{{1,5}}\.)(?P<end>{_LOOSE})(?=[^\W\d_]{{2}})",
)
_WORDS = r"[^\W\d_]{1,7}(?: [^\W\d_]{1,7})"
_PLACE = re.compile(rf"^(?P<first>{_WORDS}?)[ \t]{{0,2}}(?P<end>\n)(?={_WORDS}{{0,2}}, ngày \d)", re.M)
_BARS = re.compile(r"^\s*\|\s*$", re.M)


def rejoin(text: str) -> str:
    """The text, of the same length, with the layout's broken phrases on one line each."""
    letters = list(text)
    for pattern in _PHRASES_OF_HEAD:
        _blank(letters, re.finditer(pattern, fold_letters("".join(letters[:_HEAD])), re.M))
    for pattern in _PHRASES:
        _blank(letters, re.finditer(pattern, fold_letters("".join(letters)), re.M))
    if len(_BARS.findall(text[:_HEAD])) >= 2:
        # A table whose bars stand alone on their lines: the cell of place and date holds nothing else.
        _blank(letters, (hit for hit in _PLACE.finditer("".join(letters[:_HEAD])) if hit["first"].istitle()))
    return "".join(letters)


def _blank(letters: list[str], hits: Iterable[re.Match[str]]) -> None:
    for hit in list(hits):
        first, last = hit.span("end")
        for at in range(first, last):
            if letters[at] == "\n":
                letters[at] = " "
