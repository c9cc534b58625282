"""Search: what is typed enters no address, a person's data needs a purpose, which the journal keeps; scans open."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from motcua.clock.actions import turn_to
from motcua.journal.queries import latest
from tests.web.conftest import MONDAY
from tests.web.desk import birth_dossier, desk, text

pytestmark = pytest.mark.usefixtures("province")
ANSWERING = "Trả lời người nộp hồ sơ đang hỏi"


def search(client: Client, typed: str):
    return client.post("/ban/tim/", {"q": typed})


def give(client: Client, where: str, purpose: str, words: str = ""):
    return client.post(f"{where}muc-dich/", {"muc-dich": purpose, "noi-dung": words})


def looks() -> list[dict]:
    return [event.data for event in latest() if event.name == "citizen.looked_up"]


def test_a_scanned_receipt_opens_its_dossier():
    dossier = birth_dossier()
    client = desk("duc.thuly")
    for typed in (
        dossier.code,
        f"https://mot.cua.vn/tra-cuu/?ma={dossier.code}",
        dossier.code.lower(),
        dossier.code[-4:],
    ):
        assert search(client, typed).url == f"/ban/ho-so/{dossier.code}/", typed
    assert looks() == []


def test_two_with_the_same_last_digits_are_shown_to_choose():
    one, two = birth_dossier(), birth_dossier(at=MONDAY - timedelta(days=3))
    client = desk("duc.thuly")
    page = text(client.get(search(client, "0001").url))
    assert one.code in page and two.code in page


def test_looking_a_person_up_asks_for_a_purpose_and_journals_it():
    dossier = birth_dossier()
    client = desk("duc.thuly")
    where = search(client, "vang thi my").url
    assert "my" not in where and "vang" not in where
    page = text(client.get(where))
    assert "Bạn tra cứu để làm gì?" in page and dossier.code not in page
    assert looks() == []
    assert give(client, where, ANSWERING).url == where
    assert dossier.code in text(client.get(where))
    assert looks() == [{"purpose": ANSWERING, "found": 1}]


def test_the_purpose_serves_half_an_hour():
    birth_dossier()
    client = desk("duc.thuly")
    give(client, search(client, "vang my").url, ANSWERING)
    where = search(client, "0912345678").url
    assert "Bạn tra cứu để làm gì?" not in text(client.get(where))
    assert [look["found"] for look in looks()] == [1, 1]
    turn_to(MONDAY + timedelta(minutes=31), frozen=True)
    assert "Bạn tra cứu để làm gì?" in text(client.get(where))
    assert "Bạn tra cứu để làm gì?" in text(client.get(search(client, "lan").url))
    assert len(looks()) == 2


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("", ""),
        ("khac", ""),
        ("khac", "abc"),
        ("tự đặt", ""),
        ("khac", "hỏi số 0912 345 678"),
        ("khac", "002190001234"),
    ],
)
def test_a_purpose_that_says_nothing_or_holds_a_number_is_refused(purpose, words):
    birth_dossier()
    client = desk("duc.thuly")
    where = search(client, "vang my").url
    answer = give(client, where, purpose, words)
    assert answer.status_code == 422 and 'class="error"' in text(answer)
    assert looks() == []


def test_neither_the_address_nor_the_journal_holds_what_was_typed():
    birth_dossier()
    client = desk("duc.thuly")
    where = search(client, "0912345678").url
    give(client, where, "khac", "Người nộp gọi hỏi hồ sơ")
    assert re.fullmatch(r"/ban/tim/[\w-]+/", where)
    assert not any(
        "0912345678" in repr((event.data, event.subject_label)) for event in latest() if "looked" in event.name
    )


def test_a_search_is_of_its_own_session():
    birth_dossier()
    where = search(desk("duc.thuly"), "vang my").url
    assert desk("vinh.pheduyet").get(where).status_code == 404
    assert desk("vinh.pheduyet").post(f"{where}muc-dich/", {"muc-dich": ANSWERING}).status_code == 404


def test_another_commune_finds_nobody():
    dossier = birth_dossier()
    client = desk("pao.tiepnhan")
    where = search(client, "vang my").url
    give(client, where, ANSWERING)
    assert dossier.code not in text(client.get(where))
    assert looks() == [{"purpose": ANSWERING, "found": 0}]
    assert "/ban/tim/" in search(client, dossier.code).url


def test_too_little_is_told_so():
    client = desk("duc.thuly")
    for typed in ("", "12", "x", "\0"):
        assert "quá ngắn" in text(client.get(search(client, typed).url))


def test_searching_is_no_link():
    assert desk("duc.thuly").get("/ban/tim/", {"q": "0912345678"}).status_code == 405
