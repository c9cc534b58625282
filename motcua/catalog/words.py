"""The words of search: which carry no meaning, and what people's words are in the catalogue (data/words.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from motcua.rulebook.vietnamese import fold


@dataclass(frozen=True, slots=True)
class SearchWords:
    """`filler` words may be left out of a query; `meanings` maps people's folded words to the catalogue's."""

    filler: frozenset[str]
    meanings: tuple[tuple[str, str], ...]


@cache
def search_words() -> SearchWords:
    """Read the word lists once."""
    data = tomllib.loads((files("motcua.catalog") / "data" / "words.toml").read_text(encoding="utf-8"))
    pairs = [(fold(said), fold(official)) for official, words in data["meanings"].items() for said in words]
    # Longest first, so that "sang tên xe" is read before "sang tên".
    pairs.sort(key=lambda pair: -len(pair[0]))
    return SearchWords(frozenset(fold(word) for word in data["filler"]), tuple(pairs))
