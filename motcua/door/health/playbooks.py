"""Steps of a playbook: their kinds, which of them the system does, and what is wrong with edited ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

# Kind of a step → what it is called. "By itself" kinds are done by the system when ticked (actions.incident_steps).
STEP_KINDS: Final[Mapping[str, str]] = {
    "isolate": "Cách ly tạm",
    "close_room": "Đóng phòng",
    "move_appointments": "Dời lịch hẹn",
    "call_in_reserve": "Gọi ca dự phòng",
    "notify_health": "Báo y tế",
    "trace": "Lập danh sách tiếp xúc",
    "disinfect": "Khử khuẩn",
    "reopen_room": "Mở lại phòng",
    "tell_people": "Báo người đang chờ",
    "note": "Việc làm tay",
}
BY_ITSELF: Final = frozenset(
    {"close_room", "move_appointments", "call_in_reserve", "notify_health", "reopen_room", "tell_people"}
)
MOST_STEPS: Final = 30
LONGEST_STEP: Final = 500


def step_problems(steps: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What is wrong with edited steps: "2:text" → message, places from 0; "" is the whole list."""
    found: dict[str, str] = {}
    if not steps or len(steps) > MOST_STEPS:
        found[""] = f"Kịch bản phải có từ 1 đến {MOST_STEPS} bước."
    for place, step in enumerate(steps):
        if step.get("kind") not in STEP_KINDS:
            found[f"{place}:kind"] = "Hãy chọn một loại việc."
        text = str(step.get("text", "")).strip()
        if not text or len(text) > LONGEST_STEP:
            found[f"{place}:text"] = f"Hãy viết việc phải làm, nhiều nhất {LONGEST_STEP} chữ."
    kinds = [str(step.get("kind")) for step in steps]
    if "reopen_room" in kinds and "disinfect" not in kinds[: kinds.index("reopen_room")]:
        found[""] = "Phải có bước khử khuẩn trước bước mở lại phòng."
    return found
