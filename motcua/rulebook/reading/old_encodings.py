"""Text typed in the fonts of before Unicode, TCVN3 (".VnTime") and VNI ("VNI-Times"), turned into Unicode."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from motcua.rulebook.reading.normalise import fold_letters

_TCVN3: Final = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_MARKS: Final = {
    "a": ("ùáøàûảõãïạââáấàầåẩãẫäậêăéắèằúẳüẵëặ"),
    "e": ("ùéøèûẻõẽïẹâêáếàềåểãễäệ"),
    "o": ("ùóøòûỏõõïọâôáốàồåổãỗäộ"),
    "ô": ("ùớøờûởõỡïợ"),
    "u": ("ùúøùûủõũïụ"),
    "ö": ("ùứøừûửõữïự"),
    "y": ("ùýøỳûỷõỹ"),
}
_VNI_SINGLE: Final = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
_MOTTO: Final = "cong hoa xa hoi chu nghia viet nam"


def of_font(text: str, font: str) -> str:
    """A run's text by the name of its font: ".VnTimeH" prints capitals, other ".Vn…" and "VNI-…" their own signs."""
    if font.startswith(".Vn"):
        found = from_tcvn3(text)
        return found.upper() if font.endswith("H") else found
    return from_vni(text) if font.upper().startswith("VNI") else text


def from_tcvn3(text: str) -> str:
    """TCVN3 (ABC) as Unicode, sign by sign."""
    return text.translate({ord(old): new for old, new in _TCVN3.items()})


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    pairs: dict[str, str] = {}
    for base, marks in _VNI_MARKS.items():
        for mark, letter in zip(marks[::2], marks[1::2], strict=True):
            pairs[base + mark] = letter
            pairs[base.upper() + mark.upper()] = letter.upper()
            pairs[base.upper() + mark] = letter.upper()
    for old, new in _VNI_SINGLE.items():
        pairs.setdefault(old, new)
        pairs.setdefault(old.upper(), new.upper())
    return re.compile("|".join(sorted(map(re.escape, pairs), key=lambda one: -len(one)))), pairs


def from_vni(text: str) -> str:
    """VNI for Windows as Unicode: a letter and the mark behind it are one letter."""
    pattern, pairs = _vni()
    return pattern.sub(lambda found: pairs[found.group()], text)


def mended(text: str) -> str:
    """A plain text in an old encoding as Unicode, told by the national title; any other text as it is."""
    head = text[:6000]
    if _MOTTO in _words(head):
        return text
    for convert in (from_tcvn3, from_vni):
        if _MOTTO in _words(convert(head)):
            return convert(text)
    return text


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", fold_letters(text)))
