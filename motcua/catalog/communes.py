"""Look up communes for addresses in the office tree: each commune is known by its committee."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from motcua.catalog.forms.addresses import MOST_OFFERED, Commune
from motcua.people.models import Office, OfficeKind, OfficeLevel
from motcua.rulebook.vietnamese import fold

_COMMITTEE: Final = "Ủy ban nhân dân "
_LONGEST_SEARCH: Final = 200


class OfficeCommunes:
    """Looks communes up in the office tree, which is read once, at the first look-up."""

    def place(self, code: str) -> Commune | None:
        """The commune whose committee has this code; None where there is none."""
        return self._by_code.get(code)

    def find(self, text: str) -> Sequence[Commune]:
        """The communes that "Lũng Cú, Đồng Văn" may mean, in any case, with or without marks.

        The first part is the commune; every later one must name a place it lies in. A full name wins over a part of
        one: "Yên Bình" does not mean "Yên Bình Thượng".
        """
        parts = [part for part in (fold(piece) for piece in text[:_LONGEST_SEARCH].split(",")) if part]
        if not parts:
            return []
        within = [row for row in self._folded if all(_has(row[1], part) for part in parts[1:])]
        exact = [place for place, _above, name in within if parts[0] in {name, _bare(name)}]
        found = exact or [place for place, _above, name in within if _has(name, parts[0])]
        return found[: MOST_OFFERED + 1]

    @property
    def labels(self) -> list[str]:
        """The label of every commune to choose from, in Vietnamese alphabetical order."""
        return [place.label for place in self._by_code.values()]

    @cached_property
    def _by_code(self) -> dict[str, Commune]:
        rows = Office.objects.filter(kind=OfficeKind.COMMITTEE, active=True).order_by("sort_key", "path")
        names = {row.path: row.name.removeprefix(_COMMITTEE) for row in rows}
        return {
            row.code: Commune(row.code, names[row.path], _above(row.path, names))
            for row in rows
            if row.level == OfficeLevel.COMMUNE
        }

    @cached_property
    def _folded(self) -> list[tuple[Commune, str, str]]:
        return [(place, fold(" ".join(place.above)), fold(place.name)) for place in self._by_code.values()]


def _above(path: str, names: dict[str, str]) -> tuple[str, ...]:
    """Names of the committees above, nearest first."""
    codes = path.split("/")
    paths = ["/".join(codes[:depth]) for depth in range(len(codes) - 1, 0, -1)]
    return tuple(names[path] for path in paths if path in names)


def _has(text: str, words: str) -> bool:
    return f" {words} " in f" {text} "


def _bare(name: str) -> str:
    for kind in ("thi tran ", "phuong ", "xa "):
        if name.startswith(kind):
            return name.removeprefix(kind)
    return name
