"""The policy of five real letters as data, in the form a reading proposes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.rulebook.policy.data import rule_from_data
from motcua.rulebook.policy.terms import Rule, Source

CENTRE = {"unit_kinds": ["provincial_centre"]}
ELSEWHERE = {"unit_kinds": ["district_unit", "commune_unit"]}
BOTH = ["staff", "visitors"]
HA_GIANG: list[dict[str, Any]] = [
    {"point": "receive.online", "value": "only", "when": {"online_levels": [3, 4]}, "clause": "2.1"},
    {"point": "receive.postal", "value": "encouraged", "when": {"online_levels": [1, 2]}, "clause": "2.1"},
    {"point": "receive.counter", "value": "fallback", "when": {"uses_neither": True}, "clause": "2.1"},
    {"point": "receive.counter.days", "value": [2, 5], "when": CENTRE | {"uses_neither": True}, "clause": "2.1"},
    {
        "point": "receive.counter.days",
        "when": ELSEWHERE | {"uses_neither": True},
        "force": "delegated",
        "clause": "2.1",
    },
    {"point": "return.postal", "value": "only", "clause": "2.1"},
    {"point": "return.counter", "value": "fallback", "when": {"uses_neither": True}, "clause": "2.1"},
    {"point": "return.counter.days", "value": [2, 5], "when": CENTRE | {"uses_neither": True}, "clause": "2.1"},
    {
        "point": "return.counter.days",
        "when": ELSEWHERE | {"uses_neither": True},
        "force": "delegated",
        "clause": "2.1",
    },
    {"point": "room.cap", "value": 20, "clause": "2.1"},
    {"point": "receive.counter", "value": "discouraged", "when": {"urgent": False}, "clause": "2.1"},
]
VINH_PHUC: list[dict[str, Any]] = [
    {"point": "duty.online_service", "value": True, "when": {"online_levels": [3, 4]}, "clause": "1"},
    {"point": "receive.counter", "value": "discouraged", "clause": "2"},
    {"point": "receive.postal", "value": "encouraged", "clause": "2"},
    {"point": "target.urgent_resolved", "value": 100, "when": {"urgent": True}, "clause": "2"},
    {"point": "report.daily", "value": {"every": "day", "to": "Tỉnh ủy", "medium": "Zalo"}, "clause": "3"},
    {
        "point": "report.weekly",
        "value": {"every": "week", "to": "Tỉnh ủy", "due": "Friday 16:00", "medium": "văn bản"},
        "clause": "3",
    },
]
KHANH_HOA: list[dict[str, Any]] = [
    {"point": "receive.online", "value": "encouraged", "clause": "1"},
    {"point": "pay.online", "value": "encouraged", "clause": "1"},
    {"point": "receive.postal", "value": "encouraged", "clause": "1"},
    {"point": "receive.counter", "value": "allowed", "clause": "2"},
    {"point": "guard.keep_receiving", "value": True, "modality": "prohibition", "clause": "1"},
    {"point": "unit.cap", "value": None, "clause": "2"},
    {"point": "equipment.droplet_shield", "value": True, "clause": "2"},
    {"point": "duty.marshal", "value": True, "clause": "2"},
]
BA_RIA: list[dict[str, Any]] = [
    {"point": "plan.required", "value": True, "when": ELSEWHERE, "clause": "1"},
    {"point": "receive.counter", "value": "allowed", "when": ELSEWHERE, "clause": "1"},
    {"point": "receive.online", "value": "encouraged", "when": {"online_levels": [3, 4]}, "clause": "1"},
    {"point": "receive.postal", "value": "encouraged", "clause": "1"},
    {"point": "entry.health_declaration", "value": BOTH, "when": ELSEWHERE, "clause": "1"},
    {"point": "entry.qr_check_in", "value": BOTH, "when": ELSEWHERE, "clause": "1"},
]
TUYEN_QUANG: list[dict[str, Any]] = [
    {"point": "guard.keep_receiving", "value": True, "clause": "1.1"},
    {"point": "receive.counter", "value": "discouraged", "clause": "1.1"},
    {"point": "receive.online", "value": "encouraged", "when": {"online_levels": [3, 4]}, "clause": "1.2"},
    {"point": "receive.postal", "value": "encouraged", "clause": "1.2"},
    {"point": "entry.mask", "value": BOTH, "clause": "1.1"},
    {"point": "entry.hand_sanitising", "value": BOTH, "clause": "1.1"},
    {"point": "entry.temperature", "value": BOTH, "clause": "1.1"},
]
LETTERS: dict[str, tuple[str, str, date, str | None, list[dict[str, Any]]]] = {
    "ha_giang": ("H22", "905/UBND-PVHCC", date(2020, 3, 30), "2020-03-31", HA_GIANG),
    "vinh_phuc": ("H62", "/UBND-KSTT2", date(2020, 4, 3), None, VINH_PHUC),
    "khanh_hoa": ("H32", "6176/UBND-KSTT", date(2021, 7, 9), None, KHANH_HOA),
    "ba_ria": ("H06", "/UBND-VP", date(2021, 12, 10), None, BA_RIA),
    "tuyen_quang": ("H60", "1297/UBND-KSTT", date(2021, 5, 7), None, TUYEN_QUANG),
}


def letter(name: str) -> list[Rule]:
    """The rules of one province's letter."""
    body, number, issued_on, begins, rows = LETTERS[name]
    return [
        rule_from_data(
            {"from": begins} | row,
            id=f"{name}-{place}",
            body=body,
            issued_on=issued_on,
            source=Source(number, row["clause"], name),
        )
        for place, row in enumerate(rows)
    ]
