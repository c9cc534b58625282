"""The states of a dossier: what officers and the public read, the portal's code, what the clock does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from motcua.rulebook.dossier_states.terms import Clock

NEW: Final = "new"
"""Before the first step: there is no dossier yet. Not stored."""


@dataclass(frozen=True, slots=True)
class State:
    """One state. `degree` (0–4) indexes PUBLIC_DEGREES; `portal` is the national portal's TrangThaiHoSo (1–10).

    `public` is all that a look-up without signing in may say besides the code (Circular 01/2018 Art. 16.2):
    how far it is, and never who handles it.
    """

    code: str
    label: str
    label_en: str
    public: str
    public_en: str
    degree: int
    portal: int
    clock: Clock
    end: bool = False


PUBLIC_DEGREES: Final = ("Đã nộp", "Đã tiếp nhận", "Đang giải quyết", "Đã có kết quả", "Đã trả kết quả")
"""The line of steps of the public look-up, in order."""

_DOING, _DOING_EN = "Đang giải quyết", "Being processed"

STATES: Final = (
    State("submitted", "Chờ tiếp nhận", "Waiting for acceptance", "Đã nộp, chờ tiếp nhận",
          "Submitted, waiting for acceptance", 0, 1, Clock.NONE),
    State("supplement_asked", "Chờ người nộp hoàn thiện", "Applicant to complete", "Cần bổ sung trước khi tiếp nhận",
          "To be completed before acceptance", 0, 5, Clock.NONE),
    State("refused_intake", "Không tiếp nhận", "Not accepted", "Không được tiếp nhận", "Not accepted",
          0, 3, Clock.NONE, end=True),
    State("accepted", "Đã tiếp nhận", "Accepted", "Đã tiếp nhận", "Accepted", 1, 2, Clock.RUNNING),
    State("appraising", "Đang thẩm định", "Being appraised", _DOING, _DOING_EN, 2, 4, Clock.RUNNING),
    State("approving", "Chờ phê duyệt", "Waiting for approval", _DOING, _DOING_EN, 2, 4, Clock.RUNNING),
    State("sealing", "Chờ đóng dấu", "Waiting for the seal", _DOING, _DOING_EN, 2, 4, Clock.RUNNING),
    State("waiting_supplement", "Chờ bổ sung hồ sơ", "Waiting for a supplement", "Chờ người nộp bổ sung hồ sơ",
          "Waiting for the applicant's supplement", 2, 5, Clock.PAUSED),
    State("waiting_payment", "Chờ thực hiện nghĩa vụ tài chính", "Waiting for payment",
          "Chờ người nộp thực hiện nghĩa vụ tài chính", "Waiting for the applicant's payment", 2, 6, Clock.PAUSED),
    State("result_ready", "Đã có kết quả, chờ trả", "Result ready", "Đã có kết quả", "Result ready",
          3, 9, Clock.STOPPED),
    # Refusal within the limit is a result to be returned (Decree 61/2018 Art. 19.8); the portal calls it stopped.
    State("refusal_ready", "Từ chối giải quyết, chờ trả", "Refused, notice ready", "Đã có kết quả", "Result ready",
          3, 8, Clock.STOPPED),
    State("delivering", "Bưu điện đang chuyển trả", "With the post", "Đã có kết quả, bưu điện đang chuyển",
          "Result on its way by post", 3, 9, Clock.STOPPED),
    State("returned", "Đã trả kết quả", "Returned", "Đã trả kết quả", "Result returned",
          4, 10, Clock.STOPPED, end=True),
    State("withdrawn", "Người nộp đã rút", "Withdrawn", "Đã rút hồ sơ", "Withdrawn", 0, 7, Clock.STOPPED, end=True),
    State("stopped", "Dừng giải quyết", "Stopped", "Đã dừng giải quyết", "Stopped", 2, 8, Clock.STOPPED, end=True),
)  # fmt: skip

STATE_CODES: Final = tuple(one.code for one in STATES)

_BY_CODE: Final = {one.code: one for one in STATES}


def state(code: str) -> State:
    """The state called `code`. KeyError if there is none."""
    return _BY_CODE[code]
