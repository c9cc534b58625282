"""A composition while it is made: what each body says, what stands so far, and what became of each rule, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from motcua.rulebook.policy.index import Entry

NOT_SAID: Final = "Không có quy định nào khác; theo pháp luật hiện hành."
SHUT_BY_ONLY: Final = "Đóng vì chỉ được dùng một cách khác."
KEPT_BY_FALLBACK: Final = "Giữ lại cho người không dùng được cách khác."
LOOSER: Final = "Cấp dưới không được nới lỏng quy định của cấp trên."
OUT_OF_BOUNDS: Final = "Vượt phạm vi được giao."
TIGHTER_STANDS: Final = "Đã có quy định chặt hơn."
CHANGED_BELOW: Final = "Mức mặc định đã được cấp dưới quy định lại."
OUTRANKED: Final = "Cùng cơ quan: quy định cụ thể hơn hoặc mới hơn được áp dụng."
DELEGATED: Final = "Giao người đứng đầu đơn vị quyết định."
IN_CONFLICT: Final = "Mâu thuẫn với quy định cùng cơ quan, cùng ngày; tạm giữ mức chặt nhất."
NOTHING_IN_COMMON: Final = "Không còn ngày, giờ chung với quy định khác; tạm thời không nhận."
UPHELD: Final = "Giữ mức mà cấp dưới không được nới lỏng."
UNSET: Final = object()


@dataclass(slots=True)
class BodyVerdict:
    """One body's verdict: its value (None with `silent` for a bare delegation), who said it, who lost inside it."""

    value: Any
    binding: bool
    made: list[Entry]
    lost: list[Entry]
    conflict: list[Entry] = field(default_factory=list)
    apart: bool = False
    silent: bool = False


@dataclass(slots=True)
class Composition:
    """The result so far, going down from the nation."""

    hard: Any = UNSET
    hard_by: list[Entry] = field(default_factory=list)
    value: Any = UNSET
    by: list[Entry] = field(default_factory=list)
    grants: list[Entry] = field(default_factory=list)
    upheld: dict[int, Entry] = field(default_factory=dict)
    lost: list[tuple[Entry, str]] = field(default_factory=list)
    conflicts: list[list[Entry]] = field(default_factory=list)
    apart: list[list[Entry]] = field(default_factory=list)
