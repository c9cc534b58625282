"""Words that tell one use of a word from another, from data/frames/cues.toml: one table for each module that asks."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from motcua.rulebook.reading.normalise import tones


@cache
def _tables() -> dict[str, dict[str, str]]:
    path = files("motcua.rulebook.reading").joinpath("data", "frames", "cues.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def cues(module: str, name: str) -> tuple[str, ...]:
    """The words of one list as tokens spell them: lower case, tone marks in one place."""
    return tuple(tones(words.strip().lower()) for words in _tables()[module][name].split("|"))
