"""Read addresses by the office tree: a known commune, and the line before it (house, street, village).

A place outside the tree (another province, another country) is kept as it was written, unless the field says that it
must lie within ("x-within"). Stored: {"commune": code of its committee or "", "line": …, "text": the whole}, and
"place" as written where no commune is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from motcua.catalog.forms.texts import plain_text

LONGEST_LINE: Final = 200
MOST_OFFERED: Final = 8


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune. `name` is "xã Lũng Cú", `above` the places it lies in, nearest first."""

    code: str
    name: str
    above: tuple[str, ...]

    @property
    def label(self) -> str:
        """The commune as an item to choose: "Xã Lũng Cú, huyện Đồng Văn"."""
        words = ", ".join((self.name, *self.above[:-1])) if len(self.above) > 1 else self.name
        return words[:1].upper() + words[1:]

    @property
    def full(self) -> str:
        """The commune with every place above it: "xã Lũng Cú, huyện Đồng Văn, tỉnh Hà Giang"."""
        return ", ".join((self.name, *self.above))


class CommuneSearch(Protocol):
    """The look-up of communes that reading an address needs."""

    def place(self, code: str) -> Commune | None:
        """The commune with this code."""

    def find(self, text: str) -> Sequence[Commune]:
        """Communes that may be meant by what was typed: one where it is clear, none where nothing fits."""


@dataclass(frozen=True, slots=True)
class ReadAddress:
    """The outcome of reading: the value to keep (None: nothing written), errors by part, communes to choose from."""

    value: dict[str, str] | None
    errors: dict[str, str]
    offered: tuple[Commune, ...] = ()


def read_address(spec: Mapping[str, Any], raw: Any, places: CommuneSearch | None, *, required: bool) -> ReadAddress:
    """Read an address as typed ({"find", "line", "commune"}) or as kept. Without `places` nothing is looked up."""
    parts = raw if isinstance(raw, Mapping) else {"find": raw if isinstance(raw, str) else ""}
    line, code = plain_text(parts.get("line")), plain_text(parts.get("commune"))[:35]
    written = plain_text(parts.get("find") or parts.get("place"))
    errors = {
        part: f"Viết nhiều nhất {LONGEST_LINE} ký tự."
        for part, text in (("line", line), ("find", written))
        if len(text) > LONGEST_LINE
    }
    if errors:
        return ReadAddress({"commune": "", "line": line, "text": f"{line}, {written}"}, errors)
    if not (line or code or written):
        return ReadAddress(None, {"find": "Hãy nhập xã, phường, thị trấn."} if required else {})
    if required and spec.get("x-line") == "required" and not line:
        errors["line"] = "Hãy nhập số nhà, đường, thôn hoặc tổ dân phố."
    if places is None:
        text = plain_text(parts.get("text")) or ", ".join(filter(None, (line, written)))
        return ReadAddress(_kept(code, line, written, text), errors)
    found = tuple(places.find(written)) if written else ()
    chosen = places.place(code) if code else None
    if chosen is not None and written and chosen not in found:
        chosen = None  # another place was typed over the one chosen before
    if chosen is None and len(found) == 1:
        chosen = found[0]
    if chosen is not None:
        return ReadAddress(_kept(chosen.code, line, "", ", ".join(filter(None, (line, chosen.full)))), errors)
    if len(found) > 1:
        errors["find"] = "Có nhiều nơi trùng tên, hãy chọn một nơi bên dưới."
        return ReadAddress(_kept("", line, written, written), errors, found[:MOST_OFFERED])
    if not written and required:
        errors["find"] = "Hãy nhập xã, phường, thị trấn."
    elif spec.get("x-within"):
        errors["find"] = "Không có xã này trong danh sách, hãy viết tên xã, phường, thị trấn thuộc tỉnh."
    return ReadAddress(_kept("", line, written, ", ".join(filter(None, (line, written)))), errors)


def _kept(code: str, line: str, written: str, text: str) -> dict[str, str]:
    kept = {"commune": code, "line": line, "text": text}
    return kept | {"place": written} if written else kept
