"""The command `motcua read`, run as a person runs it."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from . import samples

KEYS = {
    *("issuer", "number", "printed_number", "place", "date", "year", "type", "subject", "urgency", "recipients"),
    *("signer", "basis", "cites", "assignments", "copies_to", "limits", "proposed_rules", "proposed_reports"),
    *("warnings", "spans", "unread"),
}
MEMORY = 500 * 1024 * 1024


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DATABASE"))}
    command = [sys.executable, "-m", "motcua", "read", *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, capture_output=True, check=False, timeout=60, env=environment, preexec_fn=limited
    )


def saved(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_one_line_of_json_for_each_file_in_order(tmp_path: Path) -> None:
    paths = [saved(tmp_path, "a.txt", samples.LETTER), saved(tmp_path, "b.txt", samples.TELEGRAM)]
    done = run("--json", *paths)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [item["number"] for item in found] == ["2345/UBND-TH2", "32/CĐ-UBND"]
    assert all(set(item) == KEYS for item in found)
    first = found[0]
    assert first["date"] == "2021-12-05"
    assert [item["ref"] for item in first["assignments"]] == ["1", "2"]
    start, end = first["spans"]["recipients"][0]
    assert samples.LETTER[start:end] == "Các sở, ban, ngành;"
    assert len(first["spans"]["assignments"]) == len(first["assignments"])


def test_a_summary_for_people(tmp_path: Path) -> None:
    done = run(saved(tmp_path, "a.txt", samples.LETTER))
    out = done.stdout.decode()
    assert done.returncode == 0
    assert "Ủy ban nhân dân tỉnh Lâm Đồng" in out
    assert "Phan Văn Đa" in out


def test_good_files_are_printed_and_a_bad_one_gets_its_line(tmp_path: Path) -> None:
    bad = saved(tmp_path, "truyen.txt", samples.NOVEL)
    done = run("--json", saved(tmp_path, "a.txt", samples.LETTER), bad, saved(tmp_path, "b.txt", samples.TELEGRAM))
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 2
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(str(bad))


def test_what_is_no_document_gets_one_line_and_code_2(tmp_path: Path) -> None:
    bad = [
        saved(tmp_path, "rong.txt", b""),
        saved(tmp_path, "nhiphan.bin", bytes(range(256)) * 50),
        saved(tmp_path, "to.txt", b"a" * 20_000_000),
        saved(tmp_path, "vo.pdf", b"%PDF-1.4 hong"),
        tmp_path,
        tmp_path / "khong-co.txt",
    ]
    for path in bad:
        done = run(path)
        assert done.returncode == 2, path
        assert done.stdout == b""
        assert len(done.stderr.decode().splitlines()) == 1, done.stderr.decode()


def test_standard_input() -> None:
    done = run("--json", "-", stdin=samples.LETTER.encode())
    assert json.loads(done.stdout)["number"] == "2345/UBND-TH2"


def test_a_blank_part_is_null_and_a_missing_list_too(tmp_path: Path) -> None:
    text = samples.LETTER.replace("2345/", "   /").split("2. Văn phòng")[0]
    found = json.loads(run("--json", saved(tmp_path, "a.txt", text)).stdout)
    assert (found["number"], found["printed_number"]) == (None, "/UBND-TH2")
    assert (found["signer"], found["copies_to"]) == (None, None)
