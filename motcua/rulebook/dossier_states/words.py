"""What steps and states are called, in Vietnamese and English, read from words.toml beside this module.

There `{supplement.most}` stands for the number of times that the law in force last gives: "một lần", "once";
`{Supplement.most}` for the same at the beginning of a sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from motcua.rulebook import law

_TIMES: Final = re.compile(r"\{([\w.]+)\}")


def words_of(kind: str, code: str, part: str, language: str = "vi") -> str:
    """The words of one `part` ("label", "says", "public") of a step or state ("steps", "states") in "vi" or "en".

    KeyError where there are none.
    """

    def times(found: re.Match[str]) -> str:
        said = law.say_times(law.number(found[1].lower(), on=date.max), language)
        return said.capitalize() if found[1][0].isupper() else said

    return _TIMES.sub(times, _table()[kind][code][part][language])


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, Mapping[str, str]]]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
