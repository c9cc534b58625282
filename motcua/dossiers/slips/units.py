"""How a unit names itself at the head of its papers (Decree 30/2020, Circular 01/2018)."""

from __future__ import annotations

import re
from typing import Final

from motcua.people.models import Office, OfficeKind

_CENTRE: Final = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
_ONE_STOP: Final = "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"
_BEFORE_PLACE: Final = re.compile(
    r"^(?:Văn phòng|Bộ phận Một cửa|Bộ phận Tiếp nhận và Trả kết quả|Trung tâm Phục vụ hành chính công"
    r"|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|HĐND và"
    r"|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|của)\s+",
    re.IGNORECASE,
)


def unit_title(office: Office) -> str:
    """The unit's line of the header."""
    return _CENTRE if office.kind == OfficeKind.PROVINCIAL_CENTRE else _ONE_STOP


def superior_of(office: Office) -> str:
    """The line above: the body the unit belongs to, in capitals."""
    return (office.parent.name if office.parent is not None else office.name).upper()


def symbol_of(office: Office) -> str:
    """What stands after the number on its slips."""
    return "TTPVHCC" if office.kind == OfficeKind.PROVINCIAL_CENTRE else "BPTNTKQ"


def place_of(office: Office) -> str:
    """The place name before the date: "Văn phòng UBND tỉnh Hà Giang" → "Hà Giang"."""
    name = (office.parent.name if office.parent is not None else office.name).strip()
    while True:
        shorter = _BEFORE_PLACE.sub("", name)
        if shorter == name or not shorter:
            return name
        name = shorter
