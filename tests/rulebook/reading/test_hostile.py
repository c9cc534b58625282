"""Half a megabyte of anything ends soon, in little memory, with one line where it is no letter."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

from . import samples

MOST_TIMES = 6  # as much CPU as a letter of two pages costs on the same machine, the two processes together
MEMORY = 200 * 1024 * 1024  # bytes
SIZE = 500_000
BODIES = {
    "blanks": "\u00a0 " * 160_000,
    "one phrase": "Bộ phận Một cửa bố trí không quá 20 người trong một phòng. " * 6_500,
    "dashes": "- " * 10_000,
    "lines of dashes": "- a\n" * 10_000,
    "nested numbers": "1." * 240_000,
    "numbered lines": "".join(f"{'1.' * (at % 40 + 1)} a\n" for at in range(11_000)),
}


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def cost(path: Path) -> float:
    """Seconds of CPU that reading the file takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "motcua", "read", "--json", str(path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60, preexec_fn=limited)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode in (0, 2)
    assert len(done.stderr.splitlines()) == (done.returncode == 2)
    assert len(done.stdout.splitlines()) == (done.returncode == 0)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@cache
def ordinary() -> float:
    return cost(REPOSITORY / "motcua" / "demo_letters" / "ha_giang_905.txt")


def check(path: Path) -> None:
    assert cost(path) <= MOST_TIMES * ordinary()


@pytest.mark.parametrize("name", BODIES)
def test_half_a_megabyte_inside_a_letter_ends_soon(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(samples.LETTER.replace("1. Sở Nội vụ", BODIES[name] + "\n1. Sở Nội vụ").encode()[:SIZE])
    check(path)


def test_random_bytes_as_text_end_soon(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(random.Random(1).randbytes(SIZE))
    check(path)
    path.write_text("".join(map(chr, random.Random(2).choices(range(32, 0x250), k=SIZE // 2))), encoding="utf-8")
    check(path)
