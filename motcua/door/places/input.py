"""Check what is typed about a room or a counter: values as they are kept, or a message for each field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from motcua.catalog.queries.forms import internal_form_choices
from motcua.door.places.models import Room
from motcua.dossiers.submission.text import one_line
from motcua.refusals import InvalidInput

MOST_PEOPLE: Final = 5000
MOST_DM: Final = 5000
"""500 m: no floor plan is larger."""
LEAST_SIDE_DM: Final = 10
MOST_DOORS: Final = 8
MOST_NUMBER: Final = 999
_WHOLE: Final = re.compile(r"[0-9]{1,6}")
_MEASURE: Final = re.compile(r"[0-9]{1,6}(\.[0-9])?")


class Typed:
    """A reader of typed fields that collects what is wrong with them."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given
        self.wrong: dict[str, str] = {}

    def text(self, name: str, *, most: int, needed: str = "") -> str:
        """One line without control characters; `needed` is said where it is empty."""
        value = one_line(self.given.get(name), most + 1)
        if len(value) > most:
            self.wrong[name] = f"Nhiều nhất {most} chữ."
        elif needed and not value:
            self.wrong[name] = needed
        return value

    def whole(self, name: str, *, least: int, most: int, default: int | None = None) -> int | None:
        """A whole number between `least` and `most`; `default` where nothing is given."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        text = str(value).strip()
        if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
            self.wrong[name] = f"Hãy ghi một số nguyên từ {least} đến {most}."
            return default
        return int(text)

    def measure(self, name: str, *, least: str, most: str) -> Decimal | None:
        """A number with at most one decimal between `least` and `most`; a comma is a decimal point."""
        value = self.given.get(name)
        if value is None or value == "":
            return None
        text = str(value).strip().replace(",", ".")
        if not _MEASURE.fullmatch(text) or not Decimal(least) <= Decimal(text) <= Decimal(most):
            span = f"từ {least} đến {most}".replace(".", ",")
            self.wrong[name] = f"Hãy ghi một số {span}, nhiều nhất một chữ số sau dấu phẩy."
            return None
        return Decimal(text).quantize(Decimal("0.1"))

    def refuse(self) -> None:
        """Raise InvalidInput with all that was wrong, if anything."""
        if self.wrong:
            raise InvalidInput(self.wrong)


def room_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of Room from what was typed; raises InvalidInput. `doors` is a list of names."""
    typed = Typed(given)
    values = {
        "name": typed.text("name", most=120, needed="Hãy ghi tên phòng, khu chờ."),
        "kind": given.get("kind"),
        "area_m2": typed.measure("area_m2", least="1", most="99999"),
        "seats": typed.whole("seats", least=0, most=MOST_PEOPLE),
        "distance_m": typed.measure("distance_m", least="0.5", most="9.9"),
        "own_cap": typed.whole("own_cap", least=1, most=MOST_PEOPLE),
        "doors": _doors(given.get("doors"), typed),
        "offline_places": typed.whole("offline_places", least=0, most=50, default=2),
        "x": typed.whole("x", least=0, most=MOST_DM, default=0),
        "y": typed.whole("y", least=0, most=MOST_DM, default=0),
        "width": typed.whole("width", least=LEAST_SIDE_DM, most=MOST_DM, default=60),
        "depth": typed.whole("depth", least=LEAST_SIDE_DM, most=MOST_DM, default=40),
        "position": typed.whole("position", least=0, most=999, default=0),
    }
    if values["kind"] not in Room.Kind.values:
        typed.wrong["kind"] = "Hãy chọn loại."
    if given.get("own_cap") in (0, "0"):
        typed.wrong["own_cap"] = "Để không cho ai vào, hãy đóng phòng; ở đây ghi từ 1 người."
    typed.refuse()
    return values


def _doors(given: Any, typed: Typed) -> list[str]:
    names = [one_line(text, 61) for text in given] if isinstance(given, list | tuple) else []
    names = [name for name in names if name]
    if len(names) > MOST_DOORS:
        typed.wrong["doors"] = f"Nhiều nhất {MOST_DOORS} cửa."
    elif any(len(name) > 60 for name in names):
        typed.wrong["doors"] = "Tên mỗi cửa nhiều nhất 60 chữ."
    elif len({name.casefold() for name in names}) < len(names):
        typed.wrong["doors"] = "Hai cửa của một phòng không được trùng tên."
    return names


def counter_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of Counter from what was typed, room and fields aside; raises InvalidInput."""
    typed = Typed(given)
    values = {
        "number": typed.whole("number", least=1, most=MOST_NUMBER),
        "name": typed.text("name", most=120),
        "takes_in": given.get("takes_in") is True,
        "picks_up": given.get("picks_up") is True,
        "bookable": given.get("bookable") is True,
        "x": typed.whole("x", least=0, most=MOST_DM, default=0),
        "y": typed.whole("y", least=0, most=MOST_DM, default=0),
    }
    if values["number"] is None and "number" not in typed.wrong:
        typed.wrong["number"] = "Hãy ghi số quầy."
    if not values["takes_in"] and not values["picks_up"]:
        typed.wrong["takes_in"] = "Quầy phải nhận hồ sơ, hoặc trả kết quả, hoặc cả hai."
    typed.refuse()
    return values


def booking_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """How the unit books and, where it is given, the form it has visitors fill in; raises InvalidInput."""
    typed = Typed(given)
    values = {
        "slot_minutes": typed.whole("slot_minutes", least=5, most=240, default=15),
        "walk_in_share": typed.whole("walk_in_share", least=0, most=100, default=30),
        "booking_days": typed.whole("booking_days", least=1, most=90, default=14),
        "note": typed.text("note", most=300),
    }
    if "declaration_form" in given:
        values["declaration_form"] = str(given["declaration_form"])
        if values["declaration_form"] not in dict(internal_form_choices()):
            typed.wrong["declaration_form"] = "Hãy chọn một tờ khai trong danh mục."
    typed.refuse()
    return values
