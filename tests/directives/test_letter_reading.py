"""A letter is read in a process of its own: it waits its turn, and outlives the death of that process."""

from __future__ import annotations

import threading
import time

import psutil
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.directives import actions
from motcua.directives.actions.letter_reading import LetterAlreadyThere, reading_turn
from motcua.directives.models import Directive
from motcua.journal.models import Event
from motcua.refusals import NotAllowed
from tests.directives.house import PLAIN, House, at

MONDAY = at(2020, 3, 30)
LONG = PLAIN.format(number=77).replace("1. ", "1. " + "Trên cơ sở kết quả đạt được, các đơn vị tiếp tục. " * 6000, 1)


def upload(house: House, text: str) -> Directive:
    return actions.upload_letter(data=text.encode(), file_name="x.txt", by=house.officer, at=MONDAY)


def test_letters_sent_at_once_wait_and_none_is_lost(house: House) -> None:
    with reading_turn() as granted:
        assert granted
        sent = [upload(house, PLAIN.format(number=number)) for number in range(100, 110)]
    assert {letter.reading_state for letter in sent} == {"waiting"}
    assert ProcrastinateJob.objects.filter(task_name="read_letters", status="todo").count() == 1
    with pytest.raises(LetterAlreadyThere):
        upload(house, PLAIN.format(number=100))
    with pytest.raises(NotAllowed):
        actions.propose_rules(rule_set_id=sent[0].rule_sets.get().pk, by=house.officer, at=MONDAY)
    actions.read_waiting_letters(at=MONDAY)
    read = Directive.objects.order_by("id")
    assert [letter.number for letter in read] == [f"{number}/UBND-PVHCC" for number in range(100, 110)]
    assert all(letter.rule_sets.get().rows.filter(point="room.cap").exists() for letter in read)
    assert Event.objects.filter(name="directive.read").count() == 10


def kill_the_reading() -> None:
    """End the first reading process that this process starts."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for child in psutil.Process().children():
            if "motcua.rulebook.reading.reading_process" in child.cmdline():
                child.kill()
                return


def test_a_letter_outlives_the_process_that_reads_it(house: House) -> None:
    killer = threading.Thread(target=kill_the_reading)
    killer.start()
    letter = upload(house, LONG)
    killer.join()
    assert (letter.reading_state, letter.why_unread[:13]) == ("failed", "chưa đọc được")
    with letter.file.open("rb") as kept:
        assert kept.read() == LONG.encode()
    actions.read_letter_again(directive_id=letter.pk, by=house.officer, at=MONDAY)
    actions.read_waiting_letters(at=MONDAY)
    letter.refresh_from_db()
    assert (letter.reading_state, letter.number) == ("read", "77/UBND-PVHCC")


def test_a_waiting_file_that_is_no_letter_says_why(house: House) -> None:
    with reading_turn():
        letter = upload(house, "Xin chào.")
        with pytest.raises(NotAllowed):
            actions.read_letter_again(directive_id=letter.pk, by=house.leader, at=MONDAY)
    actions.read_waiting_letters(at=MONDAY)
    letter.refresh_from_db()
    assert letter.reading_state == "failed"
    assert "văn bản hành chính" in letter.why_unread


def test_a_letter_that_waited_may_turn_out_to_be_there_already(house: House) -> None:
    upload(house, PLAIN.format(number=77))
    with reading_turn():
        letter = upload(house, PLAIN.format(number=77) + "\n")
    actions.read_waiting_letters(at=MONDAY)
    letter.refresh_from_db()
    assert letter.why_unread == "văn bản này đã có: 77/UBND-PVHCC."
