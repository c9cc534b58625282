"""kill -9 of everything in the middle of many hand-ins: what was acknowledged is there, and nothing is twice.

Sixty of them in every run, two hundred in a long one.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from motcua.embedded import database_url
from motcua.notices.providers.file import NAME as OUTBOX
from tests.faults.running_house import PATIENCE, House, eventually, house_in, kill

pytestmark = pytest.mark.faults
HANDS = 4
CODE = re.compile(rb"000\.01\.21\.H22-\d{6}-\d{4}")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch, made_var: Path) -> Iterator[House]:
    """A house that has its tables and writes its messages to a file."""
    monkeypatch.setenv("MOTCUA_MESSAGE_PROVIDER", "file")
    with house_in(made_var) as copied:
        yield copied


class Person:
    """Presses the last button and, when no answer comes, presses it again: as people do."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.token = ""
        self.pressed = 0

    def hand_in(self, address: str) -> None:
        """Until the server has said that it has it."""
        give_up = time.monotonic() + 2 * PATIENCE
        while time.monotonic() < give_up:
            self.pressed += 1
            try:
                if self._press(address):
                    return
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.2)
        raise AssertionError(f"{address} was never taken")

    def code_of(self, address: str) -> str:
        """What the confirmation says."""
        found = CODE.search(self._ask("GET", f"{address}da-nop/")[1])
        assert found is not None
        return found[0].decode()

    def _press(self, address: str) -> bool:
        if not self.token:
            self._ask("GET", "/tra-cuu/")
        status, _, where = self._ask("POST", f"{address}xem-lai/")
        return status == 302 and where.endswith("/da-nop/")

    def _ask(self, method: str, path: str) -> tuple[int, bytes, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Cookie": f"csrftoken={self.token}", "X-CSRFToken": self.token} if self.token else {}
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            if found := re.search(r"csrftoken=(\w+)", answer.getheader("Set-Cookie", "")):
                self.token = found[1]
            return answer.status, body, answer.getheader("Location", "")
        finally:
            connection.close()


class Crowd:
    """Four people who share the hand-ins; remembers whose was acknowledged."""

    def __init__(self, port: int, addresses: list[str]) -> None:
        self.people = [Person(port) for _ in range(HANDS)]
        self.addresses = addresses
        self.acknowledged: set[str] = set()
        self.lock = threading.Lock()

    def run(self, hand: int) -> None:
        for address in self.addresses[hand::HANDS]:
            self.people[hand].hand_in(address)
            with self.lock:
                self.acknowledged.add(address)

    def so_far(self) -> set[str]:
        with self.lock:
            return set(self.acknowledged)


def environment(house: House) -> dict[str, str]:
    url = database_url(house.var)
    assert url is not None
    return os.environ | {"DATABASE_URL": url, "MOTCUA_VAR": str(house.var), "MOTCUA_DEMO": "0", "MOTCUA_POOL": "2"}


def run(house: House, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], env=environment(house), capture_output=True, text=True, check=True
    )


def kept(house: House) -> set[str]:
    """Addresses of drafts that have become a dossier with its file, its event and its message."""
    found = house.sql(
        "SELECT p.code, d.token FROM dossiers_draft d JOIN catalog_procedure p ON p.id = d.procedure_id"
        " JOIN dossiers_dossier o ON o.id = d.dossier_id AND o.submission_key = d.submission_key"
        " JOIN dossiers_dossierfile f ON f.dossier_id = o.id"
        " JOIN journal_event e ON e.subject = 'dossier:' || o.id AND e.name = 'dossier.submitted'"
        " JOIN notices_message m ON m.subject = e.subject"
    )
    return {f"/nop-ho-so/{code}/{token}/" for code, token in found}


def test_nothing_acknowledged_is_lost_and_nothing_is_twice(house: House, long_run: bool) -> None:
    hand_ins = 200 if long_run else 60
    house.start()
    addresses = run(house, "tests.faults.prepare", str(hand_ins)).stdout.split()
    assert len(addresses) == hand_ins
    crowd = Crowd(house.port, addresses)
    with ThreadPoolExecutor(HANDS) as pool:
        busy = [pool.submit(crowd.run, hand) for hand in range(HANDS)]

        # First everything at once, the keeper too; then web, worker and database under a keeper that lives.
        for enough, keeper_too in ((hand_ins // 10, True), (hand_ins * 2 // 5, False)):
            assert eventually(lambda enough=enough: len(crowd.so_far()) >= enough)  # type: ignore[misc]
            assert house.keeper is not None
            before = crowd.so_far()
            assert len(before) < hand_ins, "the kill came too late to be in the middle"
            victims = house.everything()
            assert len(victims) > 4
            for victim in [psutil.Process(house.keeper.pid)] * keeper_too + victims:
                kill(victim)
            if keeper_too:
                house.keeper.wait()
                house.start()
            assert eventually(lambda: house.status() is not None and database_url(house.var) is not None)
            assert before <= kept(house)

        for one in busy:
            one.result()
    assert crowd.so_far() == set(addresses) == kept(house)
    assert sum(person.pressed for person in crowd.people) > hand_ins, "nobody met the kills"

    codes = [str(code) for (code,) in house.sql("SELECT code FROM dossiers_dossier")]
    assert len(codes) == hand_ins
    by_day = Counter(code.rsplit("-", 1)[0] for code in codes)  # two days when the test meets midnight
    assert sorted(codes) == sorted(
        f"{day}-{number:04d}" for day, last in by_day.items() for number in range(1, last + 1)
    )
    assert {crowd.people[0].code_of(address) for address in addresses[:20]} <= set(codes)
    for table in ("journal_event WHERE name = 'dossier.submitted'", "notices_message", "dossiers_dossierfile"):
        assert house.sql(f"SELECT count(*) FROM {table}") == [(hand_ins,)], table
    for (name,) in house.sql("SELECT file FROM dossiers_dossierfile"):
        assert (house.var / "files" / str(name)).stat().st_size > 0

    assert eventually(lambda: house.sql("SELECT count(*) FROM notices_message WHERE state = 'sent'") == [(hand_ins,)])
    taken = [json.loads(line)["reference"] for line in (house.var / OUTBOX).read_text(encoding="utf-8").splitlines()]
    assert sorted(taken) == sorted(str(one) for (one,) in house.sql("SELECT reference FROM notices_message"))
    run(house, "motcua", "journal", "verify")
