"""Every point that a person can choose: the fixed ones, those of the channels, and the named items of each family."""

from __future__ import annotations

from typing import Final

from motcua.rulebook.policy.labels import FAMILIES as FAMILY_WORDS
from motcua.rulebook.policy.labels import pick
from motcua.rulebook.policy.points import FAMILIES, FIXED_POINTS, channel_points

ITEMS_OF: Final[dict[str, tuple[str, ...]]] = {
    "entry": (
        "mask",
        "hand_sanitising",
        "temperature",
        "health_declaration",
        "qr_check_in",
        "distance",
        "vaccination",
        "five_k",
    ),
    "equipment": (
        "droplet_shield",
        "waiting_area",
        "seat",
        "sanitiser",
        "thermometer",
        "distance",
        "distance_marks",
        "backup_power",
    ),
    "duty": ("marshal", "online_officer", "on_call", "support_contact"),
    "support": (
        "phone",
        "contact",
        "point",
        "mobile_team",
        "home_service",
        "price_policy",
        "suggest_online_while_waiting",
    ),
    "announce": ("sms", "zalo", "portal", "press", "radio", "newspaper"),
    "report": ("daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly"),
    "target": ("urgent_resolved", "online_share", "on_time"),
    "advice": ("general", "wait"),
}
"""The items of each family of points that have words of their own, in the order in which a list shows them."""

_GROUPED: Final[tuple[tuple[tuple[str, str], tuple[str, ...]], ...]] = (
    (
        ("Số người, lượt vào", "People and turns"),
        (
            "room.cap",
            "unit.cap",
            "cap.counts_officers",
            "admit.per_turn",
            "tickets.per_person_day",
            "visit.appointment",
            "staff.share",
        ),
    ),
    (
        ("Hoạt động của đơn vị", "The unit's work"),
        ("unit.closed", "unit.moved", "plan.required", "plan.before_opening", "guard.keep_receiving"),
    ),
    (
        ("Thủ tục, phí, thời hạn", "Procedures, fees, time limits"),
        ("fee.waived", "deadline.extended", "sla.online_acceptance", "pay.online", "process.on_the_spot"),
    ),
)
_OF_CHANNELS: Final = (
    ("receive", ("Nộp hồ sơ", "Handing in"), ("receive.anywhere", "receive.assisted")),
    ("return", ("Nhận kết quả", "Getting the result"), ("return.home",)),
)
_OTHERS: Final = ("Điều khác", "Others")


def grouped_points(lang: str = "vi") -> list[tuple[str, tuple[str, ...]]]:
    """The heading of each group in "vi" or "en", with its points; every point of the closed list stands in one."""
    at = lang == "en"
    found: list[tuple[str, tuple[str, ...]]] = []
    for direction, words, more in _OF_CHANNELS:
        states = channel_points(direction)
        details = tuple(f"{point}.{detail}" for point in states for detail in ("days", "hours"))
        found.append((words[at], (*states, *more, *details)))
    found += [(words[at], points) for words, points in _GROUPED]
    found += [(pick(FAMILY_WORDS, name, lang), tuple(f"{name}.{item}" for item in ITEMS_OF[name])) for name in FAMILIES]
    named = {point for _words, points in found for point in points}
    if others := tuple(point for point in FIXED_POINTS if point not in named):
        found.append((_OTHERS[at], others))
    return found
