"""The vendor for trials: one line a reference, whatever is sent twice or cut short."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from motcua.notices.providers.file import NAME, FileProvider


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    return tmp_path / NAME


def send(reference: str) -> str:
    return FileProvider().send(medium="sms", to="0912345678", text="Đã nhận\nhồ sơ", reference=reference)


def references(outbox: Path) -> list[str]:
    return [json.loads(line)["reference"] for line in outbox.read_text(encoding="utf-8").splitlines()]


def test_a_reference_is_taken_once(outbox: Path) -> None:
    assert send("dossier:1") == send("dossier:1") != send("dossier:2")
    assert references(outbox) == ["dossier:1", "dossier:2"]
    assert outbox.stat().st_mode & 0o077 == 0


def test_a_line_cut_short_was_never_taken(outbox: Path) -> None:
    send("dossier:1")
    with outbox.open("ab") as file:
        file.write(b'{"reference": "dossier:2", "medi')
    send("dossier:2")
    assert references(outbox) == ["dossier:1", "dossier:2"]


def test_many_at_once_are_each_there_once(outbox: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, [f"dossier:{number % 20}" for number in range(100)]))
    assert sorted(references(outbox)) == sorted({f"dossier:{number}" for number in range(20)})
