"""The words of search: which carry no meaning, and what people's words are in the catalogue (data/words.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from motcua.rulebook.vietnamese import fold

# People write "kí" and "ký", "lí" and "lý" alike.
_I_OR_Y: Final = re.compile(r"\b(h|k|l|m|s|t|qu)y\b")


@dataclass(frozen=True, slots=True)
class SearchWords:
    """`filler` words may be left out of a query; `meanings` maps people's folded words to the catalogue's."""

    filler: frozenset[str]
    meanings: tuple[tuple[str, str], ...]


def plain_words(text: str) -> str:
    """Folded words without punctuation, a lone final "y" written "i": "Đăng ký (sang tên)" → "dang ki sang ten"."""
    return _I_OR_Y.sub(r"\1i", " ".join(re.findall(r"\w+", fold(text))))


@cache
def search_words() -> SearchWords:
    """Read the word lists once."""
    data = tomllib.loads((files("motcua.catalog") / "data" / "words.toml").read_text(encoding="utf-8"))
    pairs = [
        (plain_words(said), plain_words(official)) for official, words in data["meanings"].items() for said in words
    ]
    # Longest first, so that "sang tên xe" is read before "sang tên".
    pairs.sort(key=lambda pair: -len(pair[0]))
    return SearchWords(frozenset(plain_words(word) for word in data["filler"]), tuple(pairs))
