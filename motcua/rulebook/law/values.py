"""The reader of the law's values: which value holds on a day, and by which article.

A parameter in TOML is a table with `says` (what it is, in English), `unit`, and `values`: rows of `value`, `from`,
`until` (both days included; the last row has no `until`) and `article` in the words of Vietnamese law. A value that no
law sets says `house = true` and has no article. `note` tells what is still to be checked against the official text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

Content = int | time | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What held from one day to another, both included; `valid_to` is None while it is in force."""

    content: Content
    valid_from: date
    valid_to: date | None
    article: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LawValue:
    """One parameter of the law, "supplement.most", with all that it has been, oldest first.

    `unit` is that of its content: a unit of rulebook.deadlines, "times", "people", "hour of day", "row". `house` tells
    that the number is this software's own where the law sets none.
    """

    name: str
    says: str
    unit: str
    house: bool
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue:
        """What holds on `day` (a date of Vietnam); before the first row the first: older dossiers are rare and few."""
        return next((row for row in reversed(self.values) if row.valid_from <= day), self.values[0])


def law_value(name: str) -> LawValue:
    """The parameter called `name`. KeyError if there is none."""
    return law_values()[name]


def number(name: str, *, on: date) -> int:
    """The whole number that holds on the day. KeyError for no such parameter, TypeError where it is no number."""
    content = law_value(name).on(on).content
    if not isinstance(content, int):
        raise TypeError(f"{name} is not a number.")
    return content


def hour(name: str, *, on: date) -> time:
    """The hour of the day, in Vietnam, that holds on the day. KeyError, TypeError as for `number`."""
    content = law_value(name).on(on).content
    if not isinstance(content, time):
        raise TypeError(f"{name} is not an hour of the day.")
    return content


def columns(name: str, *, on: date) -> Mapping[str, Any]:
    """The row of several columns that holds on the day. KeyError, TypeError as for `number`."""
    content = law_value(name).on(on).content
    if not isinstance(content, Mapping):
        raise TypeError(f"{name} has no columns.")
    return content


def article(name: str, *, on: date) -> str:
    """The article behind what holds on the day, "Nghị định 61/2018/NĐ-CP, Điều 18 khoản 2"; "" for the house's own."""
    return law_value(name).on(on).article


@cache
def law_values() -> Mapping[str, LawValue]:
    """Every parameter by name, read once. ValueError where a row is not as the module says."""
    found: dict[str, LawValue] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for value in _parameters("", tomllib.loads(file.read_text(encoding="utf-8"))):
                if value.name in found:
                    raise ValueError(f"{value.name} is written twice.")
                found[value.name] = value
    return MappingProxyType(found)


def _parameters(name: str, table: Mapping[str, Any]) -> Iterator[LawValue]:
    if "values" in table:
        rows = tuple(_row(row) for row in table["values"])
        yield LawValue(name, table["says"], table["unit"], table.get("house", False), rows)
        return
    for key, inner in table.items():
        if not isinstance(inner, Mapping):
            raise ValueError(f"{name or 'The file'} has “{key}” outside a parameter.")
        yield from _parameters(f"{name}.{key}" if name else key, inner)


def _row(row: Mapping[str, Any]) -> DatedValue:
    content = row["value"]
    if isinstance(content, Mapping):
        content = MappingProxyType(content)
    return DatedValue(content, row["from"], row.get("until"), row.get("article", ""), row.get("note", ""))
