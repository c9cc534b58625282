"""Pages say the numbers of the law's table, in both languages."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import translation

from motcua.refusals import TooManyTries
from motcua.rulebook import law
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.law_words import law_limit, law_times, law_working_days
from motcua.web.queue.choices import queue_groups_offered
from motcua.web.supervision.warning_labels import warning_words

AT = datetime(2020, 3, 31, 9, tzinfo=VIETNAM)
LABELS = [
    ("T-3", "còn 3 ngày làm việc", "3 working days left"),
    ("T-1", "còn 1 ngày làm việc", "1 working day left"),
    ("L-10", "sắp hết thời hiệu (10 ngày)", "the right lapses soon (10 days)"),
    ("unanswered", "quá 8 giờ làm việc chưa trả lời có tiếp nhận", "not answered within 8 working hours"),
    ("late", "quá hạn", "overdue"),
    ("other", "other", "other"),
]


@pytest.mark.parametrize(("kind", "vietnamese", "english"), LABELS)
def test_a_warning_in_both_languages(kind: str, vietnamese: str, english: str) -> None:
    assert warning_words(kind, AT) == vietnamese
    with translation.override("en"):
        assert warning_words(kind, AT) == english


def test_counts_and_times_in_both_languages() -> None:
    def said() -> list[str]:
        return [
            law_times("post.invitations", AT),
            law_working_days("post.invitations_apart", AT),
            law_limit("answer.within", AT),
            dict(queue_groups_offered(AT))["elderly"],
        ]

    assert said() == ["hai lần", "02 ngày làm việc", "8 giờ làm việc", "Tôi từ 60 tuổi trở lên"]
    with translation.override("en"):
        assert said() == ["twice", "two working days", "8 working hours", "I am 60 or older"]


def test_another_number_in_the_law_is_what_pages_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law, "number", lambda name, *, on: 4)
    assert law_times("post.invitations", AT) == "bốn lần"
    assert warning_words("unanswered", AT) == "quá 4 giờ làm việc chưa trả lời có tiếp nhận"
    assert dict(queue_groups_offered(AT))["elderly"] == "Tôi từ 4 tuổi trở lên"


def test_a_refusal_says_how_many_tries_were_free() -> None:
    assert str(TooManyTries(61, 10)) == "Bạn đã nhập sai quá 10 lần. Vui lòng thử lại sau 2 phút."
    assert "nhập sai" not in str(TooManyTries(61))
