"""The word lists of `data/*.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from motcua.rulebook.reading.normalise import key


@cache
def word_list(name: str) -> dict[str, Any]:
    """The word list `data/<name>.toml`. Raises FileNotFoundError for a name that is not shipped."""
    return tomllib.loads(files(__package__).joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def keys(name: str, *path: str) -> tuple[str, ...]:
    """A list of a word list in comparing form, longest first: `keys("header", "issuer", "starters")`."""
    found: Any = word_list(name)
    for step in path:
        found = found[step]
    return tuple(sorted({key(word) for word in found}, key=len, reverse=True))


def starts_with(text_key: str, words: tuple[str, ...]) -> str | None:
    """The first of `words` (longest first) that the text begins with as whole words, or None."""
    for word in words:
        if text_key == word or text_key.startswith(word + " "):
            return word
    return None
