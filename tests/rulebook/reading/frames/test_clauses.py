"""Clauses and letters in the words of committees: each answers as meant, changes nothing else and loses no order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from motcua.rulebook.policy.decide import decide
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.reading import Reading, read
from motcua.rulebook.reading.assignments import flatten

from .asking import facts_of, index_of, letter, plain, right

HERE = Path(__file__).parent


class Row(NamedTuple):
    """One clause or letter with what must become of it."""

    issuer: str
    day: date | None
    subject: str
    lead: str
    body: str
    wanted: list[str]


def _head(words: str) -> tuple[str, date | None]:
    issuer, *day = words.split()
    return issuer, date.fromisoformat(day[0]) if day else None


def clauses() -> Iterator[Row]:
    lines = (HERE / "clauses.txt").read_text(encoding="utf-8").splitlines()[1:]
    for first, wanted in zip(lines[::2], lines[1::2], strict=True):
        head, body = first.split(" | ", 1)
        yield Row(*_head(head), "hoạt động của Bộ phận Một cửa", "", f"1. {body}", wanted.strip().split("; "))


def letters() -> Iterator[Row]:
    text = (HERE / "letters.txt").read_text(encoding="utf-8").split("\n", 1)[1]
    for part in text.removeprefix("@ ").split("\n@ "):
        written, wanted = part.rsplit("\n? ", 1)
        first, rest = written.split("\n", 1)
        head, subject = first.split(" | ")
        lead, body = rest.split("\n\n", 1)
        yield Row(*_head(head), subject, lead, body, wanted.strip().split("; "))


def _kept(reading: Reading, words: str) -> bool:
    """Whether an order stands in a rule, a task, a report or among what is unread."""
    middle = reading.text.index(words) + len(words) // 2
    told = [*reading.proposed_rules, *reading.proposed_reports, *flatten(reading.assignments), *reading.unread]
    return any(one.span[0] <= middle < one.span[1] and one.span[1] - one.span[0] < 400 for one in told)


def faults(row: Row) -> list[str]:
    """What is not as meant. A rule that asks ("unsure") may stand where nothing should change, not in place of one."""
    reading = letter(row.body, row.issuer, subject=row.subject, lead=row.lead, day=row.day)
    index, found = index_of(reading, row.issuer, row.day)
    wrong = []
    for line in row.wanted:
        if line.startswith("kept="):
            wrong += [] if _kept(reading, line[5:]) else [line]
            continue
        *words, question = line.split()
        point, _, wanted = question.partition("=")
        facts = facts_of(words)
        silent = plain(decide(facts, RuleIndex(()), points=[point]).answers[point].value)
        answer = decide(facts, index, points=[point]).answers[point]
        if right(wanted, plain(answer.value)):
            continue
        asks = all(found[one.rule].confidence == "unsure" for one in answer.because if one.rule in found)
        if not (asks and right(wanted, silent)):
            wrong.append(f"{line} → {plain(answer.value)}")
    return wrong


@pytest.mark.parametrize("row", list(clauses()), ids=lambda row: row.body[3:60])
def test_a_clause_answers_as_meant(row: Row) -> None:
    assert faults(row) == []


@pytest.mark.parametrize("row", list(letters()), ids=lambda row: row.subject[:60])
def test_a_whole_letter_answers_as_meant(row: Row) -> None:
    assert faults(row) == []


ANNEX = """

PHỤ LỤC
DANH MỤC THỦ TỤC HÀNH CHÍNH

STT | Mã thủ tục | Tên thủ tục
1 | 1.004441 | Thủ tục thứ nhất
2 | 2.000889.000.00.00.H05 | Thủ tục thứ hai
"""


def test_a_stop_for_the_procedures_of_an_annex_holds_for_those_and_is_asked_about() -> None:
    text = letter("1. Từ ngày 15/9/2025, dừng tiếp nhận trực tiếp 02 thủ tục hành chính nêu tại Phụ lục kèm theo.").text
    [rule] = read(text + ANNEX, "annex").proposed_rules
    assert rule.data["when"] == {"procedures": ["1.004441", "2.000889"]}
    assert rule.confidence == "unsure"
    [alone] = read(text, "no annex").proposed_rules
    assert alone.confidence == "unsure"


def test_a_day_of_the_lunar_new_year_is_a_day_of_the_calendar() -> None:
    body = "1. Từ mùng 6 tháng Giêng, Bộ phận Một cửa phường chỉ nhận hồ sơ trực tuyến."
    [rule] = letter(body, "commune", day=date(2026, 1, 20)).proposed_rules
    assert rule.data["from"] == "2026-02-22"
