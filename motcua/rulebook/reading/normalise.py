"""Text brought to one form, so that words compare: NFC, newlines, look-alike letters, tone placement, accents.

`clean` fixes `Reading.text`. `look` and `fold` keep its length, so every span found on them holds in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u202a\u202c"))
_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BREAK_TAG = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_KEY_WORD = re.compile(r"[a-z0-9]+")
_SPACES = re.compile(r"\s+")
CELL_BREAK = "\x1f"


def clean_text(text: str) -> str:
    """The text in NFC with `\\n` line ends; form feeds become line ends, invisible characters go."""
    return unicodedata.normalize("NFC", _NEWLINES.sub("\n", text).translate(_INVISIBLE))


def _look_table() -> dict[int, str]:
    table = {
        ord(mark): " "
        for mark in "*_`\\\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
    }
    table |= {ord("\u00d0"): "Đ", ord("\u00f0"): "đ", ord("\u0110"): "Đ", ord("\u0189"): "Đ"}
    return table


_LOOK = _look_table()


def look(text: str) -> str:
    """The text as a reader sees it, of the same length: Markdown marks blanked, look-alike letters mended."""
    seen = text.translate(_LOOK)
    seen = re.sub(r"(?m)^[ \t]{0,8}(?:#{1,6}(?=[ \t])|>)", lambda found: " " * len(found.group()), seen)
    return _BREAK_TAG.sub(lambda found: CELL_BREAK + " " * (len(found.group()) - 1), seen)


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0].lower()
        if len(base) == 1:
            table[code] = base
    table |= {ord("Đ"): "d", ord("đ"): "d", ord("Ð"): "d", ord("ð"): "d"}
    table |= {ord(dash): "-" for dash in "‐‑‒–—―−"}
    table |= {ord(quote): '"' for quote in "“”„‟«»"}
    return table


_FOLD = _fold_table()


def fold_letters(text: str) -> str:
    """Lower case without accents, one character for one: "Ủy ban" and "Uỷ BAN" both give "uy ban"."""
    return _folded(text) if len(text) > 10_000 else text.translate(_FOLD)


@lru_cache(maxsize=1)
def _folded(text: str) -> str:
    """A whole letter, which several readers in turn ask for."""
    return text.translate(_FOLD)


def squash(text: str) -> str:
    """Every run of white space as one space, none at the ends."""
    return _SPACES.sub(" ", text).strip()


def key(text: str) -> str:
    """What two printings of one phrase share: accent-free letters and digits, one space between words."""
    return _key(text) if len(text) < 200 else _key.__wrapped__(text)


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    return " ".join(_KEY_WORD.findall(fold_letters(unicodedata.normalize("NFC", text))))


_OLD_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TONE = re.compile(r"(?<![qQ])(" + "|".join(_OLD_TONES) + r")(?!\w)", re.IGNORECASE)


def tones(text: str) -> str:
    """One way of placing tones ("hoà" → "hòa", "uỷ" → "ủy"), of the same length; "quý" and "hoàn" stay."""

    def moved(found: re.Match[str]) -> str:
        old = found.group()
        new = _OLD_TONES[old.lower()]
        return "".join(b.upper() if a.isupper() else b for a, b in zip(old, new, strict=True))

    return _TONE.sub(moved, text)


def same(one: str, other: str) -> bool:
    """Whether two printings mean the same words, whatever their case, accents, spacing and punctuation."""
    return key(one) == key(other)


def nearly(one: str, other: str, slips: int = 2) -> bool:
    """Whether two short phrases differ in at most `slips` characters: what OCR does to a word."""
    a, b = key(one), key(other)
    if abs(len(a) - len(b)) > slips or len(a) > 120:
        return False
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        previous, row[0] = row[0], i
        best = row[0]
        for j, right in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
            best = min(best, row[j])
        if best > slips:
            return False
    return row[-1] <= slips


_DIGITS = str.maketrans("OoQlIi|!]SsBZz", "00011111155822"[:14])


def digits(text: str) -> str:
    """Digits that OCR took for letters, as digits: "O5" → "05", "l2" → "12"."""
    return text.translate(_DIGITS)
