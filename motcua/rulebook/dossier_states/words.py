"""What steps and states are called, in Vietnamese and English, read from words.toml beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def words_of(kind: str, code: str, part: str, language: str = "vi") -> str:
    """The words of one `part` ("label", "says", "public") of a step or state ("steps", "states") in "vi" or "en".

    KeyError where there are none.
    """
    return _table()[kind][code][part][language]


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, Mapping[str, str]]]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
