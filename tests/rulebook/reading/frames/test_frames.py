"""Reading by frames: invented sentences and letters answer as meant, and what may not change an answer does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml

from motcua.rulebook.reading import UnreadableDocument, read
from motcua.rulebook.reading.as_json import as_json

from .asking import index_of, letter, misses

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[3]
BENCH = REPOSITORY.parent / "shared" / "letters_bench"


def rows(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


SENTENCES, LETTERS = rows("sentences"), rows("whole_letters")
STOP = (
    "1. Từ ngày 15/9/2025 đến hết ngày 17/9/2025, Trung tâm Phục vụ hành chính công tỉnh "
    "tạm dừng tiếp nhận hồ sơ trực tiếp."
)


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["body"][:60])
def test_a_sentence_answers_as_meant(row: dict[str, str]) -> None:
    assert misses(row["body"], row["answers"], row["issuer"]) == []


@pytest.mark.parametrize("row", LETTERS, ids=lambda row: row["subject"][:60])
def test_a_letter_answers_as_meant(row: dict[str, str]) -> None:
    parts = {"subject": row["subject"], "lead": row["lead"]}
    assert misses(row["body"], row["answers"], row["issuer"], **parts) == []


def told(body: str, **parts: str) -> list[tuple[Any, ...]]:
    """What is proposed, without its place in the text."""
    found = letter(body, **parts).proposed_rules
    return [
        (one.data["point"], str(one.data["value"]), str(one.data["when"]), one.data["from"], one.data["to"])
        for one in found
    ]


@pytest.mark.parametrize("filler", ["kịp thời ", "theo quy định ", "nghiêm túc ", "hiện nay "])
def test_filler_does_not_change_the_answer(filler: str) -> None:
    assert told(STOP.replace("tạm dừng", f"{filler}tạm dừng")) == told(STOP)


@pytest.mark.parametrize("word", ["tạm dừng ", "tiếp nhận ", "hồ sơ ", "đến hết ngày 17/9/2025", "Từ ngày 15/9/2025 "])
def test_without_a_key_word_nothing_wrong_is_certain(word: str) -> None:
    _index, found = index_of(letter(STOP.replace(word, "")), "province")
    sure = [one for one in found.values() if one.confidence == "certain" and one.data["value"] == "closed"]
    assert all(one.data["point"] == "receive.counter" for one in sure)
    assert all(one.data["when"] == {"unit_kinds": ["provincial_centre"]} for one in sure)


def test_reading_is_deterministic() -> None:
    for row in LETTERS[:4]:
        one, other = (
            as_json(letter(row["body"], row["issuer"], subject=row["subject"], lead=row["lead"])) for _ in range(2)
        )
        assert one == other


def test_spans_lie_in_the_text_and_left_over_words_are_told() -> None:
    for row in LETTERS:
        found = as_json(letter(row["body"], row["issuer"], subject=row["subject"], lead=row["lead"]))
        for rule in found["proposed_rules"]:
            assert 0 <= rule["span"][0] < rule["span"][1]
            assert isinstance(rule["left_over"], list)
            assert rule["confidence"] == "certain" or rule["questions"]


def test_an_unknown_word_makes_a_rule_unsure_and_is_named() -> None:
    [rule] = letter(STOP.replace("trực tiếp", "trực tiếp loại xyz")).proposed_rules
    assert rule.confidence == "unsure"
    assert any("xyz" in question.text for question in rule.questions)


def test_an_order_that_nothing_took_is_listed() -> None:
    reading = letter("1. Cấm thả diều gần đường dây điện trong mùa mưa bão năm nay.")
    assert [reading.text[slice(*sentence.span)][:8] for sentence in reading.unread] == ["Cấm thả "]


def test_a_text_without_accents_is_never_certain() -> None:
    body = "1. Tu ngay 15/9/2025, Bo phan Mot cua tam dung tiep nhan ho so truc tiep, theo so thu tu."
    assert all(rule.confidence == "unsure" for rule in letter(body).proposed_rules)
    assert not any(rule.data["point"].endswith(".days") for rule in letter(body).proposed_rules)


UNITS = [
    "\u00a0 ",
    "tạm dừng tiếp nhận hồ sơ trực tiếp, ",
    "Bộ phận Một cửa cấp huyện tạm dừng tiếp nhận hồ sơ. ",
    "- ",
    "1.1.1 ",
    "ngày 1/1/2020, ",
    "(",
    "a: ",
    "đối với; ",
    "không ",
    "thứ hai, ",
    "0912.345.678 ",
    "Sở Y tế ",
    "“",
    "7 giờ 30 đến ",
    "20 %",
    "cấp độ 1, 2 ",
    "mức độ 3, 4 ",
    "Công văn số 1/UBND ngày 1/1/2020 của ",
    "đến khi có ",
    "trong thời gian này ",
    "kỳ nghỉ ",
    "9",
    "x",
]


def cost(unit: str, size: int) -> float:
    """Processor seconds of reading a letter whose body is one unit repeated."""
    body = "1. " + (unit * (size // len(unit) + 1))[:size]
    best = 99.0
    for _ in range(2):
        start = process_time()
        try:
            letter(body)
        except UnreadableDocument:
            return 0.0
        best = min(best, process_time() - start)
    return best


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_reading_grows_with_the_text_and_no_faster(unit: str) -> None:
    small, large = cost(unit, 20_000), cost(unit, 80_000)
    assert large < 8 * max(small, 0.05)  # four times the text: twice as much again would be a square


@pytest.mark.skipif(not BENCH.exists(), reason="the folder shared/letters_bench is not beside the repository")
@pytest.mark.skipif("LETTERS_BENCH_CASES" not in os.environ, reason="LETTERS_BENCH_CASES names no folder of cases")
def test_the_letters_of_the_bench() -> None:
    command = [sys.executable, str(BENCH / "letters_bench.py"), "--cases", os.environ["LETTERS_BENCH_CASES"]]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=300)
    last = done.stdout.strip().splitlines()[-1]
    assert "harm 0" in last, last
    assert float(last.split("live right ")[1].split("%")[0]) >= 88, last
    assert float(last.split("orders lost ")[1].split("%")[0]) <= 1, last


def test_a_letter_in_english_is_no_letter_or_gives_nothing() -> None:
    try:
        reading = read("Dear Sir, the counter is closed on Friday.\n" * 5, "english")
    except UnreadableDocument:
        return
    assert not reading.proposed_rules
