"""What to do when something happens at the door: steps as data, first from data/playbooks.toml, then the province's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, Final

from motcua.door.health.models import Playbook

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


def load_playbooks() -> int:
    """Add the playbooks that are missing; those that are there, edited or not, stay. Returns how many were added."""
    added = 0
    for one in _shipped():
        _row, made = Playbook.objects.get_or_create(
            code=one["code"], defaults={"name": one["name"], "steps": one["step"]}
        )
        added += made
    return added


def playbook_for(kind: str) -> Playbook | None:
    """The playbook for an incident of this kind, the one shipped where none was loaded yet; None where it is unused."""
    row = Playbook.objects.filter(code=kind).first()
    if row is None and any(one["code"] == kind for one in _shipped()):
        load_playbooks()
        row = Playbook.objects.filter(code=kind).first()
    return row if row is not None and row.active else None


def step_problems(steps: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What is wrong with edited steps: "2:text" → message, places from 0; "" is the whole list."""
    found: dict[str, str] = {}
    if not steps or len(steps) > MOST_STEPS:
        found[""] = f"Kịch bản phải có từ 1 đến {MOST_STEPS} bước."
    for place, one in enumerate(steps):
        if one.get("kind") not in STEP_KINDS:
            found[f"{place}:kind"] = "Hãy chọn một loại việc."
        text = str(one.get("text", "")).strip()
        if not text or len(text) > LONGEST_STEP:
            found[f"{place}:text"] = f"Hãy viết việc phải làm, nhiều nhất {LONGEST_STEP} chữ."
    kinds = [str(one.get("kind")) for one in steps]
    if "reopen_room" in kinds and "disinfect" not in kinds[: kinds.index("reopen_room")]:
        found[""] = "Phải có bước khử khuẩn trước bước mở lại phòng."
    return found


def _shipped() -> list[dict[str, Any]]:
    text = (files("motcua.door") / "data" / "playbooks.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["playbook"]
    return rows
