"""kill -9 of everything in the middle of two hundred hand-ins: what was acknowledged is there, and nothing is twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from motcua.embedded import database_url
from tests.faults.submitter import key_of
from tests.faults.test_up import House, eventually, kill

pytestmark = pytest.mark.faults
HAND_INS, HANDS = 200, 4
KILLED_AFTER = (25, 90)  # acknowledged hand-ins, before each of the two kills


@pytest.fixture
def house() -> Iterator[House]:
    top = Path(tempfile.mkdtemp(prefix="motcua-kill-"))
    top.chmod(0o711)
    made = House(top / "var")
    yield made
    if made.keeper is not None and made.keeper.poll() is None:
        made.keeper.kill()
        made.keeper.wait()
    for process in made.everything():
        kill(process)
    shutil.rmtree(top, ignore_errors=True)


def environment(house: House) -> dict[str, str]:
    url = database_url(house.var)
    assert url is not None
    return os.environ | {"DATABASE_URL": url, "MOTCUA_VAR": str(house.var), "MOTCUA_DEMO": "0", "MOTCUA_POOL": "2"}


def hands(house: House, outputs: list[Path]) -> list[subprocess.Popen[bytes]]:
    """Four processes that share the two hundred between them, each writing down what was acknowledged to it."""
    share = HAND_INS // HANDS
    started = []
    for hand, output in enumerate(outputs):
        command = [sys.executable, "-m", "tests.faults.submitter", "submit", str(hand * share), str((hand + 1) * share)]
        started.append(
            subprocess.Popen(command, env=environment(house), stdout=output.open("ab"), stderr=subprocess.DEVNULL)
        )
    return started


def acknowledged(outputs: list[Path]) -> list[dict[str, str]]:
    """Whole lines only: a line cut by the kill was never read by anybody."""
    lines = [line for output in outputs for line in output.read_bytes().split(b"\n")[:-1]]
    return [json.loads(line) for line in lines]


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_nothing_acknowledged_is_lost_and_nothing_is_twice(house: House, tmp_path: Path) -> None:
    house.start()
    subprocess.run([sys.executable, "-m", "tests.faults.submitter", "prepare"], env=environment(house), check=True)
    outputs = [tmp_path / f"hand-{number}.txt" for number in range(HANDS)]
    for output in outputs:
        output.touch()
    for enough in KILLED_AFTER:
        busy = hands(house, outputs)
        assert wait_until(lambda enough=enough: len(acknowledged(outputs)) >= enough, 90)  # type: ignore[misc]
        assert house.keeper is not None
        for victim in [psutil.Process(house.keeper.pid), *house.everything(), *(psutil.Process(p.pid) for p in busy)]:
            kill(victim)
        for process in [house.keeper, *busy]:
            process.wait()
        assert len(acknowledged(outputs)) < HAND_INS, "the kill came too late to be in the middle"
        house.start()
        kept = dict(house.sql("SELECT code, submission_key FROM dossiers_dossier"))
        for one in acknowledged(outputs):
            assert kept[one["code"]] == key_of(int(one["number"])), one

    last = hands(house, outputs)
    assert [process.wait(timeout=120) for process in last] == [0] * HANDS

    codes = sorted(str(code) for (code,) in house.sql("SELECT code FROM dossiers_dossier"))
    assert codes == [f"000.01.21.H22-200330-{number:04d}" for number in range(1, HAND_INS + 1)]
    told = {(one["number"], one["code"], one["secret"]) for one in acknowledged(outputs)}
    assert len(told) == HAND_INS, "a retried hand-in was told another code or secret"

    events = house.sql("SELECT subject, count(*) FROM journal_event WHERE name = 'dossier.submitted' GROUP BY 1")
    assert Counter(count for _, count in events) == {1: HAND_INS}
    files = house.sql("SELECT file, sha256 FROM dossiers_dossierfile")
    assert len(files) == HAND_INS and all((house.var / "files" / str(name)).stat().st_size for name, _ in files)

    def all_sent() -> bool:
        return house.sql("SELECT count(*) FROM notices_message WHERE state = 'sent'") == [(HAND_INS,)]

    assert eventually(all_sent)
    messages = house.sql("SELECT subject, count(*) FROM notices_message GROUP BY 1")
    assert Counter(count for _, count in messages) == {1: HAND_INS}
    done = subprocess.run(
        [sys.executable, "-m", "motcua", "journal", "verify"], env=environment(house), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
