"""Name a unit in the header of its papers (Decree 30/2020, Circular 01/2018)."""

from __future__ import annotations

import re
from typing import Final

from motcua.people.models import Office, OfficeKind

CENTRE: Final = "Trung tâm Phục vụ hành chính công"
ONE_STOP: Final = "Bộ phận Tiếp nhận và Trả kết quả"
_BEFORE_PLACE: Final = re.compile(
    r"^(?:Văn phòng|Bộ phận Một cửa|Bộ phận Tiếp nhận và Trả kết quả|Trung tâm Phục vụ hành chính công"
    r"|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|HĐND và"
    r"|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|của)\s+",
    re.IGNORECASE,
)


def is_centre(office: Office) -> bool:
    """Whether the unit is a public-service centre; since Decree 118/2025 communes have them too, so the name counts."""
    return office.kind == OfficeKind.PROVINCIAL_CENTRE or office.name.casefold().startswith(CENTRE.casefold())


def unit_kind(office: Office) -> str:
    """The kind of the unit in words, for the fields of its papers."""
    return CENTRE if is_centre(office) else ONE_STOP


def unit_title(office: Office) -> str:
    """The unit's line of the header."""
    return unit_kind(office).upper()


def superior_of(office: Office) -> str:
    """The line above: the body the unit belongs to, in capitals."""
    return (office.parent.name if office.parent is not None else office.name).upper()


def symbol_of(office: Office) -> str:
    """The symbol after the number on the unit's slips."""
    return "TTPVHCC" if is_centre(office) else "BPTNTKQ"


def place_name_of(office: Office) -> str:
    """The place name before the date: "Văn phòng UBND tỉnh Hà Giang" → "Hà Giang"."""
    name = (office.parent.name if office.parent is not None else office.name).strip()
    while True:
        shorter = _BEFORE_PLACE.sub("", name)
        if shorter == name or not shorter:
            return name
        name = shorter
