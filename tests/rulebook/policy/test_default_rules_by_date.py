"""The law that stands behind a silence is the one in force on the day: Decree 61/2018, since 1 July 2025 118/2025."""

from __future__ import annotations

from datetime import datetime

import pytest

from motcua.rulebook.policy.decide import decide
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Facts, Status
from motcua.rulebook.vietnamese import VIETNAM


@pytest.mark.parametrize(
    ("moment", "document"),
    [
        (datetime(2020, 3, 30, 8, tzinfo=VIETNAM), "61/2018/NĐ-CP"),
        (datetime(2025, 6, 30, 23, 59, tzinfo=VIETNAM), "61/2018/NĐ-CP"),
        (datetime(2025, 7, 1, 0, 0, tzinfo=VIETNAM), "118/2025/NĐ-CP"),
        (datetime(2026, 9, 14, 8, tzinfo=VIETNAM), "118/2025/NĐ-CP"),
    ],
)
def test_the_counter_is_open_by_the_decree_of_its_day(moment: datetime, document: str) -> None:
    answers = decide(
        Facts(unit="H60.175.01", at=moment), RuleIndex(()), points=("receive.counter", "return.counter")
    ).answers
    for answer in answers.values():
        assert answer.value is Status.ALLOWED
        assert {reason.source.document for reason in answer.because} == {document}
