"""Phrases: patterns written in correct Vietnamese, matched on text whose accents the scanner lost or invented.

`flat` keeps the length, so that an offset in the flat text is the same offset in the text. A pattern kept as data is an
ordinary regular expression over Vietnamese words; it is folded in the same way when it is loaded, and a blank in it
stands for any run of white space (line breaks and Markdown marks included).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from motcua.rulebook.reading.normalise import CELL_BREAK, fold_letters, look, squash

_BLANKS = {ord(mark): " " for mark in f"\n\t\r*_#|~{CELL_BREAK}"}


@lru_cache(maxsize=16)  # three readers in a row ask for the same text
def flat(text: str) -> str:
    """Text (NFC) without accents, in lower case, of the same length; line ends and Markdown marks become blanks."""
    return fold_letters(look(text)).translate(_BLANKS)


def fold_pattern(pattern: str) -> str:
    """A regular expression over Vietnamese words → the same over flat text. Escapes (\\d, \\W) stay as they are."""
    parts = re.split(r"(\\.|\(\?P<\w+>)", pattern)
    folded = "".join(part if part.startswith(("\\", "(?P")) else fold_letters(part) for part in parts)
    # A look-behind must have one width: in it a blank stands for one white space.
    return re.sub(
        r"(\(\?<[!=][^()]*\))| +",
        lambda found: found.group(1).replace(" ", r"\s") if found.group(1) else r"\s+",
        folded,
    )


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The folded pattern, compiled once."""
    return re.compile(fold_pattern(pattern))


@cache
def words(listed: str) -> str:
    """A comma-separated list of phrases → one alternation, longest first, so that the longest name wins."""
    phrases = {" ".join(phrase.split()) for phrase in listed.split(",")} - {""}
    return "|".join(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def tidy_snippet(snippet: str) -> str:
    """A snippet for people: Markdown marks gone, white space single, no stray punctuation at its ends."""
    return squash(re.sub(r"[*_#|]+", " ", snippet)).strip(" ,;:.-–—")
