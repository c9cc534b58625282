"""Words and patterns by which the grammar knows a word, a form or a sentence: data/frames/cues.toml and forms.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

from motcua.rulebook.reading.normalise import tones

_PIECE: Final = re.compile(r"<([a-z_]+)>")


@cache
def _file(name: str) -> dict[str, Any]:
    path = files("motcua.rulebook.reading").joinpath("data", "frames", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def cues(module: str, name: str) -> tuple[str, ...]:
    """The words of one list as tokens spell them: lower case, tone marks in one place."""
    return tuple(tones(words.strip().lower()) for words in _file("cues")[module][name].split("|"))


def pattern(name: str) -> re.Pattern[str]:
    """The pattern of a kind of sentence."""
    return re.compile(_file("forms")["pattern"][name])


def piece(name: str) -> str:
    """A piece of patterns, the pieces inside it filled in."""
    return _filled(_file("forms")["piece"][name])


def forms() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The forms in the order of their rank, each with what reads it."""
    for form in _file("forms")["form"]:
        yield form["reads"], re.compile(_filled(form["pattern"]))


def _filled(written: str) -> str:
    return _PIECE.sub(lambda found: piece(found.group(1)), written)
