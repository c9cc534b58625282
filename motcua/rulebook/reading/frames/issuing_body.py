"""Who speaks in the letter: the level of its issuer decides what "thành phố", "phường", "Trung tâm" mean in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.normalise import key
from motcua.rulebook.reading.parts import Header

_CENTRAL: Final = tuple(key(city) for city in cues("issuing_body", "central_cities"))
_HUE_CENTRAL: Final = date(2025, 1, 1)  # Nghị quyết 175/2024/QH15
_OWN: Final = {"province": "provincial_centre", "district": "district_unit", "commune": "commune_unit"}


@dataclass(frozen=True, slots=True)
class Issuer:
    """The letter's issuer: `level` nation, province, district or commune; `shop` where a one-stop shop speaks."""

    level: str
    name: str
    shop: bool
    department: bool
    issued: date | None
    year: int

    @property
    def own_kind(self) -> str:
        """The kind of the issuer's own one-stop shop, or ""."""
        return _OWN.get(self.level, "")


def issuer_of(header: Header) -> Issuer:
    """The issuer as its name says; a body whose level no word gives is taken as a province's."""
    name = key(str(header.issuer.value or ""))
    place = key(str(header.place.value or ""))
    issued = header.date.value if isinstance(header.date.value, date) else None
    year = issued.year if issued else header.year.value if isinstance(header.year.value, int) else 0
    shop = bool(re.search(r"hanh chinh cong|bo phan (?:mot cua|tiep nhan)", name))
    department = bool(re.match(r"so |van phong dang ky|chi nhanh|phong |cong an |bao hiem|cuc |chi cuc ", name))
    return Issuer(_level(name, place, issued, year), name, shop, department, issued, year)


def _level(name: str, place: str, issued: date | None, year: int) -> str:
    if re.search(r"\b(?:thu tuong|chinh phu|bo (?!phan))", name) and "uy ban" not in name:
        return "nation"
    if re.search(r"\b(?:phuong|xa|thi tran|dac khu)\b", name) and not re.search(r"\bthi xa\b(?!.*\bphuong\b)", name):
        return "commune"
    city = re.search(r"\b(?:thanh pho|tp)\b", name)
    if city:
        hue = re.search(r"\bhue\b", name) and (issued or date(max(year, 1), 1, 1)) >= _HUE_CENTRAL
        central = hue or any(one in name or one in place for one in _CENTRAL)
        return "province" if central else "district"
    if re.search(r"\b(?:huyen|quan|thi xa)\b", name):
        return "district"
    return "province"
